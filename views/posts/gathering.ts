import type { Attendance, GatheringView, PostView } from '../../src/posts/view.ts';
import { type Content, type Html, html } from '../html.ts';
import { type Icon, icon } from '../icons.ts';
import type { Page } from '../page.ts';

/**
 * An event in a post: what, when, where, how many, and the one thing to do. Comes back alone after an answer, as
 * `#rsvp-<id>`, with `answered`. `large`: all there is to know, and what organisers do.
 */
export function gathering(
  page: Page,
  post: PostView,
  view: GatheringView,
  { large = false, answered = false }: { large?: boolean; answered?: boolean } = {},
): Html {
  const { t } = page;
  const { id } = view;
  return html`<section class="fiche" id="rsvp-${id}" aria-labelledby="what-${id}">
<p class="kind meta">${icon(page, 'calendar')}${t('gathering.kind')}${view.cancelled && html` <span class="tag bad">${t('gathering.cancelled')}</span>`}</p>
<h3 class="post-title" id="what-${id}"><a href="${post.path}">${view.cancelled ? html`<s>${post.title}</s>` : post.title}</a></h3>
<ul class="when meta"><li>${icon(page, 'clock')}<time datetime="${new Date(view.startsAt).toISOString()}">${when(page, view)}</time></li>
${(view.place || view.link) && html`<li>${icon(page, view.place ? 'map-pin' : 'link')}${view.place || t('gathering.online')}</li>`}</ul>
${large && details(page, view)}
<div class="row rsvp"${answered && html` tabindex="-1" data-focus`}>${answer(page, view, large)}</div>${large && links(page, view)}</section>`;
}

/** « Samedi 28 novembre, 14 h à 17 h », on the clocks of the place; their zone is named where it is not the reader's. */
export function when(
  { t, now }: Pick<Page, 't' | 'now'>,
  { startsAt, endsAt, zone }: Pick<GatheringView, 'startsAt' | 'endsAt' | 'zone'>,
): string {
  const there = t.inZone(zone);
  const day = capital(there.day(startsAt, now));
  const from = there.clock(startsAt);
  const words =
    endsAt === null
      ? t('gathering.from', { day, from })
      : there.date(startsAt) === there.date(endsAt)
        ? t('gathering.sameDay', { day, from, to: there.clock(endsAt) })
        : t('gathering.days', { day, from, last: there.day(endsAt, now), to: there.clock(endsAt) });
  const differs = t.clock(startsAt) !== from || t.date(startsAt) !== there.date(startsAt);
  return differs ? t('gathering.inZone', { when: words, zone: zone.split('/').at(-1)!.replaceAll('_', ' ') }) : words;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const looks: Record<Attendance, { tag: string; icon: Icon }> = {
  going: { tag: 'ok', icon: 'check' },
  waiting: { tag: 'warn', icon: 'clock' },
  asked: { tag: 'neutral', icon: 'clock' },
  refused: { tag: 'bad', icon: 'ban' },
  declined: { tag: 'neutral', icon: 'ban' },
};

function answer(page: Page, view: GatheringView, large: boolean): Content {
  const { t, viewer } = page;
  const { mine, open } = view;
  const stands = mine && {
    going: t(view.over ? 'gathering.went' : 'gathering.youGo'),
    waiting: view.rank === null ? t('gathering.youWait') : t('gathering.yourRank', { n: view.rank }),
    asked: t('gathering.youAsked'),
    refused: t('gathering.noPlace'),
    declined: t('gathering.youDoNotGo'),
  };
  const said =
    mine && html`<span class="tag ${looks[mine].tag}">${icon(page, looks[mine].icon)}${stands![mine]}</span>`;
  const figure = html`<span class="meta">${howMany(page, view)}</span>`;
  if (view.cancelled || view.over)
    return html`${said}${figure}${view.over && !view.cancelled && html`<span class="meta">${t('gathering.isOver')}</span>`}`;
  if (view.joinMode === 'external' && view.joinUrl)
    return html`<a class="button secondary small" href="${view.joinUrl}" rel="nofollow noopener noreferrer" target="_blank">${icon(page, 'external-link')}${t('gathering.elsewhere')}</a>${figure}`;
  if (view.joinMode === 'none') return view.going > 0 && figure;
  const coming = mine === 'going' || mine === 'waiting' || mine === 'asked';
  if (coming) return html`${said}${figure}${viewer && act(page, view, 'decline', t('gathering.withdraw'), 'as-link')}`;
  if (!open) return html`${said}${figure}<span class="meta">${t('gathering.closed')}</span>`;
  const asks = view.joinMode === 'restricted';
  const isFull = view.capacity !== null && view.going >= view.capacity;
  if (isFull && !view.waitingList && !asks)
    return html`${said}<span class="tag neutral">${t('gathering.full')}</span>${figure}`;
  const label = asks
    ? t('gathering.ask')
    : t(isFull ? 'gathering.wait' : mine === 'declined' ? 'gathering.comeAfterAll' : 'gathering.come');
  return html`${said}${viewer && act(page, view, 'attend', label, 'button primary small')}${figure}${
    large && viewer && mine === null && act(page, view, 'decline', t('gathering.decline'), 'as-link')
  }`;
}

/** « 6 personnes sur 8 », and how many wait. */
function howMany({ t }: Page, { going, capacity, waiting }: GatheringView): string {
  const words =
    capacity === null ? t('gathering.people', { n: going }) : t('gathering.peopleOf', { n: going, capacity });
  return waiting > 0 ? t('gathering.andWaiting', { people: words, n: waiting }) : words;
}

function act(page: Page, { id }: GatheringView, path: 'attend' | 'decline', label: string, look: string): Html {
  const url = `/gatherings/${id}/${path}`;
  return html`<button class="${look}" id="${path}-${id}" form="act" formaction="${url}" hx-post="${url}" hx-target="#rsvp-${id}"
  hx-swap="outerMorph" hx-nonce="${page.nonce}">${label}</button>`;
}

function details(page: Page, view: GatheringView): Content {
  const { t } = page;
  const facts: [string, Content][] = [
    [t('gathering.address'), view.address],
    [
      t('gathering.link'),
      view.link && html`<a href="${view.link}" rel="nofollow noopener noreferrer">${view.link}</a>`,
    ],
    [t('gathering.access'), view.access],
    [t('gathering.until'), view.answersUntil !== null && t.inZone(view.zone).moment(view.answersUntil)],
  ];
  const shown = facts.filter(([, fact]) => fact);
  return (
    shown.length > 0 &&
    html`<dl class="facts">${shown.map(([name, fact]) => html`<div><dt>${name}</dt><dd>${fact}</dd></div>`)}</dl>`
  );
}

function links({ t }: Page, { id, mayOrganise, cancelled, over, going, waiting }: GatheringView): Html {
  const path = `/gatherings/${id}`;
  return html`<p class="row"><a href="${path}/event.ics">${t('gathering.calendar')}</a>${
    mayOrganise &&
    html`<a href="${path}/people">${t('gathering.who', { n: going + waiting })}</a>${
      !cancelled &&
      !over &&
      html`<a href="${path}/edit">${t('gathering.change')}</a><a href="${path}/cancel">${t('gathering.cancel')}</a>`
    }`
  }</p>`;
}
