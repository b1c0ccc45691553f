/** Whether this is the IANA name of a time zone that we know, for example `Europe/Paris`. */
export function isZone(name: string): boolean {
  try {
    // Offsets (`+02:00`) are taken by Intl too, but know nothing of summer.
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** The zone of the machine: for who has not said theirs. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What a clock and a calendar show at `time` (Unix ms) in a zone: `2026-11-28`, `14:05`. */
export function wallTime(time: number, zone: string): { day: string; time: string } {
  const [day, clock] = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  })
    .format(time)
    .split(' ');
  return { day: day!, time: clock! };
}

/**
 * Unix ms of `2026-11-28`, `14:05` on the clocks of a zone; null when these are no date and time. An hour that summer
 * time leaves out is the one after it, of an hour that comes twice it is the first.
 */
export function timeAt(day: string, clock: string, zone: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(clock)) return null;
  const asIfUtc = Date.parse(`${day}T${clock}:00Z`);
  if (!Number.isFinite(asIfUtc) || !new Date(asIfUtc).toISOString().startsWith(day)) return null;
  const dayMs = 86_400_000;
  const before = asIfUtc - offset(asIfUtc - dayMs, zone);
  const after = asIfUtc - offset(asIfUtc + dayMs, zone);
  const shows = (time: number) => time + offset(time, zone) === asIfUtc;
  const right = [before, after].sort((one, other) => one - other).find(shows);
  return right ?? before;
}

/** Milliseconds that the zone's clocks are ahead of UTC. */
function offset(time: number, zone: string): number {
  const wall = wallTime(time, zone);
  const minute = Math.floor(time / 60_000) * 60_000;
  return Date.parse(`${wall.day}T${wall.time}:00Z`) - minute;
}
