import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { withBrowser } from '../support/browser.ts';
import { gallery } from './gallery.ts';
import { createPreview } from './preview.ts';

const widths = [1280, 390, 320];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Serves the gallery for as long as `work` takes. */
export async function withPreview<T>(work: (origin: string) => Promise<T>): Promise<T> {
  const server: Server = createPreview();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/**
 * Every page of the gallery, at every width: what axe finds, what scrolls sideways. A page is the same document in both
 * themes, only its colours change: what does not see colours is asked once, in the light one.
 */
export async function inspect(theme: 'light' | 'dark'): Promise<string[]> {
  return withPreview((origin) =>
    withBrowser(
      async (context) => {
        const faults: string[] = [];
        const tab = await context.newPage();
        tab.on('pageerror', (error) => faults.push(`${tab.url()}: ${error.message}`));
        tab.on('console', (message) => {
          if (message.type() === 'error') faults.push(`${tab.url()}: ${message.text()}`);
        });
        for (const path of Object.keys(gallery)) {
          // Live pages never end loading: what was parsed and styled is enough.
          await tab.goto(`${origin}${path}?theme=${theme}`, { waitUntil: 'load' });
          await tab.evaluate(axe);
          for (const width of widths) {
            await tab.setViewportSize({ width, height: 900 });
            // A page that shows what is to be mended has scrolled there: half under the bar a link would count as small.
            await tab.evaluate(() => scrollTo(0, 0));
            for (const fault of await tab.evaluate(look, asked(theme, width)))
              faults.push(`${path} ${theme} ${width}: ${fault}`);
          }
        }
        return faults;
      },
      { bypassCSP: true },
    ),
  );
}

/** Under 760 px there is one layout: its colours are looked at on the wider screen, its structure on the narrower. */
const asked = (theme: 'light' | 'dark', width: number) => ({
  colours: width !== 320,
  structure: theme === 'light' && width !== 390,
});

/** Runs in the page. */
async function look({ colours, structure }: { colours: boolean; structure: boolean }): Promise<string[]> {
  const options = {
    runOnly: structure
      ? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
      : { type: 'rule', values: ['color-contrast', 'link-in-text-block', 'target-size'] },
    resultTypes: ['violations'],
    ...(structure && { rules: { 'color-contrast': { enabled: colours } } }),
  };
  const { violations } =
    colours || structure ? await (window as any).axe.run(document, options) : { violations: [] as any[] };
  const faults = violations.map(
    (violation: any) => `${violation.id} on ${violation.nodes.map((node: any) => node.target.join(' ')).join(', ')}`,
  );
  const wide = document.documentElement.scrollWidth;
  if (wide > window.innerWidth) faults.push(`scrolls sideways: ${wide} px`);
  return faults;
}
