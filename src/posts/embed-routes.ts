import { Router } from 'express';
import { isId } from '../platform/ids.ts';
import type { Web } from '../web/web.ts';
import { firstLine } from './feed-routes.ts';
import { postsByIds, visiblePost } from './post.ts';
import { postViews } from './post-views.ts';
import type { PostView } from './view.ts';

/**
 * oEmbed (oembed.com §2) of a public post of ours, as a `link`: our pages stand in no frame. Whatever else is asked
 * for gets the same bytes as what does not exist (S53).
 */
export function embedRoutes({ instance }: Web): Router {
  const { origin } = instance.config;

  return Router().get('/oembed', async (request, response) => {
    const post = await postAt(String(request.query.url ?? ''));
    if (!post) return void response.status(404).json({ error: 'error.notFound' });
    if (request.query.format !== undefined && request.query.format !== 'json')
      return void response.status(501).json({ error: 'error.badRequest' });
    response.json({
      version: '1.0',
      type: 'link',
      title: firstLine(post),
      author_name: post.author.displayName,
      author_url: `${origin}${post.author.path}`,
      provider_name: post.author.organisation.name,
      provider_url: origin,
      cache_age: 3600,
    });
  });

  async function postAt(url: string): Promise<PostView | null> {
    const address = URL.canParse(url) ? new URL(url) : null;
    const [, name, id] = /^\/@([^/@]+)\/(\d+)$/.exec(address?.pathname ?? '') ?? [];
    if (address?.origin !== origin || !isId(id)) return null;
    const post = await visiblePost(instance, null, id).catch(() => null);
    if (post?.audience !== 'public' || !post.local) return null;
    const [view] = await postViews(instance, null, await postsByIds(instance, [id]));
    return view && view.author.name === name ? view : null;
  }
}
