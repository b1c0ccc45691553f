import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowserContext } from 'playwright-core';
import { cast, password } from '../src/demo/cast.ts';
import { startDemo } from '../src/demo/demo.ts';
import { withBrowser } from './support/browser.ts';

// npm run screenshots -- DIR [--lang en]: every page of the demo at 1280 and 390 px, light and dark.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { lang: { type: 'string', default: 'fr' }, only: { type: 'string' } },
});
const [folder] = positionals;
if (!folder) {
  console.error('Give a folder: npm run screenshots -- DIR [--lang en] [--only home,thread]');
  process.exit(1);
}
mkdirSync(folder, { recursive: true });

const port = 3001;
const origin = `http://${cast[0]!.key}.localhost:${port}`;
const pages: Record<string, { path: string; as?: string; follow?: string }> = {
  landing: { path: '/' },
  'sign-in': { path: '/sign-in' },
  'sign-up': { path: '/sign-up' },
  charter: { path: '/charter' },
  accessibility: { path: '/accessibility' },
  lost: { path: '/nowhere' },
  home: { path: '/', as: 'malik' },
  organisation: { path: '/organisation', as: 'malik' },
  public: { path: '/public', as: 'malik' },
  thread: { path: '/tags/cantine', as: 'malik', follow: '.post header .meta a:last-of-type' },
  compose: { path: '/compose', as: 'malik' },
  profile: { path: '/@malik', as: 'ines' },
  remote: { path: `/@aicha@terrefranche.localhost:${port + 1}`, as: 'malik' },
  followers: { path: '/@ines/followers', as: 'malik' },
  notifications: { path: '/notifications', as: 'malik' },
  search: { path: '/search?q=an', as: 'malik' },
  settings: { path: '/settings', as: 'malik' },
  'settings-profile': { path: '/settings/profile', as: 'malik' },
  sessions: { path: '/settings/sessions', as: 'malik' },
  welcome: { path: '/welcome/1', as: 'malik' },
  admin: { path: '/admin', as: 'ines' },
  identity: { path: '/admin/identity', as: 'ines' },
  hosts: { path: '/admin/hosts', as: 'ines' },
  members: { path: '/admin/members', as: 'ines' },
};
const wanted = values.only?.split(',');
const demo = await startDemo({ folder: join('data', 'demo'), port });
const names = Object.keys(pages).filter((name) => !wanted || wanted.includes(name));
try {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 390])
      await withBrowser((context) => take(context, `${width}-${colorScheme}`), {
        viewport: { width, height: 900 },
        colorScheme,
        locale: values.lang,
        reducedMotion: 'reduce',
      });
} finally {
  await demo.stop();
}
process.exit(0);

async function take(context: BrowserContext, suffix: string) {
  const page = context.pages()[0] ?? (await context.newPage());
  for (const who of ['', 'malik', 'ines']) {
    await context.clearCookies();
    await page.goto(`${origin}/sign-in?lang=${values.lang}`);
    if (who) {
      await page.fill('[name=name]', who);
      await page.fill('[name=password]', password);
      await page.click('main form button');
      await page.goto(`${origin}/settings?lang=${values.lang}`);
    }
    for (const name of names) {
      const { path, as = '', follow } = pages[name]!;
      if (as !== who) continue;
      await page.goto(`${origin}${path}`);
      if (follow) await Promise.all([page.waitForURL(/\/@/), page.click(follow)]);
      await page.screenshot({ path: join(folder!, `${name}-${suffix}.png`), fullPage: true });
    }
  }
}
