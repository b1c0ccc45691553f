/**
 * How much more work a text 16 times as long costs, per character: 1 for linear work, 16 for quadratic. Compares processor
 * time of the same process in the same minute, best of several, so that a slow or busy machine changes nothing.
 */
export function growth(work: (length: number) => void, length = 16_384): number {
  work(length);
  const small = least(() => work(length));
  const large = least(() => work(length * 16));
  return large / 16 / Math.max(small, 200);
}

/** Microseconds of processor time, the least of five. */
function least(work: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.min(...times);
}
