import type { AccountView } from '../../src/accounts/view.ts';
import { empty } from '../empty.ts';
import { check, noForm, postForm, submit } from '../form.ts';
import { type Html, html, raw } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { adminFrame } from './table.ts';

export interface OpeningsView {
  /** Whether an administrator has to say yes first. */
  asked: boolean;
  waiting: { account: AccountView; purpose: string; founder: AccountView | null }[];
}

/** Who decides on the opening of communities, and those that wait for it. */
export function openingsPage(page: Page, { asked, waiting }: OpeningsView): Html {
  const { t } = page;
  return adminFrame(
    page,
    t('admin.communities'),
    t('admin.communitiesLead'),
    html`${postForm(
      page,
      '/admin/communities',
      html`${check(page, noForm, { name: 'asked', label: t('admin.communitiesAsk'), hint: t('admin.communitiesAskHint'), checked: asked })}${submit(t('form.save'))}`,
    )}${
      waiting.length === 0
        ? empty(t('admin.communitiesNone'), t('admin.communitiesNoneSentence'))
        : html`<ul class="sheet people">${waiting.map(
            ({
              account,
              purpose,
              founder,
            }) => html`<li><div class="person"><div class="person-text"><h2 class="name">${account.displayName}</h2>
<p class="meta">${founder && t('admin.communityBy', { name: founder.displayName })} <span class="handle">${account.handle}</span></p><div class="voice">${raw(purpose)}</div></div>
<span class="row"><button class="button primary small" form="act" formaction="/admin/communities/${account.id}/allow">${icon(page, 'check')}${t('admin.communityAllow')}<span class="sr"> ${account.displayName}</span></button><button class="button secondary small" form="act" formaction="/admin/communities/${account.id}/refuse">${icon(page, 'ban')}${t('admin.communityRefuse')}<span class="sr"> ${account.displayName}</span></button></span></div></li>`,
          )}</ul>`
    }`,
  );
}
