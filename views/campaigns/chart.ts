import { type Content, type Html, html } from '../html.ts';

/** A drawing with its name and its description, both read aloud; sizes are in units of the view box. */
function drawing(
  id: string,
  size: { width: number; height: number },
  words: { title: string; desc: string },
  marks: Content,
  look = '',
): Html {
  const { width, height } = size;
  return html`<svg class="drawn ${look}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-t ${id}-d" preserveAspectRatio="none"><title id="${id}-t">${words.title}</title><desc id="${id}-d">${words.desc}</desc>${marks}</svg>`;
}

export interface Part {
  label: string;
  n: number;
  /** Class that says how it is drawn: `for`, `consent`, `abstain`, `against`, `full`, `open`, `none`. */
  look: string;
}

const wide = 1000;
const share = (n: number, all: number) => (all > 0 ? Math.round((n / all) * wide) : 0);

/** One bar out of parts, side by side, and its legend in words. */
export function partsBar(id: string, title: string, parts: readonly Part[]): Html {
  const all = parts.reduce((sum, { n }) => sum + n, 0);
  const shown = parts.filter(({ n }) => n > 0);
  let at = 0;
  const marks = shown.map(({ n, look }, place) => {
    const x = at;
    at += share(n, all);
    const gap = place < shown.length - 1 ? 6 : 0;
    return html`<rect class="${look}" x="${x}" y="0" width="${Math.max(2, share(n, all) - gap)}" height="20"></rect>`;
  });
  const desc = parts.map(({ label, n }) => `${label} ${n}`).join(', ');
  return html`<div class="parts">${drawing(id, { width: wide, height: 20 }, { title, desc }, marks, 'gauge')}<ul class="legend" aria-hidden="true">${parts.map(
    ({ label, n, look }) => html`<li class="${look}"><i></i>${label} <b>${n}</b></li>`,
  )}</ul></div>`;
}

export interface Bar {
  label: string;
  n: number;
  /** As it is written. */
  value: string;
  /** Hue of an organisation, 0 to 345; null: nobody’s. */
  hue?: number | null;
}

/** Bars under one another on one scale, each with its label and its value beside it. */
export function bars(id: string, rows: readonly Bar[]): Html {
  const most = Math.max(1, ...rows.map(({ n }) => n));
  return html`<ul class="bars">${rows.map(
    ({ label, n, value, hue }, place) =>
      html`<li${hue === undefined ? null : html` class="${hue === null ? 'grey' : `h${hue}`}"`}><span aria-hidden="true">${label}</span>${drawing(
        `${id}-${place}`,
        { width: wide, height: 20 },
        { title: label, desc: value },
        html`<rect class="track" width="${wide}" height="20"></rect><rect class="full" width="${Math.max(n > 0 ? 8 : 0, share(n, most))}" height="20"></rect>`,
        'gauge',
      )}<b aria-hidden="true">${value}</b></li>`,
  )}</ul>`;
}

/** From the many to the few: figure, bar, words. */
export const stages = (id: string, rows: readonly Bar[]): Html => {
  const most = Math.max(1, ...rows.map(({ n }) => n));
  return html`<ul class="stages">${rows.map(
    ({ label, n, value }, place) =>
      html`<li><b aria-hidden="true">${value}</b>${drawing(
        `${id}-${place}`,
        { width: wide, height: 20 },
        { title: label, desc: value },
        html`<rect class="full" width="${Math.max(n > 0 ? 8 : 0, share(n, most))}" height="20"></rect>`,
        'gauge',
      )}<span aria-hidden="true">${label}</span></li>`,
  )}</ul>`;
};

export interface Bullet {
  label: string;
  used: number;
  planned: number | null;
  /** « 96 h », « sur 120 h prévues ». */
  value: string;
  against: string;
}

/** What was used as a bar, what was planned as a stroke. */
export const bullets = (id: string, rows: readonly Bullet[]): Html =>
  html`<ul class="bullets">${rows.map(({ label, used, planned, value, against }, place) => {
    const most = Math.max(used, planned ?? 0) * 1.25 || 1;
    const stroke = planned === null ? null : Math.min(wide - 6, share(planned, most));
    return html`<li><p><b>${label}</b> <span>${value} <small>${against}</small></span></p>${drawing(
      `${id}-${place}`,
      { width: wide, height: 20 },
      { title: label, desc: `${value} ${against}` },
      html`<rect class="track" y="5" width="${wide}" height="10"></rect><rect class="full" y="5" width="${share(used, most)}" height="10"></rect>${
        stroke !== null && html`<rect class="stroke" x="${stroke}" y="0" width="6" height="20"></rect>`
      }`,
      'gauge',
    )}</li>`;
  })}</ul>`;

const unitsPerLine = 16;
const mostUnits = 320;

/** One link for each: filled, open or dotted. Above 320 each link stands for several, and `each` says how many. */
export function units(id: string, title: string, parts: readonly Part[]): { chart: Html; each: number } {
  const all = parts.reduce((sum, { n }) => sum + n, 0);
  const each = Math.max(1, Math.ceil(all / mostUnits));
  const looks = parts.flatMap(({ n, look }) => Array<string>(Math.round(n / each)).fill(look));
  const lines = Math.max(1, Math.ceil(looks.length / unitsPerLine));
  const marks = looks.map(
    (look, place) =>
      html`<rect class="${look}" x="${(place % unitsPerLine) * 32 + 2}" y="${Math.floor(place / unitsPerLine) * 24 + 3}" width="26" height="16" rx="8"></rect>`,
  );
  const desc = parts.map(({ label, n }) => `${label} ${n}`).join(', ');
  const size = { width: unitsPerLine * 32, height: lines * 24 };
  return {
    each,
    chart: html`<div class="parts">${drawing(id, size, { title, desc }, marks, 'units')}<ul class="legend" aria-hidden="true">${parts.map(
      ({ label, n, look }) => html`<li class="${look}"><i></i>${label}, ${n}</li>`,
    )}</ul></div>`,
  };
}

/** How something grew from the first point to the last, under a dotted target. `points`: one a day, none falls. */
export function growth(
  id: string,
  words: { title: string; desc: string },
  points: readonly number[],
  target: number | null,
): Html {
  const most = Math.max(1, target ?? 0, ...points) * 1.15;
  const [width, height] = [600, 160];
  const at = (n: number) => Math.round(height - (n / most) * height);
  const step = points.length > 1 ? width / (points.length - 1) : width;
  const line = points.map((n, place) => `${Math.round(place * step)},${at(n)}`).join(' ');
  return drawing(
    id,
    { width, height },
    words,
    html`<polygon class="area" points="0,${height} ${line} ${width},${height}"></polygon><polyline class="line" points="${line}"></polyline>${
      target !== null && html`<line class="target" x1="0" x2="${width}" y1="${at(target)}" y2="${at(target)}"></line>`
    }`,
    'growth',
  );
}

/** The same figures as a table, folded. */
export const dataTable = (
  summary: string,
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): Html =>
  html`<details class="data"><summary>${summary}</summary><div class="scroll" tabindex="0"><table><thead><tr>${head.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead><tbody>${rows.map(
    ([first, ...others]) => html`<tr><th scope="row">${first}</th>${others.map((one) => html`<td>${one}</td>`)}</tr>`,
  )}</tbody></table></div></details>`;
