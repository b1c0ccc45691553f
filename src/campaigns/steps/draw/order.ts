import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/** How RFC 3797 is applied: SHA-256 where it has MD5, and four bytes of counter where it has two, so that 100,000 fit. */
export interface DrawMethod {
  hash: 'sha256' | 'md5';
  counterBytes: 2 | 4;
}
export const ourMethod: DrawMethod = { hash: 'sha256', counterBytes: 4 };

/**
 * A source in its canonical form (RFC 3797 §5): numbers without leading zeros, sorted, each followed by « . »; anything
 * else its letters and digits in capitals and « . »; then « / ». A source that has said nothing is « / » alone.
 */
export function canonical(source: string | null): string {
  const text = (source ?? '').normalize('NFKC').trim();
  if (!text) return '/';
  if (!/^\d[\d\s,;.·-]*$/.test(text)) return `${text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')}./`;
  const numbers = (text.match(/\d+/g) ?? []).map((digits) => BigInt(digits));
  return `${numbers
    .sort((one, other) => (one < other ? -1 : one > other ? 1 : 0))
    .map((number) => `${number}.`)
    .join('')}/`;
}

/** The entropy string: every source in the order that was published. */
export const entropyOf = (sources: (string | null)[]): string => sources.map(canonical).join('');

/**
 * The numbers 1 to `count` in the order drawn (RFC 3797 §4–5): the hash of counter, entropy and counter again, divided by how
 * many are left, its remainder names which of them. Others are served meanwhile.
 */
export async function drawOrder(entropy: string, count: number, method: DrawMethod = ourMethod): Promise<number[]> {
  const left = new Remaining(count);
  const counter = Buffer.alloc(method.counterBytes);
  const order: number[] = [];
  for (let turn = 0; turn < count; turn++) {
    if (turn % 1000 === 999) await setImmediate();
    counter.writeUIntBE(turn, 0, method.counterBytes);
    const hash = createHash(method.hash).update(counter).update(entropy).update(counter).digest('hex');
    order.push(left.take(Number(BigInt(`0x${hash}`) % BigInt(count - turn))));
  }
  return order;
}

/** Numbers that are left, so that the n-th of them is found and taken in few steps (Fenwick tree). */
class Remaining {
  #tree: Uint32Array;
  #top: number;

  constructor(count: number) {
    this.#tree = new Uint32Array(count + 1);
    for (let place = 1; place <= count; place++) this.#tree[place] = place & -place;
    this.#top = 2 ** Math.floor(Math.log2(Math.max(1, count)));
  }

  /** The one with `index` others before it. */
  take(index: number): number {
    let before = 0;
    let rest = index + 1;
    for (let step = this.#top; step > 0; step = Math.floor(step / 2)) {
      const next = before + step;
      if (next < this.#tree.length && this.#tree[next]! < rest) {
        before = next;
        rest -= this.#tree[next]!;
      }
    }
    const taken = before + 1;
    for (let place = taken; place < this.#tree.length; place += place & -place) this.#tree[place]!--;
    return taken;
  }
}
