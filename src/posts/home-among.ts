import { members } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { alias, and, asc, eq, getTableColumns, inArray, isNull, or } from '../platform/columns.ts';
import { throughFilters } from './filter.ts';
import { homeEntries, posts } from './tables.ts';
import { pageOf } from './timelines.ts';
import type { PostView } from './view.ts';
import { notMuted, readable } from './visibility.ts';

const boosted = alias(posts, 'boosted');
const atOnce = 400;

/** In whose homes these posts and relays have come, of the members asked about: one query for each 400 of them. */
export async function homesWith(
  instance: Instance,
  ownerIds: string[],
  entryIds: string[],
): Promise<{ ownerId: string; entryId: string }[]> {
  if (!entryIds.length) return [];
  const found = [];
  for (let from = 0; from < ownerIds.length; from += atOnce)
    found.push(
      ...(await instance.db
        .select({ ownerId: homeEntries.ownerId, entryId: homeEntries.entryId })
        .from(members)
        .innerJoin(homeEntries, eq(homeEntries.ownerId, members.accountId))
        .where(
          and(inArray(members.accountId, ownerIds.slice(from, from + atOnce)), inArray(homeEntries.entryId, entryIds)),
        )),
    );
  return found;
}

/** These lines of a home, oldest first, as far as the member may read and does not hide them. */
export async function homeAmong(
  instance: Instance,
  viewer: { accountId: string; local: true },
  entryIds: string[],
): Promise<PostView[]> {
  if (!entryIds.length) return [];
  const rows = await instance.db
    .select(getTableColumns(posts))
    .from(posts)
    .leftJoin(boosted, eq(boosted.id, posts.boostOfId))
    .where(
      and(
        inArray(posts.id, entryIds),
        readable(viewer),
        notMuted(viewer),
        or(isNull(posts.boostOfId), and(readable(viewer, boosted), notMuted(viewer, boosted))),
      ),
    )
    .orderBy(asc(posts.id));
  return throughFilters(instance, viewer, (await pageOf(instance, viewer, rows, rows.length)).posts);
}
