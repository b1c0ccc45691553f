import type { Viewer } from '../accounts/account.ts';
import { accountList, accountViews } from '../accounts/account-view.ts';
import type { Instance } from '../instance.ts';
import { and, asc, count, desc, eq, inArray, isNull, type SQL, sql } from '../platform/columns.ts';
import { sanitisedText } from '../platform/sanitise.ts';
import { postsByIds } from '../posts/post.ts';
import { postViews } from '../posts/post-views.ts';
import { posts } from '../posts/tables.ts';
import { readable } from '../posts/visibility.ts';
import type { Contribution } from './contribution.ts';
import { coAuthors, contributions, evidence } from './tables.ts';
import type { ContributionKind, ContributionState, ContributionView } from './view.ts';

export type ContributionSort = 'new' | 'old' | 'support' | 'random';

export interface ContributionQuery {
  stepId: string;
  kinds: ContributionKind[];
  states?: ContributionState[];
  sort: ContributionSort;
  /** Orders at random, the same for everybody all day long: nobody is always first. */
  seed?: number;
  offset?: number;
  most?: number;
  aboutId?: string;
}

/** What was brought to a step, of what the viewer may read. The number of queries does not depend on how much it is. */
export async function contributionsOf(
  instance: Instance,
  viewer: Viewer,
  wanted: ContributionQuery,
): Promise<ContributionView[]> {
  const { stepId, kinds, states, sort, seed = 1, offset = 0, most = 30, aboutId } = wanted;
  const orders: Record<ContributionSort, SQL[]> = {
    new: [desc(contributions.createdAt), desc(contributions.postId)],
    old: [asc(contributions.createdAt), asc(contributions.postId)],
    support: [desc(posts.likes), asc(contributions.createdAt)],
    // Ids grow with time: a multiplication modulo a prime mixes them alike in both databases.
    random: [sql`(${contributions.createdAt} % 999983) * ${(seed % 9973) + 7} % 999983`, asc(contributions.postId)],
  };
  const rows = await instance.db
    .select({ row: contributions })
    .from(contributions)
    .innerJoin(posts, and(eq(posts.id, contributions.postId), isNull(posts.deletedAt)))
    .where(
      and(
        eq(contributions.stepId, stepId),
        inArray(contributions.kind, kinds),
        states && inArray(contributions.state, states),
        aboutId ? eq(contributions.aboutId, aboutId) : undefined,
        readable(viewer),
      ),
    )
    .orderBy(...orders[sort])
    .limit(most)
    .offset(offset);
  return contributionViews(
    instance,
    viewer,
    rows.map(({ row }) => row),
  );
}

/** The same for rows that the caller found readable, in their order. */
export async function contributionViews(
  instance: Instance,
  viewer: Viewer,
  rows: Contribution[],
): Promise<ContributionView[]> {
  if (!rows.length) return [];
  const ids = rows.map((row) => row.postId);
  const answers = rows.flatMap((row) => row.answerId ?? []);
  const merged = rows.flatMap((row) => row.mergedIntoId ?? []);
  const shown = await postsByIds(instance, [...new Set([...ids, ...answers, ...merged])]);
  const views = new Map((await postViews(instance, viewer, shown)).map((view) => [view.id, view]));
  const signed = await instance.db.select().from(coAuthors).where(inArray(coAuthors.postId, ids));
  const people = await accountViews(
    instance,
    signed.map((one) => one.accountId),
  );
  const proofs = answers.length
    ? await instance.db.select().from(evidence).where(inArray(evidence.postId, answers))
    : [];
  const found = await findingsAbout(instance, ids);
  return rows.flatMap((row): ContributionView[] => {
    const post = views.get(row.postId);
    if (!post) return [];
    const answered = row.answerId ? views.get(row.answerId) : undefined;
    const into = row.mergedIntoId ? views.get(row.mergedIntoId) : undefined;
    const title = post.title ?? firstLine(post.html);
    return [
      {
        id: row.postId,
        kind: row.kind,
        state: row.state,
        path: post.path,
        author: post.author,
        title,
        html: post.title === null && sanitisedText(post.html) === title ? '' : post.html,
        language: post.language,
        createdAt: post.createdAt,
        dueAt: row.dueAt,
        reason: row.reason,
        supports: post.likes,
        supported: post.viewer.liked,
        mine: post.viewer.mine || row.authorId === viewer?.accountId,
        comments: post.replies,
        progress: row.progress,
        coAuthors: signed.filter((one) => one.postId === row.postId).flatMap((one) => people.get(one.accountId) ?? []),
        mergedInto: into ? { id: into.id, title: into.title ?? firstLine(into.html) } : null,
        answer: answered
          ? {
              author: answered.author,
              html: answered.html,
              at: answered.createdAt,
              media: answered.media,
              evidence: proofs
                .filter((proof) => proof.postId === answered.id)
                .map(({ title: name, url }) => ({ kind: 'link' as const, title: name, url })),
            }
          : null,
        facts: row.facts,
        findings: found.get(row.postId) ?? { confirmed: 0, refuted: 0, unsure: 0 },
      },
    ];
  });
}

const firstLine = (html: string) => sanitisedText(html).split('\n', 1)[0]!.slice(0, 200);

/** How many findings say each thing about these, of those whose post is there. */
async function findingsAbout(instance: Instance, ids: string[]): Promise<Map<string, ContributionView['findings']>> {
  const rows = await instance.db
    .select({ aboutId: contributions.aboutId, facts: contributions.facts, n: count() })
    .from(contributions)
    .innerJoin(posts, and(eq(posts.id, contributions.postId), isNull(posts.deletedAt)))
    .where(and(inArray(contributions.aboutId, ids), eq(contributions.kind, 'finding')))
    .groupBy(contributions.aboutId, contributions.facts);
  const found = new Map<string, ContributionView['findings']>();
  for (const { aboutId, facts, n } of rows) {
    const counts = found.get(aboutId!) ?? { confirmed: 0, refuted: 0, unsure: 0 };
    const verdict = facts.verdict as keyof typeof counts;
    if (verdict in counts) counts[verdict] += n;
    found.set(aboutId!, counts);
  }
  return found;
}

/** Who signed an idea with its author. */
export const coAuthorsOf = async (instance: Instance, postId: string) =>
  accountList(
    instance,
    (await instance.db.select().from(coAuthors).where(eq(coAuthors.postId, postId))).map((one) => one.accountId),
  );
