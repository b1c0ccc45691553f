import type { Instance } from '../../../instance.ts';
import { and, eq, isNull, sql } from '../../../platform/columns.ts';
import { posts } from '../../../posts/tables.ts';
import { countByState, sum } from '../../contribution.ts';
import type { Step, StepModule } from '../../step.ts';
import { contributions, evidence } from '../../tables.ts';
import { type Verdict, verdicts } from './verdicts.ts';

/** Questions that are owed an answer, numbered claims, and what visitors found about them. */
export const questions: StepModule = {
  kind: 'questions',
  settings: {},
  takes: 'question',
  lets: (kind, { verdict }, about) => {
    if (kind === 'question' && !about) return {};
    return kind === 'finding' && about && isVerdict(verdict) ? { verdict } : null;
  },
  owed: async (instance, step) => (await countByState(instance, step.id, ['question'])).open ?? 0,
  line: async (instance, step) => {
    const counts = await countByState(instance, step.id, ['question']);
    return { key: 'campaign.questions.line', args: { n: sum(counts), answered: counts.answered ?? 0 } };
  },
  figures: async (instance, step) => {
    const asked = await countByState(instance, step.id, ['question']);
    const claims = await countByState(instance, step.id, ['claim']);
    const findings = await countByState(instance, step.id, ['finding']);
    return {
      questions: sum(asked),
      answered: asked.answered ?? 0,
      refused: asked.refused ?? 0,
      claims: sum(claims),
      findings: sum(findings),
      ...(await answersOf(instance, step)),
    };
  },
};

const isVerdict = (said: unknown): said is Verdict => verdicts.some((one) => one === said);

/** How many answers came in time and with proof, and how long they took on average, in hours. */
async function answersOf(instance: Instance, step: Step) {
  const answered = and(eq(contributions.stepId, step.id), eq(contributions.state, 'answered'));
  const [row] = await instance.db
    .select({
      inTime: sql<number>`coalesce(sum(case when ${contributions.answeredAt} <= ${contributions.dueAt} then 1 else 0 end), 0)`,
      proved: sql<number>`coalesce(sum(case when exists (select 1 from ${evidence} where ${evidence.postId} = ${contributions.answerId}) then 1 else 0 end), 0)`,
      hours: sql<number>`coalesce(avg((${contributions.answeredAt} - ${contributions.createdAt}) / 3600000.0), 0)`,
    })
    .from(contributions)
    .innerJoin(posts, and(eq(posts.id, contributions.postId), isNull(posts.deletedAt)))
    .where(answered);
  return { inTime: Number(row!.inTime), withEvidence: Number(row!.proved), hoursToAnswer: Number(row!.hours) };
}
