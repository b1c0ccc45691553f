import { Router } from 'express';
import type { Web } from '../web/web.ts';
import { embeddedPost } from './embed.ts';
import { firstLine } from './feed-routes.ts';

/**
 * oEmbed (oembed.com §2) of a public post of ours, as a `link`: our pages stand in no frame. Whatever else is asked
 * for gets the same bytes as what does not exist (S53).
 */
export function embedRoutes({ instance }: Web): Router {
  const { origin } = instance.config;

  return Router().get('/oembed', async (request, response) => {
    const post = await embeddedPost(instance, String(request.query.url ?? ''));
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
}
