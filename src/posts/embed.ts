import type { Instance } from '../instance.ts';
import { isId } from '../platform/ids.ts';
import { postsByIds, visiblePost } from './post.ts';
import { postViews } from './post-views.ts';
import type { PostView } from './view.ts';

/**
 * The public post of ours that an address stands for, as anybody sees it; null for whatever else, so that what does not
 * exist and what is not for everybody are the same (S53).
 */
export async function embeddedPost(instance: Instance, url: string): Promise<PostView | null> {
  const address = URL.canParse(url) ? new URL(url) : null;
  const [, name, id] = /^\/@([^/@]+)\/(\d+)$/.exec(address?.pathname ?? '') ?? [];
  if (address?.origin !== instance.config.origin || !isId(id)) return null;
  const post = await visiblePost(instance, null, id).catch(() => null);
  if (post?.audience !== 'public' || !post.local) return null;
  const [view] = await postViews(instance, null, await postsByIds(instance, [id]));
  return view && view.author.name === name ? view : null;
}
