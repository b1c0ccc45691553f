import type { AccountView, ProfileView } from '../../src/accounts/view.ts';
import type { CommunityView } from '../../src/communities/view.ts';
import type { Audience } from '../../src/posts/view.ts';
import { audienceLooks } from '../audience.ts';
import { suggestions } from '../communities/line.ts';
import { errorSummary, type Form, field, hasFaults, hidden, postForm, radios, submit, textArea } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { person, ring } from '../link.ts';
import { layout, type Page } from '../page.ts';
import { followControls } from './follow.ts';

export const welcomeSteps = 4;

function step(page: Page, number: number, title: string, sentence: string, body: Content, errors = false): Html {
  const { t } = page;
  return layout(page, {
    title,
    plain: true,
    noIndex: true,
    errors,
    main: html`<div class="pad"><p class="meta step">${t('welcome.step', { n: number, total: welcomeSteps })}</p><progress max="${welcomeSteps}"
  value="${number}" aria-hidden="true"></progress><h1>${title}</h1><p>${sentence}</p></div>${body}
<p class="pad row">${
      number > 1 &&
      html`<a class="button plain-button"
  href="/welcome/${number - 1}">${t('welcome.back')}</a>`
    }<a class="button plain-button"
  href="${number < welcomeSteps ? `/welcome/${number + 1}` : '/'}">${t('welcome.skip')}</a></p>`,
  });
}

/** Who you are here. Fields: `displayName`, `role`, `avatar` (file). POST `/welcome/1`. */
export function welcomeProfile(page: Page, viewer: AccountView, form: Form): Html {
  const { t } = page;
  return step(
    page,
    1,
    t('welcome.whoTitle'),
    t('welcome.who'),
    html`<div class="sheet person-preview">${ring(page, viewer, 'l')}<p>${t('welcome.preview')}</p></div>${postForm(
      page,
      '/welcome/1',
      html`${errorSummary(page, form)}
${field(page, form, { name: 'displayName', label: 'signUp.displayName', value: viewer.displayName, autocomplete: 'name', maxLength: 60 })}
${field(page, form, { name: 'role', label: 'settings.role', hint: t('settings.roleHint'), value: viewer.role, optional: true, maxLength: 60 })}
<div class="field"><label for="f-avatar">${t('settings.avatar')}</label><input id="f-avatar" name="avatar" type="file"
  accept="image/jpeg,image/png,image/webp,image/gif,image/avif"></div>
${submit(t('welcome.next'))}`,
      { files: true },
    )}`,
    hasFaults(form),
  );
}

/** Who may read by default. Field: `audience`. POST `/welcome/2`. */
export function welcomeAudience(page: Page, audience: Audience): Html {
  const { t } = page;
  const choices = (['organisation', 'public', 'unlisted', 'followers'] as const).map((value) => ({
    value,
    label: t(audienceLooks[value].label),
    hint: t(audienceLooks[value].hint),
  }));
  return step(
    page,
    2,
    t('welcome.audienceTitle'),
    t('welcome.audience'),
    postForm(
      page,
      '/welcome/2',
      html`${radios(page, { values: { audience }, faults: {} }, { name: 'audience', label: 'compose.audience', choices })}
<p class="note">${t('welcome.example')}</p>${submit(t('welcome.next'))}`,
    ),
  );
}

/** Communities and people to follow; each has its own button, nothing to send. */
export function welcomePeople(page: Page, people: readonly ProfileView[], communities: readonly CommunityView[]): Html {
  const { t } = page;
  const line = (account: ProfileView) =>
    html`<li>${person(page, account, html`${followControls(page, account)}`)}</li>`;
  return step(
    page,
    3,
    t('welcome.peopleTitle'),
    t('welcome.people'),
    html`${suggestions(page, communities)}${communities.length > 0 && people.length > 0 && html`<h2 class="list-title">${t('search.people')}</h2>`}${people.length > 0 ? html`<ul class="sheet people">${people.map(line)}</ul>` : html`<p class="pad">${t('welcome.nobody')}</p>`}
<p class="pad"><a class="button primary" href="/welcome/4">${t('welcome.next')}</a></p>`,
  );
}

/** First post, with a sentence to start from. Goes to `POST /posts` like any other. */
export function welcomePost(page: Page, viewer: AccountView, audience: Audience, form: Form): Html {
  const { t } = page;
  const text = viewer.role
    ? t('welcome.startRole', { name: viewer.displayName, role: viewer.role })
    : t('welcome.start', { name: viewer.displayName });
  const hint = t('compose.sameCircle', { circle: t(audienceLooks[audience].label) });
  return step(
    page,
    4,
    t('welcome.postTitle'),
    t('welcome.post'),
    postForm(
      page,
      '/posts',
      html`${errorSummary(page, form)}${hidden('audience', audience)}${hidden('language', page.lang)}
${textArea(page, form, { name: 'text', label: 'compose.text', value: text, rows: 5, hint })}
${submit(t('compose.publish'), t('compose.busy'))}`,
    ),
    hasFaults(form),
  );
}
