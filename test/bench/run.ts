import { rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { apps } from './apps.ts';
import { backup } from './backup.ts';
import type { Bench, BenchWorld } from './bench.ts';
import { community } from './community.ts';
import { delivery } from './delivery.ts';
import { exporting } from './export.ts';
import { inbox } from './inbox.ts';
import { limits } from './limits.ts';
import { pages } from './pages.ts';
import { purging } from './purge.ts';
import { reading } from './reading.ts';
import { makeWorld } from './world.ts';

/**
 * `npm run bench`: one JSON line per figure on standard output, machine and date on standard error. `--only name` runs
 * one of limits, pages, inbox, delivery, reading (with the limits, which it is compared with), and the long ones that no
 * other run includes: export, backup, purge, community, apps; `--size 0.01` makes these a hundredth as large.
 */
const benchmarks = { limits, pages, inbox, delivery, reading };
const long = { export: exporting, backup, purge: purging, community, apps };
const { values } = parseArgs({ options: { only: { type: 'string' }, size: { type: 'string', default: '1' } } });
const all = { ...benchmarks, ...long };
const size = Number(values.size);
if ((values.only && !(values.only in all)) || !(size > 0 && size <= 1)) {
  console.error(`--only takes one of ${Object.keys(all).join(', ')}, --size a share up to 1.`);
  process.exit(1);
}

const figures = new Map<string, number>();
const worlds: Promise<BenchWorld>[] = [];
const bench: Bench = {
  size,
  figure: (name, value, unit) => {
    figures.set(name, value);
    const rounded = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
    console.log(JSON.stringify({ name, value: rounded, unit }));
  },
  seen: (name) => figures.get(name) ?? Number.NaN,
  world: () => {
    if (!worlds.length) worlds.push(makeWorld());
    return worlds[0]!;
  },
};

console.error(`${new Date().toISOString()} · ${cpus().length} × ${cpus()[0]?.model} · Node ${process.version}`);
const began = performance.now();
try {
  for (const [name, run] of Object.entries(all)) {
    const isWanted = values.only ? name === values.only : !(name in long);
    const compares = name === 'limits' && !(values.only! in long);
    if (!isWanted && !compares) continue;
    const from = performance.now();
    await run(bench);
    console.error(`${name}: ${((performance.now() - from) / 1000).toFixed(0)} s`);
  }
} finally {
  for (const { dataDir } of await Promise.all(worlds)) rmSync(dataDir, { recursive: true, force: true });
}
console.error(`${((performance.now() - began) / 1000).toFixed(0)} s in all`);
