import type { Power } from '../src/accounts/roles.ts';
import type { AccountView, Conformance } from '../src/accounts/view.ts';
import type { CommunityLink } from '../src/communities/view.ts';
import type { Language, Translate } from '../src/platform/i18n.ts';
import type { Assets } from '../src/web/assets.ts';
import { footer } from './footer.ts';
import { header } from './header.ts';
import { type Content, type Html, html } from './html.ts';
import { bottomBar, navigation } from './navigation.ts';
import { toast } from './toast.ts';

export type SignUpRule = 'invitation' | 'domain' | 'approval' | 'open';

/** The organisation whose instance this is. */
export interface HomeOrganisation {
  name: string;
  /** Local part of its actor, without @. */
  handle: string;
  sentence: string;
  monogram: string;
  /** 0, 15, … 345. */
  hue: number;
  /** Path of its logo, at most 480 × 144 pixels. */
  logo: string | null;
  languages: Language[];
  signUp: SignUpRule;
  /** What is declared of its accessibility. */
  conformance: Conformance;
}

export interface Viewer extends AccountView {
  /** Beyond what every member may. */
  powers: readonly Power[];
  hideCounts: boolean;
  imagesOnDemand: boolean;
  shortcuts: boolean;
}

/** What every page and every fragment is given. */
export interface Page {
  t: Translate;
  lang: Language;
  theme: 'light' | 'dark' | null;
  /** Text size chosen in the settings. */
  size?: 'large' | null;
  organisation: HomeOrganisation;
  viewer: Viewer | null;
  path: string;
  csrf: string;
  /**
   * Fresh for each response, page and fragment, and also in its `Content-Security-Policy` as `'nonce-…'` of
   * `script-src`: hx-csp obeys only the attributes that carry it.
   */
  nonce: string;
  flash: { text: string; undo?: { path: string } } | null;
  /** Notifications not yet seen. */
  unread: number;
  /** Follow requests that wait. */
  requests: number;
  /** Some of the viewer's communities. */
  communities: CommunityLink[];
  /** Unix milliseconds. */
  now: number;
  assets: Assets;
}

type Sheet = 'campaign' | 'community' | 'compose' | 'desk' | 'reading' | 'report';

export interface Frame {
  title: string;
  main: Content;
  /** Third column; under the content on narrow screens. */
  context?: Content;
  /** Whether the page loads scripts; by default when somebody is signed in. */
  scripts?: boolean;
  /** Path of the live stream of this page. */
  live?: string;
  /** The form came back with faults: the title says so first. */
  errors?: boolean;
  /** Search engines are kept off. */
  noIndex?: boolean;
  /** Without navigation: signing in, setting up, the first steps. */
  plain?: boolean;
  /** Sheets of `static/css/rooms` that this page needs besides the common one. */
  sheet?: Sheet | readonly Sheet[] | undefined;
  /** A script that this page needs besides those of all pages. */
  script?: 'passkey';
  /** What other sites show of a public page (OpenGraph); nothing of any other. */
  card?: Content;
  /** `<link rel=alternate>` for other programs: type and path. */
  alternate?: { type: string; href: string }[];
}

/** The whole document. */
export function layout(page: Page, frame: Frame): Html {
  const { t, organisation, assets } = page;
  const scripts = frame.scripts ?? page.viewer !== null;
  const title = `${frame.errors ? t('form.errorTitle') : ''}${frame.title} · ${organisation.name}`;
  const navigated = page.viewer && !frame.plain;
  return html`<!doctype html>
<html lang="${page.lang}" class="h${organisation.hue}"${theme(page)}${shortcuts(page)}>
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
${frame.noIndex && html`<meta name="robots" content="noindex">`}
<link rel="stylesheet" href="${assets.css}">
${[frame.sheet ?? []].flat().map((sheet) => html`<link rel="stylesheet" href="${assets.rooms[sheet]}">`)}
<link rel="manifest" href="/manifest.webmanifest">
<link rel="icon" type="image/svg+xml" href="${assets.link(organisation.hue)}">
${frame.alternate?.map(({ type, href }) => html`<link rel="alternate" type="${type}" href="${href}">`)}
${frame.card}
${scripts && scriptTags(page)}
${frame.script && html`<script src="${assets.scripts[frame.script]}" defer nonce="${page.nonce}"></script>`}
${page.viewer && html`<meta name="viewer" content="${page.viewer.id}">`}
</head>
<body class="${navigated ? 'app' : 'plain'}">
<a class="skip" href="#main">${t('nav.skip')}</a>
${header(page, { plain: Boolean(frame.plain) })}
<div class="frame">
${navigated && navigation(page)}
<main id="main" tabindex="-1">${frame.main}</main>
${frame.context && html`<aside class="context" aria-label="${t('nav.context')}">${frame.context}</aside>`}
</div>
${footer(page)}
${navigated && bottomBar(page)}
<div id="status" role="status">${page.flash && toast(page, page.flash)}</div>
${
  page.viewer &&
  html`<form id="act" method="post" hidden><input type="hidden" name="_csrf" value="${page.csrf}">
</form>`
}
${frame.live && scripts && html`<div hx-sse:connect="${frame.live}" hx-swap="none" hx-nonce="${page.nonce}"></div>`}
</body>
</html>`;
}

const theme = (page: Page) =>
  html`${page.theme && html` data-theme="${page.theme}"`}${page.size && html` data-size="${page.size}"`}`;

const shortcuts = (page: Page) => page.viewer && !page.viewer.shortcuts && html` data-shortcuts="off"`;

// htmx must not add its own style element, nor run a script from a fragment.
const htmxConfig = '{"extensions":"hx-csp,sse","includeIndicatorCSS":false,"history":false}';

function scriptTags({ assets, nonce }: Page): Html {
  return html`<meta name="htmx-config" content="${htmxConfig}">
${[assets.scripts.htmx, assets.scripts.app].map((source) => html`<script src="${source}" defer nonce="${nonce}"></script>`)}`;
}
