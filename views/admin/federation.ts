import type { FederationWish } from '../../src/accounts/organisation-tables.ts';
import type { FederationMode } from '../../src/config.ts';
import { check, noForm, postForm, radios, submit } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { tabs } from '../tabs.ts';
import { time } from '../time.ts';
import { adminFrame, table } from './table.ts';

export interface HostView {
  host: string;
  /** `Mastodon 4.5`, or '' when unknown. */
  software: string;
  accounts: number;
  state: 'ok' | 'failing' | 'unavailable';
  /** Last exchange that worked. */
  lastSeen: number | null;
  waiting: number;
  /** Why the last delivery failed, '' when it did not. */
  reason: string;
}

interface FederationView {
  federation: FederationWish;
  /** What the machine's settings allow at most. */
  bound: FederationMode;
}

/** With whom, who has to sign, then the other servers. Fields: `federation`, `authorizedFetch` (`on`). */
export function hostsPage(
  page: Page,
  view: { hosts: HostView[]; next: string | null; authorizedFetch: boolean; onlyFailing?: boolean } & FederationView,
): Html {
  const { t } = page;
  const states = {
    ok: html`<span class="tag ok">${icon(page, 'check')}${t('hosts.ok')}</span>`,
    failing: html`<span class="tag warn">${icon(page, 'clock')}${t('hosts.failing')}</span>`,
    unavailable: html`<span class="tag bad">${icon(page, 'triangle-alert')}${t('hosts.unavailable')}</span>`,
  };
  return adminFrame(
    page,
    t('admin.hosts'),
    t('hosts.lead'),
    html`${postForm(
      page,
      '/admin/hosts',
      html`${modes(page, view)}${check(page, noForm, { name: 'authorizedFetch', label: t('hosts.authorizedFetch'), hint: t('hosts.authorizedFetchHint'), checked: view.authorizedFetch })}${submit(t('form.save'))}`,
    )}${tabs(
      page,
      t('hosts.lists'),
      [
        { href: '/admin/hosts', label: t('hosts.all') },
        { href: '/admin/hosts?state=failing', label: t('hosts.failingOnly') },
      ],
      view.onlyFailing ? '/admin/hosts?state=failing' : '/admin/hosts',
    )}${table(
      page,
      {
        head: [t('hosts.host'), t('hosts.state'), t('hosts.accounts'), t('hosts.seen'), t('hosts.waiting')],
        rows: view.hosts.map((host) => ({
          id: `host-${host.host}`,
          cells: [
            html`<b>${host.host}</b> <span class="meta">${host.software}</span>`,
            html`<span>${states[host.state]}${host.reason && html` <span class="meta">${host.reason}</span>`}</span>`,
            t.number(host.accounts),
            host.lastSeen === null ? '–' : time(page, host.lastSeen),
            t.number(host.waiting),
          ],
        })),
        next: view.next,
      },
      { title: t('hosts.none'), sentence: t('hosts.noneSentence') },
    )}`,
  );
}

function modes(page: Page, { federation, bound }: FederationView): Html {
  const { t } = page;
  return html`${radios(page, noForm, {
    name: 'federation',
    label: 'federation.mode',
    value: federation,
    choices: (['open', 'mixed', 'partners'] as const).map((value) => ({
      value,
      label: t(`federation.${value}`),
      hint: t(`federation.${value}.hint`),
    })),
  })}${bound !== 'open' && html`<p class="hint">${t(`federation.bound.${bound}`)}</p>`}`;
}

export interface DeadLetterView {
  id: string;
  /** What was to be done: `deliver`, `inbox`, …. */
  job: string;
  /** Where to, or from whom. */
  host: string;
  /** Why it was given up, as it was logged: no content, no token. */
  reason: string;
  failedAt: number;
}

export function deadLettersPage(page: Page, view: { letters: DeadLetterView[]; next: string | null }): Html {
  const { t } = page;
  return adminFrame(
    page,
    t('admin.dead'),
    t('dead.lead'),
    html`${table(
      page,
      {
        head: [t('dead.what'), t('dead.reason'), t('dead.when'), t('members.acts')],
        rows: view.letters.map((letter) => ({
          id: `dead-${letter.id}`,
          cells: [
            html`<b>${letter.job}</b> <span class="meta">${letter.host}</span>`,
            letter.reason,
            time(page, letter.failedAt),
            html`<button class="as-link" form="act"
  formaction="/admin/dead-letters/${letter.id}/replay">${t('dead.replay')}<span class="sr"> ${letter.host}</span></button> <button class="as-link" form="act"
  formaction="/admin/dead-letters/${letter.id}/discard">${t('dead.discard')}<span class="sr"> ${letter.host}</span></button>`,
          ],
        })),
        next: view.next,
      },
      { title: t('dead.none'), sentence: t('dead.noneSentence') },
    )}${
      view.letters.length > 1 &&
      html`<p class="pad more-link"><button class="button secondary" form="act"
  formaction="/admin/dead-letters/replay">${icon(page, 'rotate-ccw')}${t('dead.replayAll')}</button></p>`
    }`,
  );
}
