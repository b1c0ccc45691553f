import { accountsByIds } from '../accounts/account.ts';
import { accountViews } from '../accounts/account-view.ts';
import type { Instance } from '../instance.ts';
import { postsByIds } from '../posts/post.ts';
import { postViews } from '../posts/post-views.ts';
import { appealMs, mayAppeal } from './appeal.ts';
import { type Decision, decisionById } from './decisions.ts';
import { notesOf, type Report } from './read-reports.ts';
import type { DecisionView, NoteView, ReportView } from './view.ts';

/** Posts as they were, whatever their audience: for who has to judge them. Erased ones are left out. */
async function judged(instance: Instance, ids: string[]) {
  const rows = (await postsByIds(instance, [...new Set(ids)])).filter((post) => !post.deletedAt || post.hiddenAt);
  return new Map((await postViews(instance, null, rows)).map((view) => [view.id, view]));
}

/** Decisions as pages show them, in their order. */
export async function decisionViews(instance: Instance, rows: Decision[]): Promise<DecisionView[]> {
  const people = await accountViews(
    instance,
    rows.flatMap((row) => [row.accountId, row.decidedBy]),
  );
  const posts = await judged(
    instance,
    rows.flatMap((row) => row.postId ?? []),
  );
  return rows.map((row) => ({
    id: row.id,
    act: row.act,
    ground: row.ground,
    statement: row.statement,
    at: row.createdAt,
    about: people.get(row.accountId) ?? null,
    by: people.get(row.decidedBy) ?? null,
    post: posts.get(row.postId ?? '') ?? null,
    liftedAt: row.liftedAt,
    appealUntil: mayAppeal(row, instance.clock()) ? row.createdAt + appealMs : null,
    appeal: row.appealedAt
      ? {
          text: row.appeal,
          at: row.appealedAt,
          answer: row.answeredAt ? { text: row.answer, upheld: row.upheld ?? false, at: row.answeredAt } : null,
        }
      : null,
  }));
}

/** Reports as moderators see them, in their order. */
export async function reportViews(instance: Instance, rows: Report[]): Promise<ReportView[]> {
  const people = await accountViews(
    instance,
    rows.flatMap((row) => [row.reporterId, row.targetId, row.assignedTo ?? '']),
  );
  const posts = await judged(
    instance,
    rows.flatMap((row) => row.postIds),
  );
  const answered = await Promise.all(
    rows.flatMap((row) => (row.decisionId === null ? [] : [decisionById(instance, row.decisionId)])),
  );
  const gone = await goneOf(
    instance,
    rows.map((row) => row.targetId),
  );
  const decisions = new Map((await decisionViews(instance, answered)).map((view) => [view.id, view]));
  return rows.map((row) => {
    const reporter = people.get(row.reporterId) ?? null;
    return {
      id: row.id,
      by: reporter?.host === null ? reporter : null,
      from: reporter?.host ?? null,
      sender: row.reporterId === '' && !row.reporterLeft ? { name: row.reporterName, email: row.reporterEmail } : null,
      left: row.reporterLeft,
      target: gone.has(row.targetId) ? null : (people.get(row.targetId) ?? null),
      gone: gone.has(row.targetId) ? row.targetName : '',
      posts: row.postIds.flatMap((id) => posts.get(id) ?? []),
      url: row.url,
      comment: row.comment,
      ground: row.ground,
      at: row.createdAt,
      takenBy: people.get(row.assignedTo ?? '') ?? null,
      forwardedAt: row.forwardedAt,
      decision: decisions.get(row.decisionId ?? 0) ?? null,
    };
  });
}

/** Those of these accounts that are no more. */
async function goneOf(instance: Instance, ids: string[]): Promise<Set<string>> {
  const rows = await accountsByIds(instance, [...new Set(ids)]);
  return new Set(rows.flatMap((row) => (row.deletedAt ? [row.id] : [])));
}

/** What moderators wrote to each other about a report. */
export async function noteViews(instance: Instance, reportId: number): Promise<NoteView[]> {
  const rows = await notesOf(instance, reportId);
  const people = await accountViews(
    instance,
    rows.map((row) => row.authorId),
  );
  return rows.map(({ id, authorId, text, createdAt: at }) => ({ id, by: people.get(authorId) ?? null, text, at }));
}
