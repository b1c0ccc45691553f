import type { Viewer } from '../accounts/account.ts';
import { memberOf } from '../accounts/members.ts';
import { listPeople } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { media } from '../media/tables.ts';
import {
  alias,
  and,
  desc,
  eq,
  exists,
  getTableColumns,
  gt,
  isNull,
  lt,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from '../platform/columns.ts';
import { compiled } from '../platform/compiled.ts';
import { type Cursor, pageSize } from './cursor.ts';
import { filtered } from './filter.ts';
import { postViews } from './post-views.ts';
import { hashtags, homeEntries, posts } from './tables.ts';
import type { TimelinePage } from './view.ts';
import { notLimited, notMuted, readable } from './visibility.ts';

const boosted = alias(posts, 'boosted');
const parent = alias(posts, 'parent');

/** Home: what the accounts one follows wrote or passed on. */
export const homeTimeline = (instance: Instance, viewer: NonNullable<Viewer>, cursor: Cursor = {}) =>
  filtered(instance, viewer, (at) => homePage(instance, viewer, at), cursor);

const homeEntriesOf = compiled((db, value) => {
  const viewer = { accountId: value('me') as unknown as string, local: true };
  return db
    .select(getTableColumns(posts))
    .from(homeEntries)
    .innerJoin(posts, eq(posts.id, homeEntries.entryId))
    .leftJoin(boosted, eq(boosted.id, posts.boostOfId))
    .where(
      and(
        eq(homeEntries.ownerId, viewer.accountId),
        lt(homeEntries.entryId, value('before')),
        entryReadable(viewer),
        notMuted(viewer),
      ),
    )
    .orderBy(desc(homeEntries.entryId))
    .limit(value('most'));
});

/** Comes after every id, in every collation. */
const afterAll = '9'.repeat(19);

async function homePage(instance: Instance, viewer: NonNullable<Viewer>, cursor: Cursor): Promise<TimelinePage> {
  const most = cursor.most ?? pageSize;
  const values = { me: viewer.accountId, before: cursor.before ?? afterAll, most: most + 1 };
  return pageOf(instance, viewer, await homeEntriesOf(instance.db, values), most);
}

export type Feed = 'home' | 'organisation' | 'public';
export const feedPaths: Record<Feed, string> = { home: '/', organisation: '/organisation', public: '/public' };

/** How many entries of a timeline came after the id `after`, the viewer's own left out; at most 100 are counted. */
export async function newInFeed(
  instance: Instance,
  viewer: NonNullable<Viewer>,
  feed: Feed,
  after: string,
): Promise<number> {
  const others = sql`${posts.accountId} <> ${viewer.accountId}`;
  const seen = and(entryReadable(viewer), notMuted(viewer), others);
  const rows =
    feed === 'home'
      ? await instance.db
          .select({ id: homeEntries.entryId })
          .from(homeEntries)
          .innerJoin(posts, eq(posts.id, homeEntries.entryId))
          .leftJoin(boosted, eq(boosted.id, posts.boostOfId))
          .where(and(eq(homeEntries.ownerId, viewer.accountId), gt(homeEntries.entryId, after), seen))
          .limit(100)
      : await instance.db
          .select({ id: posts.id })
          .from(posts)
          .leftJoin(boosted, eq(boosted.id, posts.boostOfId))
          .where(
            and(
              (feed === 'organisation' ? ofOrganisation : ofEverybody)(viewer),
              gt(posts.id, after),
              await inReadLanguage(instance, viewer),
              seen,
            ),
          )
          .limit(100);
  return rows.length;
}

/** What members of this instance say to everybody or to each other; answers and relays left out. */
export const organisationTimeline = (instance: Instance, viewer: Viewer, cursor: Cursor = {}) =>
  feedOfMany(instance, viewer, ofOrganisation(viewer), cursor);

/** What is said among partner organisations, here and elsewhere; answers left out. For members. */
export const partnersTimeline = (instance: Instance, viewer: Viewer, cursor: Cursor = {}) =>
  feedOfMany(instance, viewer, and(topLevel, sql`${posts.audience} = 'partners'`, notLimited(viewer)), cursor);

/** Questions of members that nobody has answered yet. */
export const unansweredTimeline = (instance: Instance, viewer: Viewer, cursor: Cursor = {}) =>
  feedOfMany(
    instance,
    viewer,
    and(ofOrganisation(viewer), eq(posts.replies, 0), eq(posts.hasPoll, false), sql`${posts.html} like '%?%'`),
    cursor,
  );

/** Everything public that this instance knows; answers and relays left out. */
export const publicTimeline = (instance: Instance, viewer: Viewer, cursor: Cursor = {}) =>
  feedOfMany(instance, viewer, ofEverybody(viewer), cursor);

async function feedOfMany(instance: Instance, viewer: Viewer, which: SQL | undefined, cursor: Cursor) {
  const wanted = and(which, await inReadLanguage(instance, viewer));
  return filtered(instance, viewer, (at) => timeline(instance, viewer, at, wanted), cursor);
}

/**
 * In a language that the member reads, when they have chosen some: as on Mastodon this is for feeds of many people, while
 * the home and the lists keep all that those one follows write. A post that says no language is in any.
 */
async function inReadLanguage(instance: Instance, viewer: Viewer): Promise<SQL | undefined> {
  const chosen = viewer?.local ? ((await memberOf(instance, viewer.accountId))?.readLanguages ?? []) : [];
  if (!chosen.length) return undefined;
  const spoken = chosen.map(
    (language) => sql`${posts.language} = ${language} or ${posts.language} like ${`${language}-%`}`,
  );
  return or(isNull(posts.language), eq(posts.accountId, viewer!.accountId), ...spoken);
}

/** Public posts of members only: for people without an account. */
export const publicLocalTimeline = (instance: Instance, viewer: Viewer, cursor: Cursor = {}) =>
  timeline(instance, viewer, cursor, and(eq(posts.local, true), ofEverybody(viewer)));

/** Posts that carry a hashtag (without #). */
export const hashtagTimeline = async (instance: Instance, viewer: Viewer, name: string, cursor: Cursor = {}) => {
  const spoken = await inReadLanguage(instance, viewer);
  return filtered(instance, viewer, (at) => taggedPage(instance, viewer, name.toLowerCase(), spoken, at), cursor);
};

/** Walks the index of the hashtag itself, newest first. */
async function taggedPage(
  instance: Instance,
  viewer: Viewer,
  name: string,
  spoken: SQL | undefined,
  cursor: Cursor,
): Promise<TimelinePage> {
  const most = cursor.most ?? pageSize;
  const rows = await instance.db
    .select(getTableColumns(posts))
    .from(hashtags)
    .innerJoin(posts, eq(posts.id, hashtags.postId))
    .where(
      and(
        eq(hashtags.name, name),
        cursor.before ? lt(hashtags.postId, cursor.before) : undefined,
        isNull(posts.boostOfId),
        sql`${posts.audience} <> 'unlisted'`,
        spoken,
        readable(viewer),
        notMuted(viewer),
        notLimited(viewer),
      ),
    )
    .orderBy(desc(hashtags.postId))
    .limit(most + 1);
  return pageOf(instance, viewer, rows, most);
}

/** What the people of a list write and pass on, and answer to each other. */
export const listTimeline = (instance: Instance, viewer: NonNullable<Viewer>, listId: string, cursor: Cursor = {}) => {
  const inList = (accountId: SQLWrapper) =>
    exists(
      instance.db
        .select({ id: listPeople.accountId })
        .from(listPeople)
        .where(and(eq(listPeople.listId, listId), eq(listPeople.accountId, accountId))),
    );
  const answersOne = exists(
    instance.db
      .select({ id: parent.id })
      .from(parent)
      .where(and(eq(parent.id, posts.inReplyToId), inList(parent.accountId))),
  );
  const which = and(inList(posts.accountId), or(isNull(posts.inReplyToUri), answersOne));
  return filtered(instance, viewer, (at) => timeline(instance, viewer, at, which), cursor);
};

export type ProfileTab = 'posts' | 'replies' | 'media';

/** What an account wrote: posts with its relays, its answers too, or only what has pictures. */
export const profileTimeline = (
  instance: Instance,
  viewer: Viewer,
  accountId: string,
  tab: ProfileTab,
  cursor: Cursor = {},
) => {
  const withMedia = exists(instance.db.select({ id: media.id }).from(media).where(eq(media.postId, posts.id)));
  const narrowed = tab === 'posts' ? isNull(posts.inReplyToUri) : tab === 'media' ? withMedia : undefined;
  return timeline(instance, viewer, cursor, and(eq(posts.accountId, accountId), narrowed), false);
};

/** Pinned posts of an account, newest pin first. */
export async function pinnedPosts(instance: Instance, viewer: Viewer, accountId: string) {
  const rows = await instance.db
    .select()
    .from(posts)
    .where(and(eq(posts.accountId, accountId), sql`${posts.pinnedAt} is not null`, readable(viewer)))
    .orderBy(desc(posts.pinnedAt))
    .limit(5);
  return postViews(instance, viewer, rows);
}

const topLevel = and(isNull(posts.boostOfId), isNull(posts.inReplyToUri));
const ofOrganisation = (viewer: Viewer) =>
  and(eq(posts.local, true), topLevel, sql`${posts.audience} in ('public', 'organisation')`, notLimited(viewer));
// In words, not as a value: the index of the public timeline is for these alone.
const ofEverybody = (viewer: Viewer) => and(topLevel, sql`${posts.audience} = 'public'`, notLimited(viewer));
const entryReadable = (viewer: Viewer): SQL =>
  and(readable(viewer), or(isNull(posts.boostOfId), and(readable(viewer, boosted), notMuted(viewer, boosted))))!;

export async function timeline(
  instance: Instance,
  viewer: Viewer,
  cursor: Cursor,
  which: SQL | undefined,
  hideMuted = true,
): Promise<TimelinePage> {
  const most = cursor.most ?? pageSize;
  const rows = await instance.db
    .select(getTableColumns(posts))
    .from(posts)
    .leftJoin(boosted, eq(boosted.id, posts.boostOfId))
    .where(
      and(
        which,
        cursor.before ? lt(posts.id, cursor.before) : undefined,
        entryReadable(viewer),
        hideMuted ? notMuted(viewer) : undefined,
      ),
    )
    .orderBy(desc(posts.id))
    .limit(most + 1);
  return pageOf(instance, viewer, rows, most);
}

/** Rows as the page shows them; one more than `most` says that there are older ones. */
export async function pageOf(
  instance: Instance,
  viewer: Viewer,
  rows: (typeof posts.$inferSelect)[],
  most: number,
): Promise<TimelinePage> {
  const shown = rows.slice(0, most);
  return { posts: await postViews(instance, viewer, shown), older: rows.length > most ? shown.at(-1)!.id : null };
}
