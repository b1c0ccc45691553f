import type { AccountView } from '../../src/accounts/view.ts';
import type { CommunityView } from '../../src/communities/view.ts';
import type { PostView } from '../../src/posts/view.ts';
import { empty } from '../empty.ts';
import { type Html, html } from '../html.ts';
import { ring } from '../link.ts';
import { appAddress } from '../oauth/address.ts';
import { layout, type Page } from '../page.ts';
import { postArticle } from '../posts/article.ts';

export interface LandingView {
  /** The organisation's own account. */
  voice: AccountView;
  members: number;
  /** The latest public posts, at most five. */
  posts: PostView[];
  /** Those that everybody reads. */
  communities: CommunityView[];
  /** The address an app asks for. */
  host: string;
}

/** What a stranger sees: who carries this place, how to come in, what is said in public. No script. */
export function landingPage(page: Page, { voice, members, posts, communities, host }: LandingView): Html {
  const { t, organisation } = page;
  const latest =
    posts.length > 0
      ? html`<div class="sheet">${posts.map((post) => postArticle(page, post, { level: 3 }))}</div>`
      : empty(t('feed.emptyTitle'), t('landing.quiet'));
  return layout(page, {
    title: t('landing.title'),
    scripts: false,
    alternate: [
      { type: 'application/activity+json', href: voice.path },
      { type: 'application/atom+xml', href: '/public.atom' },
    ],
    main: html`<div class="landing">${ring(page, voice, 'l')}<div><h1>${organisation.name}</h1>
<p class="voice">${organisation.sentence}</p><p class="row">${
      organisation.signUp !== 'invitation' && html`<a class="button primary" href="/sign-up">${t('landing.join')}</a>`
    }<a class="button secondary" href="/sign-in">${t('signIn.open')}</a></p>
<p class="meta">${t('landing.members', { n: members })} · <a href="${voice.path}">@${organisation.handle}</a> · <a href="/charter">${t('foot.charter')}</a></p>
</div></div>
${
  communities.length > 0 &&
  html`<section class="block"><h2>${t('nav.communities')}</h2><ul class="sheet people">${communities.map(
    (
      one,
    ) => html`<li><div class="person">${ring(page, one, 's')}<div class="person-text"><a class="name" href="${one.path}">${one.displayName}</a>
<p class="meta">${t('community.members', { n: one.members })}</p></div></div></li>`,
  )}</ul><p class="pad"><a href="/communities">${t('landing.communities')}</a></p></section>`
}<section class="block"><h2>${t('landing.latest')}</h2>${latest}</section>
<section class="block"><h2>${t('landing.apps')}</h2>${appAddress(page, host)}</section>`,
  });
}
