import type { ProfileView } from '../../src/accounts/view.ts';
import type { PostView, TimelinePage } from '../../src/posts/view.ts';
import { empty } from '../empty.ts';
import { contentLanguages } from '../form.ts';
import { type Content, type Html, html, raw } from '../html.ts';
import { icon } from '../icons.ts';
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
  /** One's own profile as a stranger gets it. */
  asPublic?: boolean;
}

export function profilePage(page: Page, { profile, tab, timeline, pinned, asPublic }: ProfilePageView): Html {
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
    main: html`${
      asPublic &&
      html`<p class="note" role="status"><span>${t('profile.asPublicNote')} <a href="${path}">${t('profile.asPublicBack')}</a></span></p>`
    }${profileHead(page, profile)}
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
${profile.helpsWith && html`<p class="bio"><b>${t('profile.helpsWith')}</b> ${profile.helpsWith}</p>`}
${profile.bio && html`<div class="voice bio">${raw(profile.bio)}</div>`}
${abilities(page, profile)}
${
  profile.fields.length > 0 &&
  html`<dl class="facts">${profile.fields.map(
    ({ name, value, verified }) => html`<div>
<dt>${name}</dt><dd>${raw(profile.host === null ? withMe(value) : value)}${
      verified && html`<span class="tag ok">${icon(page, 'check')}${t('profile.verified')}</span>`
    }</dd></div>`,
  )}</dl>`
}
${ties(page, profile)}
</header>`;
}

/** What they know, each a search for who else does, and the languages they speak. */
function abilities(page: Page, { skills, languages }: ProfileView): Content {
  const { t, viewer } = page;
  const spoken = contentLanguages.filter(({ value }) => languages.includes(value)).map(({ label }) => t(label));
  const chip = (skill: string) =>
    viewer
      ? html`<li><a class="chip" href="/search?q=${encodeURIComponent(skill)}">${skill}</a></li>`
      : html`<li class="chip">${skill}</li>`;
  return html`${skills.length > 0 && html`<ul class="row" aria-label="${t('settings.skills')}">${skills.map(chip)}</ul>`}${
    spoken.length > 0 && html`<p class="meta">${t('profile.speaks', { languages: spoken.join(', ') })}</p>`
  }`;
}

/** A member's own links say so: pages elsewhere that point back are verified by it (`rel=me`). */
const withMe = (value: string) => value.replaceAll('rel="nofollow', 'rel="me nofollow');

/** Followers and following, in figures unless one chose not to see any. */
function ties({ t, viewer }: Page, { path, followers, following, joinedAt }: ProfileView): Html {
  const counts = !viewer?.hideCounts;
  return html`<p class="meta row">
<a href="${path}/followers">${counts ? t('profile.followers', { n: followers }) : t('profile.followersOnly')}</a>
<a href="${path}/following">${counts ? t('profile.following', { n: following }) : t('profile.followingOnly')}</a>
<span>${t('profile.since', { when: t.date(joinedAt) })}</span></p>`;
}
