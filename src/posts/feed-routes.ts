import { type Response, Router } from 'express';
import { type AtomFeed, atom } from '../../views/posts/atom.ts';
import { accountByHandle, accountById, isLocal } from '../accounts/account.ts';
import { organisationOf } from '../accounts/organisation.ts';
import { findCommunity } from '../communities/community.ts';
import { createTranslate, type Language } from '../platform/i18n.ts';
import { notFound } from '../platform/refusal.ts';
import { plainText } from '../platform/sanitise.ts';
import type { Web } from '../web/web.ts';
import { publicPostsBy, publicPostsHere, publicPostsIn, publicPostsTagged } from './public-posts.ts';
import type { PostView } from './view.ts';

/** Atom of what is public (S48). Who asks makes no difference, so a feed may be kept for a while by anybody. */
export function feedRoutes({ instance }: Web): Router {
  const router = Router();
  const { origin } = instance.config;

  router.get('/public.atom', async (_request, response) => {
    const { name } = await voice();
    await answer(response, { title: name, path: '/public.atom', page: '/', posts: await publicPostsHere(instance) });
  });

  router.get('/tags/:name.atom', async (request, response) => {
    const { name } = request.params;
    const page = `/tags/${encodeURIComponent(name)}`;
    const posts = await publicPostsTagged(instance, name);
    await answer(response, { title: `#${name} · ${(await voice()).name}`, path: `${page}.atom`, page, posts });
  });

  router.get('/@:handle.atom', async (request, response) => {
    const account = await accountByHandle(instance, request.params.handle);
    // Others' posts are followed at their own server.
    if (!account || !isLocal(account) || account.kind === 'service') throw notFound();
    const page = `/@${account.name}`;
    const title = `${account.displayName || account.name} · ${(await voice()).name}`;
    await answer(response, { title, path: `${page}.atom`, page, posts: await publicPostsBy(instance, account.id) });
  });

  router.get('/communities/:name.atom', async (request, response) => {
    const { account, community } = await findCommunity(instance, null, request.params.name);
    // Those of others are followed at their own server.
    if (!community.local || community.reach !== 'public') throw notFound();
    const page = `/communities/${account.name}`;
    const title = `${account.displayName || account.name} · ${(await voice()).name}`;
    await answer(response, { title, path: `${page}.atom`, page, posts: await publicPostsIn(instance, account.id) });
  });

  async function voice() {
    const own = await organisationOf(instance);
    if (!own) throw notFound();
    return own;
  }

  async function answer(response: Response, feed: Omit<AtomFeed, 'origin' | 'logo' | 'now' | 'titleOf'>) {
    const own = await voice();
    const t = createTranslate((own.languages[0] ?? 'fr') as Language);
    const mark = (await accountById(instance, own.accountId))?.avatarId;
    const logo = mark ? `/media/${mark}/logo` : null;
    const titleOf = (post: PostView) => firstLine(post) || t('thread.title', { name: post.author.displayName });
    const text = atom({ ...feed, logo, origin, now: instance.clock(), titleOf });
    response.set('Cache-Control', 'public, max-age=300').removeHeader('Vary');
    response.type('application/atom+xml').send(text);
  }
  return router;
}

/** Title, notice, or the beginning of the text: what a list of entries shows. */
export function firstLine({ title, notice, html }: PostView, most = 80): string {
  const line = title || notice || plainText(html).split('\n', 1)[0]!;
  const letters = [...line];
  return letters.length > most
    ? `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : line;
}
