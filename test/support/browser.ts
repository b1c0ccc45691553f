import { existsSync } from 'node:fs';
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

/** One Chromium for a whole run: its address for `TEST_BROWSER` and how to end it; null where there is none. */
export async function startChromium(): Promise<{ address: string; stop: () => Promise<void> } | null> {
  const executablePath = findChromium();
  if (!executablePath) return null;
  const server = await chromium.launchServer({ executablePath, headless: true, args: quiet, host: '127.0.0.1' });
  return { address: server.wsEndpoint(), stop: () => server.close() };
}

/**
 * Gives `work` a browser for several people, each in a context of their own, then closes what was opened, whatever
 * happens: the run's Chromium (starting one takes longer than most walks), else one of its own.
 */
export async function withChromium<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const shared = process.env.TEST_BROWSER;
  const browser = await (shared
    ? chromium.connect(shared)
    : chromium.launch({ executablePath: findChromium()!, headless: true, args: quiet }));
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** Gives `work` a window of its own, as of a browser that was never used, then closes it, whatever happens. */
export function withBrowser<T>(
  work: (context: BrowserContext) => Promise<T>,
  options: BrowserContextOptions = {},
): Promise<T> {
  return withChromium(async (browser) => work(await browser.newContext(options)));
}
