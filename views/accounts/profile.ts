import type { ProfileView } from '../../src/accounts/view.ts';
import type { PostView, TimelinePage } from '../../src/posts/view.ts';
import { empty } from '../empty.ts';
import { type Html, html, raw } from '../html.ts';
import { organisationName, ring } from '../link.ts';
import { layout, type Page } from '../page.ts';
import { feed } from '../posts/feed.ts';
import { tabs } from '../tabs.ts';
import { followControls } from './follow.ts';

export type ProfileTab = 'posts' | 'replies' | 'media';

export interface ProfilePageView {
  profile: ProfileView;
  tab: ProfileTab;
  timeline: TimelinePage;
  /** What the person keeps at the top; only before the newest posts. */
  pinned: PostView[];
}

export function profilePage(page: Page, { profile, tab, timeline, pinned }: ProfilePageView): Html {
  const { t } = page;
  const { path } = profile;
  const tabPath = tab === 'posts' ? path : `${path}/${tab}`;
  return layout(page, {
    title: `${profile.displayName} (${profile.handle})`,
    noIndex: !profile.indexable || profile.host !== null,
    alternate:
      profile.host === null
        ? [
            { type: 'application/activity+json', href: path },
            { type: 'application/atom+xml', href: `${path}.atom` },
          ]
        : [],
    main: html`${profileHead(page, profile)}
${tabs(
  page,
  t('profile.tabs'),
  [
    { href: path, label: t('profile.posts') },
    { href: `${path}/replies`, label: t('profile.replies') },
    { href: `${path}/media`, label: t('profile.media') },
  ],
  tabPath,
)}
${feed(page, timeline, { path: tabPath, pinned, empty: empty(t('profile.emptyTitle'), t('profile.emptySentence')) })}`,
  });
}

function profileHead(page: Page, profile: ProfileView): Html {
  const { t } = page;
  return html`<header class="profile">${
    profile.banner &&
    html`<img class="banner" src="${profile.banner}" alt=""
  width="640" height="180">`
  }
<div class="profile-in">${ring(page, profile, 'l')}<div class="profile-text">
<h1>${profile.displayName}</h1>
<p class="meta">${organisationName(profile)}${profile.role && html` · ${profile.role}`}</p>
${profile.movedTo && html`<p><b>${t('move.went')}</b> <a href="${profile.movedTo.path}">${profile.movedTo.handle}</a></p>`}<p class="meta">${profile.handle}${profile.relationship?.followedBy && html` · ${t('profile.followsYou')}`}</p>
${followControls(page, profile)}</div></div>
${profile.bio && html`<div class="voice bio">${raw(profile.bio)}</div>`}
${
  profile.fields.length > 0 &&
  html`<dl class="facts">${profile.fields.map(
    ({ name, value }) => html`<div>
<dt>${name}</dt><dd>${raw(value)}</dd></div>`,
  )}</dl>`
}
${ties(page, profile)}
</header>`;
}

/** Followers and following, in figures unless one chose not to see any. */
function ties({ t, viewer }: Page, { path, followers, following, joinedAt }: ProfileView): Html {
  const counts = !viewer?.hideCounts;
  return html`<p class="meta row">
<a href="${path}/followers">${counts ? t('profile.followers', { n: followers }) : t('profile.followersOnly')}</a>
<a href="${path}/following">${counts ? t('profile.following', { n: following }) : t('profile.followingOnly')}</a>
<span>${t('profile.since', { when: t.date(joinedAt) })}</span></p>`;
}
