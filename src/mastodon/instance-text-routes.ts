import express, { type Router } from 'express';
import { charterOf } from '../accounts/charter.ts';
import { legalFacts } from '../accounts/imprint.ts';
import { filled, legalText } from '../accounts/legal.ts';
import { organisationOf } from '../accounts/organisation.ts';
import type { Instance } from '../instance.ts';
import { renderMarkdown } from '../platform/markdown.ts';
import { unavailable } from '../platform/refusal.ts';
import { plainText } from '../platform/sanitise.ts';
import { embeddedPost } from '../posts/embed.ts';
import { parametersOf } from '../web/api-body.ts';
import { absolute } from './entities/html.ts';
import { dateOf, notThere } from './http.ts';

const mostRules = 40;

/** What the organisation has written down: its charter as rules, its terms; and one post for other sites (oEmbed). */
export function instanceTextRoutes(instance: Instance): Router {
  const router = express.Router();
  const { origin } = instance.config;

  router.get('/api/v1/instance/rules', async (_request, response) => void response.json(await rulesOf(instance)));

  router.get('/api/v1/instance/privacy_policy', async (_request, response) => {
    const { html, at } = await legal('privacy');
    response.json({ updated_at: dateOf(at), content: html });
  });

  router.get('/api/v1/instance/terms_of_service', async (_request, response) => {
    const { html, at } = await legal('terms');
    response.json({
      effective_date: dateOf(at).slice(0, 10),
      effective: true,
      content: html,
      succeeded_by: null,
    });
  });

  router.get('/api/oembed', async (_request, response) => {
    const asked = parametersOf(response);
    const post = await embeddedPost(instance, asked.text('url'));
    if (!post) throw notThere();
    const words = plainText(post.html).slice(0, 500);
    const title = `${post.author.displayName}: ${(post.title || words).split('\n')[0]!.slice(0, 100)}`;
    response.json({
      type: 'rich',
      version: '1.0',
      title,
      author_name: post.author.displayName,
      author_url: `${origin}${post.author.path}`,
      provider_name: post.author.organisation.name,
      provider_url: origin,
      cache_age: 3600,
      // A quotation with a link and nothing to press: no page of ours stands in a frame (S83).
      html: `<blockquote cite="${origin}${post.path}">${absolute(origin, post.html)}<footer><a href="${origin}${post.path}">${origin}${post.path}</a></footer></blockquote>`,
      width: 400,
      height: null,
    });
  });

  async function legal(kind: 'privacy' | 'terms') {
    const own = await organisationOf(instance);
    if (!own) throw unavailable();
    const language = own.languages[0] === 'en' ? 'en' : 'fr';
    const { text, at } = await legalText(instance, kind, language);
    const { html } = renderMarkdown(filled(text, await legalFacts(instance, language)), { headings: true });
    return { html: absolute(origin, html), at: at ?? own.createdAt };
  }
  return router;
}

/** The charter, cut where it makes a point: each item of a list, else each paragraph (Mastodon's `Rule`s). */
export async function rulesOf(instance: Instance) {
  const charter = await charterOf(instance).catch(() => null);
  if (!charter) return [];
  const lines = charter.text.split(/\n+/).map((line) => line.trim());
  const items = lines.filter((line) => /^([-*+]|\d+[.)])\s/.test(line));
  const points = (items.length ? items : lines.filter((line) => line && !line.startsWith('#'))).slice(0, mostRules);
  return points.map((line, place) => ({
    id: String(place + 1),
    text: plainText(renderMarkdown(line.replace(/^([-*+]|\d+[.)])\s+/, '')).html).trim(),
    hint: '',
  }));
}
