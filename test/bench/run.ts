import { rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Bench, BenchWorld } from './bench.ts';
import { delivery } from './delivery.ts';
import { inbox } from './inbox.ts';
import { limits } from './limits.ts';
import { pages } from './pages.ts';
import { reading } from './reading.ts';
import { makeWorld } from './world.ts';

/**
 * `npm run bench`: one JSON line per figure on standard output, machine and date on standard error. `--only name` runs
 * one of limits, pages, inbox, delivery, reading (with the limits, which it is compared with).
 */
const benchmarks = { limits, pages, inbox, delivery, reading };
const { values } = parseArgs({ options: { only: { type: 'string' } } });
if (values.only && !(values.only in benchmarks)) {
  console.error(`--only takes one of ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(1);
}

const figures = new Map<string, number>();
const worlds: Promise<BenchWorld>[] = [];
const bench: Bench = {
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
  for (const [name, run] of Object.entries(benchmarks)) {
    if (values.only && name !== values.only && name !== 'limits') continue;
    const from = performance.now();
    await run(bench);
    console.error(`${name}: ${((performance.now() - from) / 1000).toFixed(0)} s`);
  }
} finally {
  for (const { dataDir } of await Promise.all(worlds)) rmSync(dataDir, { recursive: true, force: true });
}
console.error(`${((performance.now() - began) / 1000).toFixed(0)} s in all`);
