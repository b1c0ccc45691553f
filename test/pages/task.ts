import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { markOnboarded } from '../../src/accounts/members.ts';
import { openSession } from '../../src/accounts/sessions.ts';
import { needsBrowser, withChromium } from '../support/browser.ts';
import { type Fediverse, type Home, type Key, startFediverse } from '../support/fediverse.ts';

export interface Stage {
  /** Whether pages run their scripts, this time. */
  scripts: boolean;
  fediverse: Fediverse;
  home: Home;
  /** A window of somebody: a member who is signed in, or a stranger. */
  tab: (name?: string, home?: Home, more?: BrowserContextOptions) => Promise<Page>;
  /** A window with nothing but the switch for scripts. */
  bare: (origin: string) => Promise<Page>;
}

/**
 * A thing that a person does in a browser, done once with scripts and once without (architecture decision 10). With
 * scripts, the focus is never lost on the way; each page that is opened answers without an error of its own.
 */
export function task(
  name: string,
  work: (stage: Stage) => Promise<void>,
  more: {
    keys?: Key[];
    env?: () => Promise<Record<string, string>>;
    end?: () => Promise<void>;
    /** The servers' clock, for what waits for a moment. */
    clock?: () => number;
  } = {},
) {
  for (const scripts of [true, false])
    needsBrowser(test)(`${name}, ${scripts ? 'with' : 'without'} scripts`, async () => {
      const fediverse = await startFediverse(
        more.keys ?? ['valombre'],
        await more.env?.(),
        more.clock && { clock: more.clock },
      );
      const home = fediverse.homes[more.keys?.[0] ?? 'valombre'];
      const faults: string[] = [];
      try {
        await withChromium(async (browser) => {
          const open = (options: BrowserContextOptions = {}) => newTab(browser, scripts, faults, options);
          await work({
            scripts,
            fediverse,
            home,
            bare: () => open(),
            tab: async (who, at = home, options = {}) => {
              const tab = await open({ baseURL: at.origin, ...options });
              if (who) await signIn(tab, at, who);
              return tab;
            },
          });
        });
        assert.equal(faults, []);
      } finally {
        await fediverse.stop();
        await more.end?.();
      }
    });
}

async function newTab(browser: Browser, scripts: boolean, faults: string[], options: BrowserContextOptions) {
  const context = await browser.newContext({
    javaScriptEnabled: scripts,
    locale: 'fr',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  const tab = await context.newPage();
  tab.setDefaultTimeout(10_000);
  tab.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  tab.on('pageerror', (error) => faults.push(error.message));
  tab.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) faults.push(message.text());
  });
  return tab;
}

/** Signs a window in; nobody waits for a password to be hashed. */
export async function signIn(tab: Page, home: Home, name: string): Promise<void> {
  const { id } = await home.account(name);
  await markOnboarded(home.instance, id);
  const value = await openSession(home.instance, id, { agent: 'Chrome/140 (Linux)', address: '127.0.0.1' });
  await tab.context().addCookies([{ name: 'session', value, url: home.origin }]);
}

/** After something was swapped in place, the focus is on something (ux.md §9). */
export async function focusIsKept({ scripts }: Stage, tab: Page): Promise<void> {
  if (!scripts) return;
  const kept = tab.waitForFunction(() => document.activeElement !== document.body, null, { timeout: 2000 });
  await kept.catch(() => assert.unreachable('the focus was lost'));
}

/** The main part says this; French spaces and apostrophes as plain ones. */
export async function says(tab: Page, text: string, place = 'main'): Promise<void> {
  await tab
    .locator(place)
    .filter({
      hasText: new RegExp(
        text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/[ \u00a0\u202f]/g, '[ \\u00a0\\u202f]+'),
      ),
    })
    .first()
    .waitFor({ state: 'attached' });
}

export async function saysNot(tab: Page, text: string): Promise<void> {
  assert.not.match((await tab.textContent('main')) ?? '', text);
}
