import type { ContributionState, ContributionView } from '../../src/campaigns/view.ts';
import type { Key } from '../../src/platform/i18n.ts';
import { token } from '../form.ts';
import { type Content, type Html, html, raw } from '../html.ts';
import { icon } from '../icons.ts';
import { disc, organisationName, ring } from '../link.ts';
import type { Page } from '../page.ts';
import { time } from '../time.ts';
import { stateLooks } from './words.ts';

/** One act on a contribution, by a plain form. */
export const actForm = (
  page: Page,
  action: string,
  label: Content,
  more: { class?: string; fields?: Content } = {},
): Html =>
  html`<form class="inline" method="post" action="${action}">${token(page)}${more.fields}<button class="button ${more.class ?? 'secondary'} small">${label}</button></form>`;

export const stateTag = ({ t }: Page, state: ContributionState): Content => {
  const look = stateLooks[state];
  return look && html`<span class="tag ${look.look}">${t(look.label)}</span>`;
};

/** Who brought it, with whom, and when. */
export function byline(page: Page, { author, coAuthors, createdAt, path }: ContributionView): Html {
  const { t } = page;
  return html`<p class="meta byline">${disc(author)} <a href="${author.path}">${author.displayName}</a>${
    coAuthors.length > 0 && html` ${t('campaign.with', { names: coAuthors.map((one) => one.displayName).join(', ') })}`
  } · ${organisationName(author)} · <a href="${path}">${time(page, createdAt)}</a></p>`;
}

/** Wanting it too, and the way to talk about it. */
export function supportBar(page: Page, one: ContributionView, words: { give: Key; given: Key; count?: Key }): Html {
  const { t, viewer } = page;
  const give = `/contributions/${one.id}/support${one.supported ? '/delete' : ''}`;
  return html`<div class="row acts-row">${
    viewer && !one.mine
      ? actForm(
          page,
          give,
          html`${icon(page, one.supported ? 'check' : 'heart')}${t(one.supported ? words.given : words.give)}`,
        )
      : null
  }${words.count && html`<span class="meta">${t(words.count, { n: one.supports })}</span>`}<a href="${one.path}">${t('campaign.comments', { n: one.comments })}</a></div>`;
}

/** The organisers' answer with its proof. */
export function answerOf(page: Page, { answer, createdAt }: ContributionView): Content {
  const { t } = page;
  if (!answer) return null;
  const days = Math.max(0, Math.round((answer.at - createdAt) / 86_400_000));
  return html`<div class="answer">${ring(page, answer.author, 's')}<div><div class="voice">${raw(answer.html)}</div>
<p class="meta">${answer.author.displayName}, ${organisationName(answer.author)} · ${t('question.answeredIn', { n: days })}</p>${proofList(
    page,
    answer,
  )}</div></div>`;
}

/** Where it can be read or seen. */
export const proofList = (page: Page, answer: NonNullable<ContributionView['answer']>): Content =>
  answer.evidence.length + answer.media.length > 0 &&
  html`<ul class="proofs">${answer.evidence.map(
    ({ title, url }) =>
      html`<li><a href="${url}" rel="nofollow noopener noreferrer">${icon(page, 'file-text')}<span>${title}<small>${hostOf(url)}</small></span></a></li>`,
  )}${answer.media.map(({ full, description }) => html`<li><a href="${full}">${icon(page, 'image')}<span>${description || page.t('question.picture')}</span></a></li>`)}</ul>`;

const hostOf = (url: string) => /^https?:\/\/([^/]+)/.exec(url)?.[1] ?? url;
