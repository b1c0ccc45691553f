import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of Chromium, or null; throws when REQUIRE_BROWSER=1 and there is none. */
export function findChromium(): string | null {
  const found = places.find((place) => existsSync(place)) ?? null;
  if (!found && process.env.REQUIRE_BROWSER === '1') throw new Error('REQUIRE_BROWSER=1, but Chromium was not found');
  return found;
}

/** `test` where Chromium is installed, else `test.skip`: `const browserTest = needsBrowser(test)`. */
export function needsBrowser<T extends { skip: (...args: any[]) => void }>(test: T): T | T['skip'] {
  return findChromium() ? test : test.skip;
}

/** Gives `work` a window with an empty profile, then closes it and removes the profile, whatever happens. */
export async function withBrowser<T>(
  work: (context: BrowserContext) => Promise<T>,
  options: BrowserContextOptions = {},
): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), 'maillon-browser-'));
  try {
    const context = await chromium.launchPersistentContext(profile, {
      ...options,
      executablePath: findChromium()!,
      headless: true,
      args: quiet,
    });
    try {
      return await work(context);
    } finally {
      await context.close();
    }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Gives `work` a browser for several people, each in a context of their own, then closes it, whatever happens. */
export async function withChromium<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ executablePath: findChromium()!, headless: true, args: quiet });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}
