import type { Html } from '../../views/html.ts';
import type { Page } from '../../views/page.ts';
import { account } from './gallery-account.ts';
import { admin } from './gallery-admin.ts';
import { apps } from './gallery-apps.ts';
import { campaigns } from './gallery-campaigns.ts';
import { communities } from './gallery-communities.ts';
import { decisions } from './gallery-decisions.ts';
import { exchanges } from './gallery-exchange.ts';
import { films } from './gallery-films.ts';
import { gatherings } from './gallery-gatherings.ts';
import { moderation } from './gallery-moderation.ts';
import { organisationPages } from './gallery-organisation.ts';
import { partners } from './gallery-partners.ts';
import { people } from './gallery-people.ts';
import { posts } from './gallery-posts.ts';
import { site } from './gallery-site.ts';

/** One page as it may be met: signed in as Malik unless `signedOut`. */
export interface Shown {
  signedOut?: boolean;
  show: (page: Page) => Html;
}

/** Every page with the cast of the pictures: path → what is shown. */
export const gallery: Record<string, Shown> = {
  ...posts,
  ...films,
  ...people,
  ...apps,
  ...communities,
  ...campaigns,
  ...gatherings,
  ...decisions,
  ...exchanges,
  ...partners,
  ...account,
  ...site,
  ...admin,
  ...organisationPages,
  ...moderation,
};
