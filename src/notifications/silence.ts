import type { Member } from '../accounts/members.ts';
import { accounts, follows, mutes } from '../accounts/tables.ts';
import { type NoticeKind, noticeKinds } from '../accounts/view.ts';
import { and, eq, exists, gt, isNotNull, or } from '../platform/columns.ts';
import { compiled } from '../platform/compiled.ts';
import type { Tx } from '../platform/database.ts';
import { hiddenHosts, posts } from '../posts/tables.ts';
import { threadMarks } from '../posts/thread-tables.ts';
import { type NotificationType, notifications } from './tables.ts';

/** The account is muted, or its server hidden. */
const mutedOf = compiled((db, value) =>
  db
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      and(
        eq(accounts.id, value('fromId')),
        or(
          exists(
            db
              .select({ id: mutes.id })
              .from(mutes)
              .where(and(eq(mutes.accountId, value('ownerId')), eq(mutes.targetId, accounts.id))),
          ),
          exists(
            db
              .select({ host: hiddenHosts.host })
              .from(hiddenHosts)
              .where(and(eq(hiddenHosts.accountId, value('ownerId')), eq(hiddenHosts.host, accounts.host))),
          ),
        ),
      ),
    ),
);
/** Moderation has limited the account. */
const limitedOf = compiled((db, value) =>
  db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.id, value('fromId')), isNotNull(accounts.limitedAt))),
);
const mutedThread = compiled((db, value) =>
  db
    .select({ id: posts.id })
    .from(posts)
    .innerJoin(threadMarks, eq(threadMarks.threadId, posts.threadId))
    .where(
      and(
        eq(posts.id, value('postId')),
        eq(threadMarks.accountId, value('ownerId')),
        eq(threadMarks.mark, value('mark')),
      ),
    ),
);
const followOf = compiled((db, value) =>
  db
    .select({ accepted: follows.accepted })
    .from(follows)
    .where(and(eq(follows.followerId, value('ownerId')), eq(follows.followedId, value('fromId')))),
);

/**
 * Whether the member is not to be told of this: by their own wish (kind, person, server, conversation), or because the
 * account is limited and they do not follow it.
 */
export async function silenced(
  tx: Tx,
  owner: Member,
  told: { type: NotificationType; fromId: string; postId?: string | null },
  now: number,
): Promise<boolean> {
  const asked = { ownerId: owner.accountId, fromId: told.fromId };
  if ((await mutedOf(tx, asked)).length) return true;
  if (told.postId && (await mutedThread(tx, { ...asked, postId: told.postId, mark: 'muted' })).length) return true;
  const follows = async () => (await followOf(tx, asked))[0]?.accepted ?? false;
  if ((await limitedOf(tx, asked)).length && !(await follows())) return true;
  if (await storms(tx, asked, told.type, now)) return !(await follows());
  const level = isLevelled(told.type) ? (owner.noticeLevels[told.type] ?? 'all') : 'all';
  if (level !== 'followed') return level === 'nobody';
  return !(await follows());
}

/** So many acts of one kind by one person within the hour are enough: who is not followed is no longer told (S45). */
const storm = { most: 20, withinMs: 3_600_000 };
const toldLately = compiled((db, value) =>
  db
    .select({ id: notifications.id })
    .from(notifications)
    .where(
      and(
        eq(notifications.ownerId, value('ownerId')),
        eq(notifications.type, value('type')),
        eq(notifications.fromId, value('fromId')),
        gt(notifications.createdAt, value('since')),
      ),
    )
    .limit(storm.most),
);
const storms = async (tx: Tx, asked: { ownerId: string; fromId: string }, type: NotificationType, now: number) =>
  (await toldLately(tx, { ...asked, type, since: now - storm.withinMs })).length >= storm.most;

const isLevelled = (type: string): type is NoticeKind => (noticeKinds as readonly string[]).includes(type);
