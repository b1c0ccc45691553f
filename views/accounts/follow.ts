import type { ProfileView } from '../../src/accounts/view.ts';
import { type Content, type Html, html } from '../html.ts';
import { type Icon, icon } from '../icons.ts';
import type { Page } from '../page.ts';

/** What one may do towards an account; comes back alone after each act, as `#follow-<id>`. */
export function followControls(page: Page, profile: ProfileView): Content {
  const { t, viewer } = page;
  if (!viewer) return null;
  if (profile.isViewer)
    return html`<p class="row"><a class="button secondary"
  href="/settings/profile">${icon(page, 'pencil')}${t('profile.edit')}</a><a class="button plain-button"
  href="${profile.path}?as=public">${icon(page, 'globe')}${t('profile.asPublic')}</a></p>`;
  const { relationship: tie } = profile;
  return html`<div class="row" id="follow-${profile.id}">${tie?.blocking ? act(page, profile, 'block/delete', t('profile.unblock'), 'secondary') : followButton(page, profile)}${
    tie?.requestedBy && html`<a class="button secondary" href="/follow-requests">${t('profile.asksYou')}</a>`
  }${menu(page, profile)}${tie?.muting && html`<span class="tag neutral">${icon(page, 'volume-x')}${tie.mutedUntil === null ? t('profile.muted') : t('profile.mutedUntil', { when: t.moment(tie.mutedUntil) })}</span>`}</div>`;
}

function followButton(page: Page, profile: ProfileView): Html {
  const { t } = page;
  const { relationship: tie } = profile;
  if (tie?.following)
    return act(page, profile, 'follow/delete', t('profile.followed'), 'secondary', 'check', t('profile.unfollow'));
  if (tie?.requested)
    return act(page, profile, 'follow/delete', t('profile.requested'), 'secondary', 'clock', t('profile.withdraw'));
  return act(
    page,
    profile,
    'follow',
    profile.locked ? t('profile.askFollow') : t('profile.follow'),
    'primary',
    'user-plus',
  );
}

/** `path` under the account; `says` is the accessible name where the label tells a state instead of an act. */
function act(
  page: Page,
  { id, displayName }: ProfileView,
  path: string,
  label: string,
  look: string,
  name?: Icon,
  says?: string,
): Html {
  const url = `/accounts/${id}/${path}`;
  return html`<button class="button ${look}" id="act-${path.split('/')[0]!}-${id}" form="act" formaction="${url}"
  hx-post="${url}" hx-target="#follow-${id}" hx-swap="outerMorph"
  hx-nonce="${page.nonce}">${name && icon(page, name)}${label}${
    says && html`<span class="sr"> · ${says}</span>`
  }<span class="sr"> ${displayName}</span></button>`;
}

function menu(page: Page, profile: ProfileView): Html {
  const { t } = page;
  const { id, relationship: tie, remoteUrl } = profile;
  const item = (path: string, name: Icon, label: string, days?: number) =>
    html`<button form="act" formaction="/accounts/${id}/${path}"${days && html` name="days" value="${days}"`}>${icon(page, name)}${label}</button>`;
  return html`<details class="dots" name="menu">
<summary aria-label="${t('profile.more', { name: profile.displayName })}">${icon(page, 'ellipsis')}</summary>
<div class="menu">
${
  remoteUrl &&
  html`<a href="${remoteUrl}"
  rel="noopener noreferrer">${icon(page, 'external-link')}${t('profile.original', { host: profile.host ?? '' })}</a>`
}
${tie?.muting ? item('mute/delete', 'volume-x', t('profile.unmute')) : html`${item('mute', 'volume-x', t('profile.mute'))}${item('mute', 'clock', t('profile.muteFor', { n: 7 }), 7)}`}
<a href="/accounts/${id}/lists">${icon(page, 'list')}${t('list.put')}</a>
${tie?.blocking ? item('block/delete', 'ban', t('profile.unblock')) : item('block', 'ban', t('profile.block'))}
${
  profile.host !== null &&
  html`<button form="act" formaction="/settings/hidden" name="host"
  value="${profile.host}">${icon(page, 'server')}${t('hidden.hideThis', { host: profile.host })}</button>`
}
<a href="/accounts/${id}/report">${icon(page, 'flag')}${t('post.report')}</a></div></details>`;
}
