import type { CommunityView } from '../../src/communities/view.ts';
import { type Content, type Html, html } from '../html.ts';
import { type Icon, icon } from '../icons.ts';
import type { Page } from '../page.ts';

/** Coming in and going out; comes back alone after each act, as `#join-<id>`. */
export function joinControls(page: Page, community: CommunityView): Content {
  const { t, viewer } = page;
  const { id, membership, admission, archived } = community;
  if (!viewer || !membership) return null;
  const { state } = membership;
  const control =
    state === 'member'
      ? act(page, community, 'leave', t('community.member'), 'secondary', 'check', t('community.leave'))
      : state === 'asked'
        ? act(page, community, 'leave', t('community.asked'), 'secondary', 'clock', t('community.withdraw'))
        : admission === 'invitation' || archived
          ? html`<span class="tag neutral">${icon(page, 'lock')}${t(archived ? 'community.isArchived' : 'community.admission.invitation')}</span>`
          : act(
              page,
              community,
              'join',
              t(admission === 'open' ? 'community.join' : 'community.ask'),
              'primary',
              'user-plus',
            );
  return html`<div class="row" id="join-${id}">${control}</div>`;
}

/** `says` is the accessible name where the label tells a state instead of an act. */
function act(
  page: Page,
  { id, displayName }: CommunityView,
  path: 'join' | 'leave',
  label: string,
  look: string,
  name: Icon,
  says?: string,
): Html {
  const url = `/communities/${id}/${path}`;
  return html`<button class="button ${look}" id="tie-${id}" form="act" formaction="${url}" hx-post="${url}"
  hx-target="#join-${id}" hx-swap="outerMorph" hx-nonce="${page.nonce}">${icon(page, name)}${label}${
    says && html`<span class="sr"> · ${says}</span>`
  }<span class="sr"> ${displayName}</span></button>`;
}
