import type { CommunityView } from '../../src/communities/view.ts';
import { check, errorSummary, type Form, hasFaults, postForm, submit } from '../form.ts';
import { type Content, type Html, html, raw } from '../html.ts';
import { type Icon, icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { type CommunityFrame, communityLayout } from './page.ts';

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
        : (admission === 'invitation' && !membership.invited) || archived
          ? html`<span class="tag neutral">${icon(page, 'lock')}${t(archived ? 'community.isArchived' : 'community.admission.invitation')}</span>`
          : comeIn(page, community);
  return html`<div class="row" id="join-${id}">${control}</div>`;
}

/** At once, or by a page where there is something to read or to answer first. */
function comeIn(page: Page, community: CommunityView): Html {
  const label = page.t(community.admission === 'request' ? 'community.ask' : 'community.join');
  if (!community.asksFirst) return act(page, community, 'join', label, 'primary', 'user-plus');
  return html`<a class="button primary" id="tie-${community.id}" href="${community.path}/join">${icon(page, 'user-plus')}${label}<span class="sr"> ${community.displayName}</span></a>`;
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

export interface JoinView extends CommunityFrame {
  rules: string[];
  questions: string[];
}

/** Its rules, to be agreed to, and what it asks whoever wants to come in. */
export function joinPage(page: Page, view: JoinView, form: Form): Html {
  const { t } = page;
  const { community, rules, questions } = view;
  const asked = community.admission === 'request' ? questions : [];
  return communityLayout(page, view, '', {
    title: t('community.joinTitle', { name: community.displayName }),
    errors: hasFaults(form),
    body: html`<div class="pad"><h2 class="list-title">${t('community.joinTitle', { name: community.displayName })}</h2>${
      community.admission === 'request' && html`<p class="meta">${t('community.joinAsked')}</p>`
    }</div>${postForm(
      page,
      `/communities/${community.id}/join`,
      html`${errorSummary(page, form)}${asked.map((question, place) => answerField(page, form, `q${place}`, question))}${
        rules.length > 0 &&
        html`<h3>${t('community.rules')}</h3><ol class="rules">${rules.map((rule) => html`<li>${rule}</li>`)}</ol>${check(page, form, { name: 'accept', label: t('community.acceptsRules') })}`
      }${submit(t(community.admission === 'request' ? 'community.ask' : 'community.join'))}`,
    )}`,
  });
}

/** Its label is the hosts' own sentence. */
function answerField(page: Page, form: Form, name: string, question: string): Html {
  const fault = form.faults[name];
  return html`<div class="field${fault && ' wrong'}"><label for="f-${name}">${question}</label>${
    fault &&
    html`<p class="fault" id="e-${name}">${icon(page, 'triangle-alert')}${page.t.dynamic(fault.key, fault.args)}</p>`
  }<textarea id="f-${name}" name="${name}" rows="3" maxlength="1000" required${fault && html` aria-invalid="true" aria-describedby="e-${name}"`}>
${form.values[name] ?? ''}</textarea></div>`;
}

/** What a new member reads first; `welcome` is clean HTML. */
export function welcomePage(page: Page, view: CommunityFrame, welcome: string): Html {
  const { t } = page;
  const { community } = view;
  return communityLayout(page, view, '', {
    title: t('community.welcomeTitle', { name: community.displayName }),
    body: html`<div class="pad"><h2 class="list-title">${t('community.welcomeTitle', { name: community.displayName })}</h2><div class="voice">${raw(welcome)}</div>
<p class="row"><a class="button primary" href="${community.path}">${t('community.toFeed')}</a></p></div>`,
  });
}
