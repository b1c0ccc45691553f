import { dialect } from '../config.ts';
import { type SQL, type SQLWrapper, sql } from './columns.ts';
import type { Tx } from './database.ts';

/** Words that stand one after another; with `begins` the last one may go on (« cantin » finds « cantines »). */
export interface Term {
  words: string[];
  begins: boolean;
}

const postgres = dialect === 'postgres';

/** What a post has, kept among its words: no text holds U+E000 once it is cut into words (`wordsOf`). */
export const feature = (name: string): string => `\ue000${name}`;

/**
 * Keeps the words of a post (of `wordsOf`, or a {@link feature}) for search, in place of those kept before: FTS5
 * on SQLite, a tsvector with positions on PostgreSQL. The same words are cut and folded for both before they come here.
 */
export async function keepWords(tx: Tx, postId: string, words: string[]): Promise<void> {
  if (postgres) {
    // A tsvector counts 16,383 places; words beyond them would all stand at the last one.
    const vector = words.slice(0, 16_000).map((word, place) => `'${word}':${place + 1}`);
    await run(
      tx,
      sql`insert into post_words (post_id, words) values (${postId}, ${vector.join(' ')}::tsvector)
        on conflict (post_id) do update set words = excluded.words`,
    );
    return;
  }
  await dropWords(tx, [postId]);
  await run(
    tx,
    sql`insert into post_words (rowid, words) values (cast(${postId} as integer), ${words.slice(0, 16_000).join(' ')})`,
  );
}

/** `postIds` is not empty. */
export const dropWords = (tx: Tx, postIds: string[]): Promise<void> =>
  run(
    tx,
    postgres
      ? sql`delete from post_words where post_id in ${postIds}`
      : postIds.length === 1
        ? sql`delete from post_words where rowid = cast(${postIds[0]} as integer)`
        : sql`delete from post_words where rowid in (select cast(value as integer) from json_each(${JSON.stringify(postIds)}))`,
  );

/**
 * One step of taking dropped words out of the index itself, where SQLite leaves them until its parts are merged; false
 * when there is nothing left to merge. PostgreSQL's vacuum does so by itself.
 */
export async function compactWords(tx: Tx): Promise<boolean> {
  if (postgres) return false;
  const changes = async () => {
    const [row] = (await tx.all(sql`select total_changes() as n`)) as { n: number }[];
    return row!.n;
  };
  const before = await changes();
  await run(tx, sql`insert into post_words (post_words, rank) values ('merge', -200)`);
  // FTS5 §6.8: a difference below two says that there was nothing to do.
  return (await changes()) - before >= 2;
}

/** What to select posts by: `from` this table, cross join the posts, `where` their ids meet, in this order. */
export interface WordSearch {
  table: SQL;
  where: SQL;
  newestFirst: SQL;
}

/** Ids: older than `before`, and not older than `from`. */
export interface Span {
  before?: string | undefined;
  from?: string | undefined;
}

/**
 * Posts that hold all the terms, newest first, within the span. The order is that of the index itself, so that
 * a word in a million posts costs no more than the page that is shown. `terms` is not empty; `id` is the posts' column.
 */
export function searchWords(terms: Term[], id: SQLWrapper, { before, from }: Span = {}): WordSearch {
  if (postgres) {
    const query = terms.map(
      ({ words, begins }) => `${words.map((word) => `'${word}'`).join(' <-> ')}${begins ? ':*' : ''}`,
    );
    const span = sql`${before ? sql` and ${id} < ${before}` : sql``}${from ? sql` and ${id} >= ${from}` : sql``}`;
    return {
      table: sql`post_words`,
      where: sql`(post_words.words @@ ${query.join(' & ')}::tsquery and post_words.post_id = ${id}${span})`,
      newestFirst: sql`${id} desc`,
    };
  }
  const query = terms.map(({ words, begins }) => `"${words.join(' ')}"${begins ? ' *' : ''}`);
  const older = before ? sql` and post_words.rowid < cast(${before} as integer)` : sql``;
  const newer = from ? sql` and post_words.rowid >= cast(${from} as integer)` : sql``;
  return {
    table: sql`post_words`,
    where: sql`(post_words match ${query.join(' AND ')} and ${id} = cast(post_words.rowid as text)${older}${newer})`,
    newestFirst: sql`post_words.rowid desc`,
  };
}

const run = async (tx: Tx, query: SQL): Promise<void> =>
  void (await (postgres
    ? (tx as unknown as { execute: (query: SQL) => Promise<unknown> }).execute(query)
    : tx.run(query)));
