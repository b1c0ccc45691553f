import type { Due } from '../../src/admin/due.ts';
import type { Period, Retention } from '../../src/platform/retention.ts';
import { errorSummary, type Form, field, hasFaults, postForm, radios, submit } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { adminFrame } from './table.ts';

export interface RetentionView {
  kept: Retention;
  /** What would go now. */
  due: Due;
  mostCounted: number;
  /** Days between which each period may be set. */
  periods: Record<Period, { least: number; most: number }>;
  remoteBounds: { least: number; most: number };
  /** The counts are of what stands in the form. */
  previewed: boolean;
}

/** Fields: the names of `periods`, `posts` (`keep`, `unused`, `used`), `remotePosts`; all in days. */
export function retentionPage(page: Page, view: RetentionView, form: Form): Html {
  const { t } = page;
  const { kept, due, previewed } = view;
  const period = (name: Period) => {
    const { least, most } = view.periods[name];
    const hint = html`${t('retention.bounds', { hint: t(`periodHint.${name}`), least, most })} <b>${t('retention.due', { n: due[name] })}</b>`;
    return days(page, form, { name, label: `period.${name}`, hint, value: kept[name] });
  };
  return adminFrame(
    page,
    t('admin.retention'),
    t('retention.lead'),
    html`${previewed && html`<p class="note" role="status">${t('retention.previewed')}</p>`}${postForm(
      page,
      '/admin/retention',
      html`${errorSummary(page, form)}${(Object.keys(view.periods) as Period[]).map(period)}
<section><h2>${t('retention.posts')}</h2><p>${t('retention.postsLead')}</p>
${radios(page, form, {
  name: 'posts',
  label: 'retention.rule',
  value: kept.remotePosts === null ? 'keep' : kept.usedToo ? 'used' : 'unused',
  choices: (['keep', 'unused', 'used'] as const).map((value) => ({
    value,
    label: t(`retention.${value}Posts`),
    hint: t(`retention.${value}PostsHint`),
  })),
})}
${days(page, form, {
  name: 'remotePosts',
  label: 'retention.age',
  hint: html`${t('retention.ageHint', { ...view.remoteBounds })}${due.posts !== null && html` <b>${postsDue(page, view)}</b>`}`,
  value: kept.remotePosts ?? 365,
})}</section>
<p class="row">${submit(t('form.save'))}<button class="button secondary" name="preview" value="yes">${icon(page, 'eye')}${t('retention.preview')}</button></p>`,
    )}`,
    hasFaults(form),
  );
}

const days = (
  page: Page,
  form: Form,
  { value, ...options }: Pick<Parameters<typeof field>[2], 'name' | 'label' | 'hint'> & { value: number },
): Html => field(page, form, { ...options, type: 'number', value: String(value) });

const postsDue = ({ t }: Page, { due: { posts }, mostCounted }: RetentionView): string =>
  posts === mostCounted ? t('retention.postsDueMany', { n: posts }) : t('retention.postsDue', { n: posts ?? 0 });
