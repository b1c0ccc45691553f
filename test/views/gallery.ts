import type { Html } from '../../views/html.ts';
import type { Page } from '../../views/page.ts';
import { homePage } from '../../views/posts/home.ts';
import { gerard, hour, nour, now, timeline } from './sample.ts';

/** Every page with the cast of the pictures: path → what is shown. */
export interface Shown {
  signedOut?: boolean;
  show: (page: Page) => Html;
}

const home = (feed: 'home' | 'organisation' | 'public', posts = timeline): Shown => ({
  show: (page) =>
    homePage(page, {
      feed,
      timeline: { posts, older: posts.length ? posts.at(-1)!.id : null },
      fresh: { count: 6, since: now - 50 * hour },
      audience: 'organisation',
      newcomers: [nour, gerard],
      isOlder: false,
    }),
});

export const gallery: Record<string, Shown> = {
  '/': home('home'),
  '/organisation': home('organisation', []),
};
