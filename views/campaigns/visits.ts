import type { DrawLine } from '../../src/campaigns/draw-view.ts';
import type { StepView } from '../../src/campaigns/view.ts';
import type { GatheringView, PostView } from '../../src/posts/view.ts';
import { errorSummary, type Form, field, hasFaults, postForm, submit } from '../form.ts';
import { gatheringFields, untilFields } from '../gatherings/form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { when } from '../posts/gathering.ts';
import { actForm } from './contribution.ts';
import type { CampaignFrame } from './frame.ts';

/** A session of visits with what became of its places. */
export interface SessionView {
  post: PostView;
  gathering: GatheringView;
  /** How many wait for the organisers' word; null: its own server knows. */
  requests: number | null;
  draw: DrawLine | null;
  /** Page of its draw on the server that holds it. */
  drawElsewhere: string | null;
  /** What the viewer says at the door. */
  code: string | null;
  arrived: boolean;
}

export interface VisitsView {
  frame: CampaignFrame;
  step: StepView;
  sessions: SessionView[];
  /** Why nobody asks for a place now; null when one may. */
  closed: string | null;
  form: Form;
  /** Zone in which days and times of a new session are meant. */
  zone: string;
}

/** Dates as blocks, where, for how many; asking for a place and where one stands; how lots are drawn. */
export function visitsView(page: Page, view: VisitsView): Html {
  const { t } = page;
  const { sessions, closed, frame, form } = view;
  return html`${closed && html`<p class="pad callout">${t.dynamic(closed)}</p>`}${
    !page.viewer &&
    sessions.length > 0 &&
    html`<p class="pad meta">${t('visit.signIn', { handle: `@${frame.campaign.community.name}@${frame.campaign.community.organisation.host}` })}</p>`
  }<div class="sheet sessions">${sessions.map((one) => session(page, one, view))}${
    sessions.length === 0 && html`<p class="pad">${t('visit.none')}</p>`
  }${sessions.length > 0 && html`<details class="pad"><summary>${t('visit.how')}</summary><p>${t('visit.howSentence')}</p></details>`}</div>
<p class="pad"><a class="with-icon" href="${view.step.path}">${icon(page, 'rotate-ccw')}${t('visit.refresh')}</a></p>${
    frame.campaign.facilitates &&
    frame.campaign.community.host === null &&
    html`<details class="pad"${hasFaults(form) && html` open`}><summary>${t('visit.add')}</summary>${sessionForm(page, view)}</details>`
  }`;
}

function session(page: Page, one: SessionView, view: VisitsView): Html {
  const { t } = page;
  const { post, gathering } = one;
  const { day, month } = t.inZone(gathering.zone).dayBlock(gathering.startsAt);
  return html`<article class="session" id="visit-${post.id}"><p class="day-block" aria-hidden="true"><b>${day}</b>${month}</p>
<div class="session-words"><h3><a href="${post.path}">${gathering.cancelled ? html`<s>${post.title}</s>` : post.title}</a></h3>
<p class="meta"><time datetime="${new Date(gathering.startsAt).toISOString()}">${when(page, gathering)}</time></p>
<p class="meta">${[gathering.place, gathering.address].filter(Boolean).join(', ')}${gathering.link && html`${gathering.place && ' · '}${t('visit.remoteToo')}`}</p>${
    gathering.access && html`<p class="meta">${gathering.access}</p>`
  }<p class="meta">${figures(page, one)}${drawWords(page, one)}</p>${mineWords(page, one)}
<p class="row meta"><a href="/gatherings/${post.id}/event.ics">${t('gathering.calendar')}</a>${
    view.frame.campaign.facilitates &&
    gathering.mayOrganise &&
    html`<a href="/visits/${post.id}">${t('visit.manage')}</a>`
  }</p></div><div class="session-act">${act(page, one, view)}</div></article>`;
}

/** « 12 places, 34 demandes » ; once places are given, how many are taken and how many wait. */
function figures({ t }: Page, { gathering, requests }: SessionView): string {
  const { capacity, going, waiting } = gathering;
  const places = capacity === null ? t('visit.noLimit') : t('visit.places', { n: capacity });
  if (going + waiting > 0)
    return `${places}, ${t('visit.given', { n: going })}${waiting > 0 ? `, ${t('visit.waiting', { n: waiting })}` : ''}`;
  return requests === null ? places : `${places}, ${t('visit.requests', { n: requests })}`;
}

function drawWords(page: Page, { draw, drawElsewhere }: SessionView): Content {
  const { t } = page;
  if (drawElsewhere)
    return html` · <a href="${drawElsewhere}" rel="nofollow noopener noreferrer">${t('draw.elsewhere')}</a>`;
  return (
    draw &&
    html` · <a href="${draw.path}">${
      draw.drawnAt === null
        ? t('draw.listPublished', { at: t.moment(draw.publicAt) })
        : t('draw.drawnOn', { at: t.moment(draw.drawnAt) })
    }</a>`
  );
}

/** Where one stands, in words. */
function mineWords(page: Page, { gathering, code, arrived }: SessionView): Content {
  const { t } = page;
  const { mine, rank } = gathering;
  const tag = (look: string, name: 'check' | 'clock' | 'ban', words: string) =>
    html`<span class="tag ${look}">${icon(page, name)}${words}</span>`;
  if (mine === 'asked') return html`<p class="row">${tag('ok', 'check', t('visit.asked'))}</p>`;
  if (mine === 'waiting')
    return html`<p class="row">${tag('warn', 'clock', rank === null ? t('gathering.youWait') : t('gathering.yourRank', { n: rank }))}</p>`;
  if (mine === 'refused') return html`<p class="row">${tag('neutral', 'ban', t('gathering.noPlace'))}</p>`;
  if (mine !== 'going') return null;
  return html`<p class="row">${tag('ok', 'check', t(arrived ? 'visit.came' : 'visit.confirmed'))}${
    code && !arrived && html`<span class="meta">${t('visit.code')} <b class="code">${code}</b></span>`
  }</p>`;
}

function act(page: Page, { post, gathering }: SessionView, { closed }: VisitsView): Content {
  const { t, viewer } = page;
  const { mine, open, cancelled, over } = gathering;
  if (cancelled) return html`<span class="tag bad">${t('gathering.cancelled')}</span>`;
  if (over) return html`<span class="meta">${t('gathering.isOver')}</span>`;
  const withdraw = (label: string) => actForm(page, `/visits/${post.id}/withdraw`, label, { class: 'quiet' });
  if (viewer && mine === 'asked') return withdraw(t('visit.withdraw'));
  if (viewer && mine === 'waiting') return withdraw(t('visit.leaveList'));
  if (viewer && mine === 'going') return withdraw(t('visit.giveBack'));
  if (!open) return html`<span class="meta">${t('visit.isClosed')}</span>`;
  return viewer && !closed && actForm(page, `/visits/${post.id}/ask`, t('gathering.ask'));
}

const sessionForm = (page: Page, { step, form, zone }: VisitsView): Html =>
  postForm(
    page,
    `/campaign-steps/${step.id}/visits`,
    html`${errorSummary(page, form)}${gatheringFields(page, form, zone)}
${field(page, form, { name: 'capacity', label: 'gathering.capacity', type: 'number', optional: true })}
${untilFields(page, form)}${submit(page.t('visit.publish'))}`,
  );
