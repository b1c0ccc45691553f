import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** OKLCH: lightness 0–1, chroma, hue in degrees. */
type Colour = readonly [lightness: number, chroma: number, hue: number];
type Theme = Record<string, Colour>;

const css = readFileSync(new URL('../../static/css/tokens.css', import.meta.url), 'utf8');
const numbers = (text: string) => text.trim().split(/\s+/).map(Number) as unknown as Colour;

/** The tokens as the sheet has them, for one theme. */
function tokens(theme: 'light' | 'dark'): Theme {
  const pairs = css.matchAll(/--([\w-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\);/g);
  return Object.fromEntries(
    [...pairs].map(([, name, light, dark]) => [name!, numbers(theme === 'light' ? light! : dark!)]),
  );
}

/** Hue → its colour and soft ground, as the classes compute them. */
function organisations(theme: 'light' | 'dark'): [hue: number, org: Colour, soft: Colour][] {
  const own = [...css.matchAll(/\.h(\d+) \{\s*--h: (\d+);\s*--c: ([\d.]+);/g)];
  return own.map(([, name, h, c]) => {
    assert.is(name, h);
    const hue = Number(h);
    return theme === 'light'
      ? [hue, [0.485, Number(c), hue], [0.952, 0.021, hue]]
      : [hue, [0.8, 0.088, hue], [0.305, 0.045, hue]];
  });
}

/** Linear sRGB (Björn Ottosson's OKLab matrices). */
function linear([lightness, chroma, hue]: Colour): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const inGamut = (colour: Colour) => linear(colour).every((value) => value >= -1e-4 && value <= 1 + 1e-4);

function luminance(colour: Colour): number {
  const [r, g, b] = linear(colour).map((value) => Math.min(1, Math.max(0, value))) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2 contrast ratio. */
function ratio(one: Colour, other: Colour): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

test('the arithmetic is right: black on white is 21, known greys are what they are', () => {
  assert.ok(Math.abs(ratio([0, 0, 0], [1, 0, 0]) - 21) < 0.01);
  // #767676 on white is 4.54 by WCAG; its lightness in OKLab is 0.5681.
  assert.ok(Math.abs(ratio([0.5681, 0, 0], [1, 0, 0]) - 4.54) < 0.05);
});

for (const theme of ['light', 'dark'] as const) {
  test(`every pair of colours that meets has its contrast in the ${theme} theme, for every hue`, () => {
    const t = tokens(theme);
    const faults: string[] = [];
    let pairs = 0;
    const check = (name: string, front: Colour | undefined, ground: Colour | undefined, least: number) => {
      if (!front || !ground) return faults.push(`${name}: a token is missing`);
      pairs += 1;
      if (ratio(front, ground) < least) faults.push(`${name}: ${ratio(front, ground).toFixed(2)}`);
    };
    const grounds = ['paper', 'sheet', 'sunk'];
    for (const [name, colour] of Object.entries(t)) if (!inGamut(colour)) faults.push(`${name} is out of gamut`);
    for (const ink of ['ink', 'ink-2', 'ink-3'])
      for (const ground of grounds) check(`${ink} on ${ground}`, t[ink], t[ground], 4.5);
    for (const soft of ['mark-soft', 'ok-soft', 'warn-soft', 'bad-soft'])
      for (const ink of ['ink', 'ink-2']) check(`${ink} on ${soft}`, t[ink], t[soft], 4.5);
    for (const state of ['ok', 'warn', 'bad'])
      for (const ground of [...grounds, `${state}-soft`]) check(`${state} on ${ground}`, t[state], t[ground], 4.5);
    check('on-mark on mark', t['on-mark'], t.mark, 4.5);
    check('sheet on ink', t.sheet, t.ink, 4.5);
    for (const ground of grounds) {
      check(`line-strong on ${ground}`, t['line-strong'], t[ground], 3);
      check(`focus on ${ground}`, t.focus, t[ground], 3);
    }
    const hues = organisations(theme);
    assert.is(hues.length, 24);
    for (const [hue, org, soft] of hues) {
      if (!inGamut(org) || !inGamut(soft)) faults.push(`hue ${hue} is out of gamut`);
      for (const ground of grounds) check(`hue ${hue} on ${ground}`, org, t[ground], 4.5);
      check(`hue ${hue} on its soft ground`, org, soft, 4.5);
      for (const ink of ['ink', 'ink-2', 'ink-3']) check(`${ink} on soft ${hue}`, t[ink], soft, 4.5);
      check(`text on hue ${hue}`, t['on-org'], org, 4.5);
    }
    assert.equal(faults, []);
    assert.ok(pairs > 220, `${pairs} pairs`);
  });
}

test('the classes compute what this test computes', () => {
  assert.match(css, /--org: light-dark\(oklch\(0\.485 var\(--c\) var\(--h\)\), oklch\(0\.8 0\.088 var\(--h\)\)\);/);
  assert.match(css, /--org-soft: light-dark\(oklch\(0\.952 0\.021 var\(--h\)\), oklch\(0\.305 0\.045 var\(--h\)\)\);/);
});

test.run();
