import { randomInt } from 'node:crypto';

const earliest = Date.UTC(2018, 4, 10);

/**
 * Makes 18-digit decimal ids, `unix_ms << 16 | n16`, always growing within the process (mastodon-api.md §4).
 * `at` places an id in time: a remote post takes its `published`, kept between 2018 and now.
 */
export type Ids = (at?: number) => string;

export function idMaker(clock: () => number): Ids {
  let lastMs = 0;
  let counter = 0;
  return (at) => {
    const now = clock();
    if (at !== undefined && at < now - 1000) return format(Math.max(at, earliest), randomInt(0x10000));
    if (now > lastMs) {
      lastMs = now;
      counter = randomInt(0x8000);
    } else if (++counter > 0xffff) {
      lastMs += 1;
      counter = 0;
    }
    return format(lastMs, counter);
  };
}

const format = (ms: number, n: number) => String((BigInt(ms) << 16n) | BigInt(n));

/** Unix milliseconds an id was made for. */
export const idTime = (id: string) => Number(BigInt(id) >> 16n);

/** Lowest id of a moment: a cursor for « before this date ». */
export const idAt = (ms: number) => format(Math.max(ms, earliest), 0);

export const isId = (text: unknown): text is string => typeof text === 'string' && /^\d{1,19}$/.test(text);
