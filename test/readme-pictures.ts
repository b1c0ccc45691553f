import { join } from 'node:path';
import { cast, password } from '../src/demo/cast.ts';
import { startDemo } from '../src/demo/demo.ts';
import { withBrowser } from './support/browser.ts';

// node test/readme-pictures.ts: the four pictures of the README, from the demo.
const port = 3001;
const origin = `http://${cast[0]!.key}.localhost:${port}`;
const folder = 'static/readme';
const demo = await startDemo({ folder: join('data', 'demo'), port });

async function take(name: string, path: string, size: { width: number; height: number }, dark = false) {
  await withBrowser(
    async (context) => {
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(`${origin}/sign-in?lang=fr`);
      await page.fill('[name=name]', 'malik');
      await page.fill('[name=password]', password);
      await page.click('main form button');
      await page.goto(`${origin}${path}`);
      if (name === 'thread')
        await Promise.all([page.waitForURL(/\/@/), page.click('.post header .meta a:last-of-type')]);
      await page.screenshot({ path: join(folder, `${name}.png`) });
    },
    { viewport: size, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce', locale: 'fr' },
  );
}
await take('home', '/', { width: 1280, height: 900 });
await take('thread', '/tags/cantine', { width: 390, height: 844 }, true);
await take('notifications', '/notifications', { width: 780, height: 844 });
await take('compose', '/compose', { width: 1280, height: 900 });
await demo.stop();
process.exit(0);
