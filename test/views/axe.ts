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
        /** Ways in which text stands on its ground that were looked at and found well: contrast is worked out once for each. */
        const seen = new Set<string>();
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
            const wanted = asked(theme, width);
            const grounds = wanted.colours ? await tab.evaluate(groundsOfText) : [];
            const colours = grounds.some((one) => !seen.has(one));
            const found = await tab.evaluate(look, { ...wanted, colours });
            for (const fault of found) faults.push(`${path} ${theme} ${width}: ${fault}`);
            if (!found.length) for (const one of grounds) seen.add(one);
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

/** Runs in the page: colour, size and weight of each text that shows, with what it stands on, layer upon layer. */
function groundsOfText(): string[] {
  const found = new Set<string>();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const layers = new Map<Element, string>();
  const under = (element: Element | null): string => {
    if (!element) return '';
    const known = layers.get(element);
    if (known !== undefined) return known;
    const { backgroundColor, backgroundImage, opacity, position } = getComputedStyle(element);
    const own =
      backgroundColor === 'rgba(0, 0, 0, 0)' && backgroundImage === 'none' ? '' : backgroundColor + backgroundImage;
    // Layers below an opaque one do not show through.
    const opaque = own.startsWith('rgb(') || (own.startsWith('oklch(') && !own.includes('/'));
    const all = `${own}${opacity === '1' ? '' : ` at ${opacity}`}${position === 'absolute' ? ' over' : ''}${opaque ? '' : under(element.parentElement)}`;
    layers.set(element, all);
    return all;
  };
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement!;
    if (!texts.currentNode.nodeValue!.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    found.add(`${color} ${fontSize} ${fontWeight} ${textShadow} on ${under(element)}`);
  }
  return [...found];
}

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
