export interface Limits {
  /** Pieces of work that run together. */
  atOnce: number;
  /** Pieces that may wait in line. */
  waiting: number;
  /** Makes what is thrown to those that find the line full. */
  refuse: () => Error;
}

/** Runs what it is given, so many at once, the others in the order they came; a full line refuses. */
export function createLimiter({ atOnce, waiting, refuse }: Limits): <T>(work: () => Promise<T>) => Promise<T> {
  const line: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnce) {
      if (line.length >= waiting) throw refuse();
      await new Promise<void>((resolve) => line.push(resolve));
    } else running++;
    try {
      return await work();
    } finally {
      const next = line.shift();
      // The place goes from hand to hand, so that nobody slips in before the first of the line.
      if (next) next();
      else running--;
    }
  };
}
