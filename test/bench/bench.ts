import { readFileSync } from 'node:fs';

/** What each benchmark is given. */
export interface Bench {
  /** Prints one JSON line, and keeps the figure for those that compare. */
  figure(name: string, value: number, unit: string): void;
  /** A figure of this run; NaN when its benchmark was not run. */
  seen(name: string): number;
  /** Share of the full size, for those that take long: 1 unless `--size` says less. */
  size: number;
  /** Once per run: the seeded database that several benchmarks share. */
  world(): Promise<BenchWorld>;
}

/** A data folder with 100,000 posts, 2,000 accounts and a member who is signed in. */
export interface BenchWorld {
  dataDir: string;
  /** Public address; servers of all benchmarks listen on its port. */
  origin: string;
  settings: Record<string, string>;
  /** Cookie header of the signed-in member. */
  cookie: string;
  member: { id: string; uri: string; name: string };
  notes: string[];
}

/** Value below which `share` of the numbers lie. */
export function percentile(numbers: number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** MiB of a process in memory: now, and at most since its start. */
export function memoryOf(pid: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string) => Number(status.match(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm'))![1]) / 1024;
  return { now: read('VmRSS'), most: read('VmHWM') };
}

/** CPU seconds that a process has used. */
export function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

export const rest = (ms: number) => new Promise((done) => setTimeout(done, ms));
