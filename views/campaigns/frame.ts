import type { AccountView } from '../../src/accounts/view.ts';
import type { CampaignView, CarrierView, StepView } from '../../src/campaigns/view.ts';
import type { Key } from '../../src/platform/i18n.ts';
import { joinControls } from '../communities/join.ts';
import { reachLooks } from '../communities/words.ts';
import { type Content, type Html, html, raw } from '../html.ts';
import { icon } from '../icons.ts';
import { person } from '../link.ts';
import { layout, type Page } from '../page.ts';
import { stateWords, stepStates } from './words.ts';

/** What stands around each page of a campaign. */
export interface CampaignFrame {
  campaign: CampaignView;
  facilitators: AccountView[];
  participants: { people: number };
  /** Of how many questions the promise was kept. */
  promise: { kept: number; all: number };
}

/** Carriers joined as links, title, promise, and the chain of steps; then the page's own part. */
export function campaignLayout(
  page: Page,
  frame: CampaignFrame,
  { title, body, current, errors }: { title: string; body: Content; current?: string | null; errors?: boolean },
): Html {
  const { campaign } = frame;
  const { community } = campaign;
  const isPublic = community.host === null && community.reach === 'public' && campaign.state !== 'draft';
  return layout(page, {
    title,
    sheet: campaign.steps.some(({ kind }) => kind === 'ballot' || kind === 'statement')
      ? ['campaign', 'report']
      : 'campaign',
    noIndex: !isPublic,
    ...(errors && { errors }),
    alternate: isPublic
      ? [
          { type: 'application/activity+json', href: community.path },
          { type: 'application/atom+xml', href: `${community.path}.atom` },
        ]
      : [],
    main: html`${head(page, frame)}${chain(page, campaign, current ?? null)}${body}`,
    context: aside(page, frame),
  });
}

function head(page: Page, { campaign, participants }: CampaignFrame): Html {
  const { t } = page;
  const { community, state } = campaign;
  const look = reachLooks[community.reach];
  const carriers = campaign.carriers.filter((one) => one.state === 'opener' || one.state === 'active');
  return html`<header class="campaign-head">${links(page, carriers)}
<h1><a href="${campaign.path}">${community.displayName}</a></h1><div class="voice">${raw(community.purpose)}</div>
<div class="row"><span class="chip">${icon(page, look.icon)}<span class="sr">${t('audience.readBy')}</span> ${t(look.label)}</span>
<span class="tag ${state === 'open' ? 'ok' : 'neutral'}">${t(stateWords[state])}</span>
<span class="meta">${t('campaign.participants', { n: participants.people })} · ${t('campaign.organisations', { n: carriers.length })}</span></div>
${state === 'abandoned' && html`<p class="callout">${icon(page, 'triangle-alert')}<span><b>${t('campaign.abandonedNow')}</b> ${campaign.abandonedFor}</span></p>`}
${carryForm(page, campaign)}<div class="row">${campaign.facilitates && community.host === null && html`<a class="button secondary" href="${campaign.path}/organise">${icon(page, 'list')}${t('campaign.organise')}</a>`}${joinControls(page, community)}</div></header>`;
}

/** For who runs our organisation: another asks it to carry this campaign. */
function carryForm(page: Page, { carrying, community, carriers }: CampaignView): Content {
  const { t, viewer } = page;
  if (!viewer?.powers.includes('administer') || (carrying !== 'invited' && carrying !== 'active')) return null;
  const act = (path: string, label: Key, look: string) =>
    html`<button class="button ${look} small" form="act" formaction="/campaigns/${community.id}/${path}">${t(label)}</button>`;
  if (carrying === 'active') return html`<p class="row">${act('carry/leave', 'campaign.carryLeave', 'quiet')}</p>`;
  return html`<div class="callout"><div><p><b>${t('campaign.carryAsked', { organisation: carriers[0]?.name ?? '' })}</b> ${t('campaign.carrySentence')}</p>
<p class="row">${act('carry', 'campaign.carryAccept', 'primary')}${act('carry/decline', 'campaign.carryDecline', 'secondary')}</p></div></div>`;
}

/** The organisations that carry it, as links of one chain. */
const links = (page: Page, carriers: readonly CarrierView[]): Html =>
  html`<ul class="carriers" aria-label="${page.t('campaign.carriedBy')}">${carriers.map(
    ({ name, monogram, hue }) => html`<li class="h${hue}"><b aria-hidden="true">${monogram}</b> ${name}</li>`,
  )}</ul>`;

/** Steps in their order; the one that is shown is marked, those that are over carry a tick. */
export function chain(page: Page, { steps }: CampaignView, current: string | null): Content {
  const { t } = page;
  if (!steps.length) return null;
  return html`<nav aria-label="${t('campaign.steps')}"><ol class="steps">${steps.map(
    (step, place) =>
      html`<li class="${step.state}"><a href="${step.path}"${step.id === current && html` aria-current="step"`}><span class="step-mark" aria-hidden="true">${
        step.state === 'past' ? icon(page, 'check') : place + 1
      }</span><b>${step.title}</b><span class="meta"><span class="sr">${t(stepStates[step.state])}</span> ${lineOf(page, step)}</span></a></li>`,
  )}</ol></nav>`;
}

/** What there is in it; before it begins, when that is. */
function lineOf(page: Page, { state, startsAt, endsAt, line }: StepView): string {
  const { t } = page;
  if (state === 'coming' && startsAt !== null) return t('campaign.from', { day: t.day(startsAt, page.now) });
  if (line) return t.dynamic(line.key, line.args);
  return endsAt !== null ? t('campaign.until', { day: t.day(endsAt, page.now) }) : '';
}

/** States in which its report is, or is about to be, written. */
const over: readonly CampaignView['state'][] = ['closed', 'remembered'];

function aside(page: Page, { campaign, facilitators, promise }: CampaignFrame): Html {
  const { t } = page;
  const { community, promise: words, answerDays, charter, budget } = campaign;
  const planned = budgetLines(page, budget);
  return html`<section aria-labelledby="promise"><h2 id="promise">${t('campaign.promise')}</h2>
<p class="voice">${words}</p><p class="meta">${t('campaign.answerWithin', { n: answerDays })}${
    promise.all > 0 && html` ${t('campaign.promiseKept', { n: promise.kept, all: promise.all })}`
  }</p></section>
<section aria-labelledby="who"><h2 id="who">${t('campaign.who')}</h2><p class="meta">${t(reachLooks[community.reach].hint)}</p></section>
${
  facilitators.length > 0 &&
  html`<section aria-labelledby="facilitators"><h2 id="facilitators">${t('campaign.facilitators')}</h2>${facilitators.map((one) => person(page, one))}</section>`
}
<section aria-labelledby="follow"><h2 id="follow">${t('campaign.follow')}</h2><p class="handle">@${community.name}@${community.organisation.host}</p>
<p><a href="${community.path}">${t('campaign.talk')}</a></p>${
    community.host === null &&
    html`<p><a href="${community.path}/agenda.ics">${t('campaign.agenda')}</a></p><p><a href="${community.path}.atom">${t('campaign.atom')}</a></p>`
  }</section>
${
  community.host === null &&
  campaign.state !== 'draft' &&
  html`<section aria-labelledby="report"><h2 id="report">${t('report.public')}</h2><p><a href="${campaign.path}/report">${t(over.includes(campaign.state) ? 'report.read' : 'report.readProvisional')}</a></p></section>`
}
${planned.length > 0 && html`<section aria-labelledby="budget"><h2 id="budget">${t('campaign.planned')}</h2><ul class="plain">${planned.map((line) => html`<li>${line}</li>`)}</ul></section>`}
${charter && html`<section aria-labelledby="charter"><h2 id="charter">${t('campaign.charter')}</h2><details><summary>${t('campaign.readCharter')}</summary><p class="voice">${charter}</p></details></section>`}`;
}

function budgetLines({ t }: Page, { hours, money, messages, weight }: CampaignView['budget']): string[] {
  return [
    ...(hours === null ? [] : [t('campaign.planned.hours', { n: hours })]),
    ...(money === null ? [] : [t('campaign.planned.money', { n: money })]),
    ...(messages === null ? [] : [t('campaign.planned.messages', { n: messages })]),
    ...(weight === null ? [] : [t('campaign.planned.weight', { n: weight })]),
  ];
}
