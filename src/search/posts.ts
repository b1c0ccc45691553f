import { accountByHandle, type Viewer } from '../accounts/account.ts';
import { accounts, follows } from '../accounts/tables.ts';
import { findCommunity } from '../communities/community.ts';
import type { Instance } from '../instance.ts';
import { and, desc, eq, exists, getTableColumns, gte, isNull, lt, or, type SQL } from '../platform/columns.ts';
import { type Span, searchWords } from '../platform/full-text.ts';
import { idAt } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Post } from '../posts/post.ts';
import { postViews } from '../posts/post-views.ts';
import { homeEntries, posts } from '../posts/tables.ts';
import type { TimelinePage } from '../posts/view.ts';
import { notLimited, notMuted, readable } from '../posts/visibility.ts';
import { highlight } from './highlight.ts';
import { authorWord, type Query } from './query.ts';

const pageSize = 20;

/**
 * Posts that answer the query, newest first, words highlighted: only what the viewer may read, and of others only what
 * their author lets be searched (`indexable`), or what the organisation itself says.
 */
export async function searchPosts(
  instance: Instance,
  viewer: NonNullable<Viewer>,
  query: Query,
  cursor: { before?: string | undefined; most?: number } = {},
): Promise<TimelinePage> {
  if (asksNothing(query)) return { posts: [], older: null };
  const most = cursor.most ?? pageSize;
  const author = query.from === null ? null : await authorOf(instance, viewer, query.from);
  if (query.from !== null && !author) return { posts: [], older: null };
  const community = query.community === null ? null : await communityOf(instance, viewer, query.community);
  const terms = author ? [...query.terms, { words: [authorWord(author)], begins: false }] : query.terms;
  const condition = and(
    isNull(posts.boostOfId),
    readable(viewer),
    searchable(instance, viewer),
    author ? undefined : and(notMuted(viewer), notLimited(viewer)),
    query.in ? within(instance, viewer, query.in) : undefined,
    community ? eq(posts.communityId, community) : undefined,
  );
  const ends = [cursor.before, query.before === null ? undefined : idAt(query.before)].filter(
    (end) => end !== undefined,
  );
  const span = { before: ends.sort()[0], from: query.after === null ? undefined : idAt(query.after) };
  const rows = await find(instance, terms, condition, span, most + 1);
  const shown = await postViews(instance, viewer, rows.slice(0, most));
  return {
    posts: shown.map((post) => highlight(post, query.words)),
    older: rows.length > most ? rows[most - 1]!.id : null,
  };
}

function find(
  instance: Instance,
  terms: Query['terms'],
  condition: SQL | undefined,
  span: Span,
  most: number,
): Promise<Post[]> {
  if (!terms.length)
    return instance.db
      .select()
      .from(posts)
      .where(
        and(
          condition,
          span.before ? lt(posts.id, span.before) : undefined,
          span.from ? gte(posts.id, span.from) : undefined,
        ),
      )
      .orderBy(desc(posts.id))
      .limit(most);
  const words = searchWords(terms, posts.id, span);
  return instance.db
    .select(getTableColumns(posts))
    .from(words.table)
    .crossJoin(posts)
    .where(and(words.where, condition))
    .orderBy(words.newestFirst)
    .limit(most) as unknown as Promise<Post[]>;
}

/** Signs alone are no words: they find nothing, rather than everything. */
const asksNothing = ({ words: _, terms, ...operators }: Query) =>
  !terms.length && Object.values(operators).every((value) => value === null);

async function authorOf(instance: Instance, viewer: NonNullable<Viewer>, from: string): Promise<string | null> {
  if (from === 'me') return viewer.accountId;
  return (await accountByHandle(instance, from))?.id ?? null;
}

/** A community that the viewer may know of; one that they may not is none, like any other word (S53). */
async function communityOf(instance: Instance, viewer: NonNullable<Viewer>, value: string): Promise<string> {
  const found = await findCommunity(instance, viewer, value).catch((fault: unknown) => {
    if (fault instanceof Refusal && fault.status === 404) return null;
    throw fault;
  });
  if (!found) throw new Refusal(422, 'operator.in', { args: { value } });
  return found.account.id;
}

const byAuthor = (id: string) => or(eq(posts.accountId, id), eq(posts.writtenById, id));

/** One's own always; of others, what they let be searched. What the organisation says is said to be found. */
const searchable = (instance: Instance, viewer: NonNullable<Viewer>) =>
  or(
    byAuthor(viewer.accountId),
    exists(
      instance.db
        .select({ id: accounts.id })
        .from(accounts)
        .where(
          and(
            eq(accounts.id, posts.accountId),
            or(eq(accounts.indexable, true), and(eq(accounts.host, ''), eq(accounts.kind, 'organisation'))),
          ),
        ),
    ),
  );

function within(instance: Instance, { accountId }: NonNullable<Viewer>, place: NonNullable<Query['in']>) {
  if (place === 'mine') return byAuthor(accountId);
  if (place === 'home')
    return exists(
      instance.db
        .select({ id: homeEntries.entryId })
        .from(homeEntries)
        .where(and(eq(homeEntries.ownerId, accountId), eq(homeEntries.entryId, posts.id))),
    );
  return exists(
    instance.db
      .select({ id: follows.id })
      .from(follows)
      .where(
        and(eq(follows.followerId, accountId), eq(follows.followedId, posts.accountId), eq(follows.accepted, true)),
      ),
  );
}
