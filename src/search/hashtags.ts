import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, asc, eq, gte, sql } from '../platform/columns.ts';
import { hashtags, posts } from '../posts/tables.ts';
import { notLimited, readable } from '../posts/visibility.ts';

/** Names of hashtags that begin like `text` (with or without #) and stand in a post that the viewer may read. */
export async function searchHashtags(instance: Instance, viewer: Viewer, text: string, most = 8): Promise<string[]> {
  const start = text.replace(/^#/, '').toLowerCase();
  if (!/^[\p{L}\p{N}_]{2,60}$/u.test(start)) return [];
  const rows = await instance.db
    .selectDistinct({ name: hashtags.name })
    .from(hashtags)
    .innerJoin(posts, eq(posts.id, hashtags.postId))
    .where(
      and(
        gte(hashtags.name, start),
        sql`${hashtags.name} like ${`${start.replaceAll('_', '\\_')}%`} escape '\\'`,
        readable(viewer),
        sql`${posts.audience} <> 'unlisted'`,
        notLimited(viewer),
      ),
    )
    .orderBy(asc(hashtags.name))
    .limit(most);
  return rows.map((row) => row.name);
}
