import type { Instance } from '../../src/instance.ts';
import { eq } from '../../src/platform/columns.ts';
import { write } from '../../src/platform/write.ts';
import { erasePost } from '../../src/posts/delete-post.ts';
import { posts } from '../../src/posts/tables.ts';

/** Erases a post at once, as the queue does when the time to undo its removal is over. */
export const eraseNow = (instance: Instance, id: string): Promise<void> =>
  write(instance, async (tx) => {
    const [post] = await tx.select().from(posts).where(eq(posts.id, id));
    await erasePost(instance, tx, post!);
  });
