import { blocks, follows, listPeople, lists, members, mutes, sessions } from '../../src/accounts/tables.ts';
import { auditLog, decisions, reports } from '../../src/moderation/tables.ts';
import { drafts, edits, filters, likes, posts, votes } from '../../src/posts/tables.ts';
import type { Home } from '../support/fediverse.ts';

/** All that a form could have changed. */
export async function everything(home: Home): Promise<string> {
  const { db } = home.instance;
  const rows = [];
  for (const one of [
    posts,
    drafts,
    lists,
    listPeople,
    filters,
    edits,
    likes,
    votes,
    follows,
    blocks,
    mutes,
    reports,
    decisions,
    auditLog,
    members,
  ])
    rows.push(await db.select().from(one as typeof posts));
  // A visit moves the time of the session, and each test opens some.
  const open = await db.select({ id: sessions.id, of: sessions.accountId }).from(sessions);
  const nour = (await home.account('nour')).id;
  return JSON.stringify([rows, open.filter((one) => one.of === nour).length > 0]);
}
