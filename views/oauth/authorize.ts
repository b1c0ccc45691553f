import { hidden, token } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';
import { scopeWords } from './scopes.ts';

export interface AuthorizeView {
  app: { name: string; website: string | null; clientId: string };
  redirectUri: string;
  scopes: string[];
  state: string;
  challenge: string | null;
}

/** « This app asks to act for you »: what it could do, in words, and where one would be sent. */
export function authorizePage(page: Page, { app, redirectUri, scopes, state, challenge }: AuthorizeView): Html {
  const { t, viewer } = page;
  const host = URL.canParse(redirectUri) && /^https?:/.test(redirectUri) ? new URL(redirectUri).host : null;
  return layout(page, {
    title: t('apps.asks', { app: app.name }),
    noIndex: true,
    plain: true,
    scripts: false,
    main: html`<div class="pad"><h1>${t('apps.asks', { app: app.name })}</h1>
<p class="meta">${t('apps.as', { name: viewer?.displayName ?? '', handle: viewer?.handle ?? '' })}</p></div>
<form class="form" method="post" action="/oauth/authorize">${token(page)}${hidden('client_id', app.clientId)}${hidden('redirect_uri', redirectUri)}${hidden(
      'scope',
      scopes.join(' '),
    )}${state && hidden('state', state)}${challenge && html`${hidden('code_challenge', challenge)}${hidden('code_challenge_method', 'S256')}`}
<h2>${t('apps.could')}</h2><ul>${scopeWords(page, scopes).map((words) => html`<li class="locked">${icon(page, 'check')}<span>${words}</span></li>`)}</ul>
<p class="meta">${host ? t('apps.goesTo', { host }) : t('apps.goesBack')} ${t('apps.endsHere')}</p>
<p class="row"><button class="button primary" name="action" value="allow">${t('apps.allow')}</button>
<button class="button secondary" name="action" value="refuse">${t('apps.refuse')}</button></p></form>`,
  });
}

/** For programs that nothing can be sent to: the code, to copy. */
export function codePage(page: Page, app: string, code: string): Html {
  const { t } = page;
  return layout(page, {
    title: t('apps.codeTitle'),
    noIndex: true,
    plain: true,
    scripts: false,
    main: html`<div class="pad"><h1>${t('apps.codeTitle')}</h1><p>${t('apps.codeSentence', { app })}</p>
</div><div class="form"><p class="field"><input readonly value="${code}" aria-label="${t('apps.codeTitle')}"></p></div>`,
  });
}
