import type { Admission, CommunityView, Posting, Reach } from '../../src/communities/view.ts';
import {
  check,
  contentLanguages,
  errorSummary,
  type Form,
  field,
  fileField,
  hasFaults,
  pictureTypes,
  postForm,
  radios,
  select,
  submit,
  textArea,
} from '../form.ts';
import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';
import { type CommunityFrame, communityLayout } from './page.ts';
import { admissionWords, postingWords, reachLooks } from './words.ts';

/** One page: what it is called, what for, who reads, who comes in, who writes. */
export function newCommunityPage(page: Page, form: Form): Html {
  const { t } = page;
  return layout(page, {
    title: t('community.open'),
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad"><p><a href="/communities">${t('nav.communities')}</a></p><h1>${t('community.open')}</h1>
<p class="meta">${t('community.openSentence')}</p></div>${postForm(
      page,
      '/communities',
      html`${errorSummary(page, form)}${field(page, form, { name: 'displayName', label: 'community.name', maxLength: 80 })}
${field(page, form, { name: 'name', label: 'community.handle', hint: t('community.handleHint'), maxLength: 30, exact: true })}
${fields(page, form)}${submit(t('community.openNow'))}`,
      { files: true },
    )}`,
  });
}

export function communitySettingsPage(page: Page, view: CommunityFrame, form: Form): Html {
  const { t } = page;
  const { community } = view;
  return communityLayout(page, view, `${community.path}/settings`, {
    title: t('community.settings', { name: community.displayName }),
    errors: hasFaults(form),
    body: html`<h2 class="sr">${t('nav.settings')}</h2>${postForm(
      page,
      `/communities/${community.id}/settings`,
      html`${errorSummary(page, form)}${field(page, form, { name: 'displayName', label: 'community.name', maxLength: 80 })}
${fields(page, form, community)}<p class="hint">${t('community.reachStays')}</p>${submit(t('form.save'))}`,
      { files: true },
    )}`,
  });
}

const fields = (page: Page, form: Form, community?: CommunityView): Html => {
  const { t } = page;
  return html`${textArea(page, form, { name: 'purpose', label: 'community.purpose', hint: t('community.purposeHint'), rows: 3, maxLength: 500 })}
${radios(page, form, {
  name: 'reach',
  label: 'community.reach',
  value: 'public',
  choices: (Object.keys(reachLooks) as Reach[]).map((reach) => ({
    value: reach,
    label: t(reachLooks[reach].label),
    hint: t(reachLooks[reach].hint),
  })),
})}
${radios(page, form, {
  name: 'admission',
  label: 'community.entry',
  value: 'open',
  choices: (Object.keys(admissionWords) as Admission[]).map((admission) => ({
    value: admission,
    label: t(admissionWords[admission]),
  })),
})}
${radios(page, form, {
  name: 'posting',
  label: 'community.whoWrites',
  value: 'members',
  choices: (Object.keys(postingWords) as Posting[]).map((posting) => ({
    value: posting,
    label: t(postingWords[posting]),
  })),
})}
${picture(page, form, 'avatar', community?.avatar)}${picture(page, form, 'banner', community?.banner)}
${textArea(page, form, { name: 'rules', label: 'community.rules', hint: t('community.rulesHint'), optional: true, rows: 4, maxLength: 4000 })}
${textArea(page, form, { name: 'questions', label: 'community.questions', hint: t('community.questionsHint'), optional: true, rows: 3, maxLength: 1500 })}
${textArea(page, form, { name: 'welcome', label: 'community.welcome', hint: t('community.welcomeHint'), optional: true, rows: 3, maxLength: 2000 })}
${select(page, form, {
  name: 'approveFirst',
  label: 'community.approveFirst',
  value: '0',
  choices: [0, 1, 3].map((n) => ({ value: String(n), label: t('community.approveFirst.n', { n }) })),
})}
${field(page, form, { name: 'topics', label: 'community.topics', hint: t('community.topicsHint'), optional: true, maxLength: 300 })}
${select(page, form, {
  name: 'language',
  label: 'compose.language',
  value: page.lang,
  choices: contentLanguages.map(({ value, label }) => ({ value, label: t(label) })),
})}`;
};

const picture = (page: Page, form: Form, name: 'avatar' | 'banner', now?: string | null): Html =>
  fileField(page, form, {
    name,
    label: name === 'avatar' ? 'community.picture' : 'settings.banner',
    hint: page.t('settings.pictureHint'),
    accept: pictureTypes,
    more: now && check(page, form, { name: `${name}-remove`, label: page.t('settings.pictureRemove') }),
  });
