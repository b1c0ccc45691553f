import type { AccountView } from '../../src/accounts/view.ts';
import type { PostView } from '../../src/posts/view.ts';
import { type CommunityFrame, communityLayout } from '../communities/page.ts';
import { empty } from '../empty.ts';
import { postForm } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { person } from '../link.ts';
import { layout, type Page } from '../page.ts';
import { postArticle } from '../posts/article.ts';
import { gathering } from '../posts/gathering.ts';

export interface AgendaView extends CommunityFrame {
  which: 'coming' | 'past';
  events: PostView[];
}

/** What a community meets for: what is to come in its order, day by day; what is over on a page of its own. */
export function agendaPage(page: Page, view: AgendaView): Html {
  const { t, now } = page;
  const { community, which, events } = view;
  const path = `${community.path}/agenda`;
  const mayWrite = community.membership?.mayWrite === true;
  const add =
    mayWrite &&
    html`<a class="button secondary" href="/gatherings/new?community=${community.id}">${icon(page, 'calendar')}${t('gathering.new')}</a>`;
  const days = Map.groupBy(events, ({ gathering: one }) => t.inZone(one!.zone).day(one!.startsAt, now));
  return communityLayout(page, view, path, {
    title: t('gathering.agendaOf', { name: community.displayName }),
    body: html`<div class="pad row between agenda-head"><h2>${t(which === 'coming' ? 'gathering.coming' : 'gathering.past')}</h2>${add}</div>${
      events.length === 0
        ? empty(t(which === 'coming' ? 'gathering.none' : 'gathering.nonePast'), t('gathering.noneSentence'))
        : [...days].map(([day, list]) => dayBlock(page, day, list))
    }<p class="pad row"><a href="${which === 'coming' ? `${path}?past=1` : path}">${t(which === 'coming' ? 'gathering.past' : 'gathering.coming')}</a>${
      community.host === null && events.length > 0 && html`<a href="${path}.ics">${t('gathering.calendarAll')}</a>`
    }</p>`,
  });
}

const dayBlock = (page: Page, day: string, events: PostView[]): Content =>
  html`<section class="block agenda-day"><h3 class="list-title">${day.charAt(0).toUpperCase() + day.slice(1)}</h3>${events.map((post) => gathering(page, post, post.gathering!))}</section>`;

export interface AttendeesView {
  post: PostView;
  going: AccountView[];
  waiting: AccountView[];
  declined: AccountView[];
}

/** Who comes, for who organises it. */
export function attendeesPage(page: Page, { post, going, waiting, declined }: AttendeesView): Html {
  const { t } = page;
  const group = (id: string, title: string, people: AccountView[]): Content =>
    people.length > 0 &&
    html`<section class="block" aria-labelledby="${id}"><h2 class="list-title" id="${id}">${title} <span class="meta">${t.number(people.length)}</span></h2>
<ul class="sheet people">${people.map((one) => html`<li>${person(page, one)}</li>`)}</ul></section>`;
  const nobody = going.length + waiting.length + declined.length === 0;
  return layout(page, {
    title: t('gathering.whoTitle', { title: post.title ?? '' }),
    noIndex: true,
    main: html`<div class="pad"><p><a href="${post.path}">${t('gathering.back')}</a></p><h1>${t('gathering.whoTitle', { title: post.title ?? '' })}</h1>
<p class="meta">${t('gathering.whoSees')}</p></div>${nobody && empty(t('gathering.nobody'), t('gathering.nobodySentence'))}
${group('going', t('gathering.going'), going)}${group('waiting', t('gathering.waiting'), waiting)}${group('declined', t('gathering.declined'), declined)}`,
  });
}

/** Asks once before an event is called off: it cannot be taken back. */
export function cancelGatheringPage(page: Page, post: PostView): Html {
  const { t } = page;
  return layout(page, {
    title: t('gathering.cancel'),
    noIndex: true,
    main: html`<div class="pad"><h1>${t('gathering.cancel')}</h1><p>${t('gathering.cancelSentence', { n: post.gathering!.going + post.gathering!.waiting })}</p></div>
<div class="sheet quiet-post">${postArticle({ ...page, viewer: null }, post)}</div>
${postForm(
  page,
  `/gatherings/${post.id}/cancel`,
  html`<p class="row"><button class="button danger">${icon(page, 'ban')}${t('gathering.cancelNow')}</button><a class="button plain-button"
  href="${post.path}">${t('gathering.keep')}</a></p>`,
)}`,
  });
}
