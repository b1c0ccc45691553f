/** Numbers, sizes and dates in the words of one language. Times are Unix milliseconds. */
export interface Formats {
  /** `18 400`. */
  number(value: number): string;
  /** `84 ko`: bytes in steps of 1,000, at most one decimal. */
  bytes(value: number): string;
  /** `3:07`, `1:02:45`: how long a film lasts, from milliseconds. */
  duration(ms: number): string;
  /** `il y a 2 h`, `hier, 17 h 40`, `vendredi`, `12 novembre`, `12 novembre 2024`. */
  ago(then: number, now: number): string;
  /** `17 h 40`. */
  clock(time: number): string;
  /** `dimanche 22 novembre`, with the year when it is not that of `now`. */
  day(time: number, now: number): string;
  /** `27` and `nov.`, for a block in a list. */
  dayBlock(time: number): { day: string; month: string };
  /** `22 novembre 2026 à 17 h 40`. */
  moment(time: number): string;
  /** `22 novembre 2026`. */
  date(time: number): string;
  /** `dans 3 jours`, `dans 5 h`. */
  until(time: number, now: number): string;
  /** `Inès, Malik et Aïcha`. */
  list(items: readonly string[]): string;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const noBreak = '\u00a0';

/** `locale` is a BCP 47 tag whose dates we know how to write: `fr-FR` or `en-GB`. */
export function formats(locale: string, timeZone?: string): Formats {
  const french = locale.startsWith('fr');
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone });
  const numbers = new Intl.NumberFormat(locale);
  const decimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const relative = new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'auto' });
  const ahead = new Intl.RelativeTimeFormat(locale, { style: 'long' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const weekday = date({ weekday: 'long' });
  const dayMonth = date({ day: 'numeric', month: 'long' });
  const dayMonthYear = date({ day: 'numeric', month: 'long', year: 'numeric' });
  const dayOnly = date({ day: 'numeric' });
  const monthOnly = date({ month: 'short' });
  const full = date({ weekday: 'long', day: 'numeric', month: 'long' });
  const fullYear = date({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const hours = date({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const numeric = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  // Days are counted on the calendar, not in spans of 24 hours.
  const dayNumber = (time: number) => Date.parse(numeric.format(time)) / day;
  const year = (time: number) => numeric.format(time).slice(0, 4);

  const clock = (time: number) => {
    const [h = '', m = ''] = hours.format(time).split(':');
    return french ? `${Number(h)}${noBreak}h${m === '00' ? '' : noBreak + m}` : `${h}:${m}`;
  };
  const units = french ? ['octets', 'ko', 'Mo', 'Go', 'To'] : ['bytes', 'kB', 'MB', 'GB', 'TB'];

  return {
    number: (value) => numbers.format(value),
    bytes(value) {
      let step = 0;
      let amount = value;
      while (amount >= 1000 && step < units.length - 1) {
        amount /= 1000;
        step++;
      }
      const shown = amount >= 10 || step === 0 ? numbers.format(Math.round(amount)) : decimals.format(amount);
      return `${shown}${noBreak}${units[step]}`;
    },
    duration(ms) {
      const seconds = Math.round(ms / 1000);
      const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
      const pair = (value: number) => String(value).padStart(2, '0');
      return h ? `${h}:${pair(m)}:${pair(s)}` : `${m}:${pair(s)}`;
    },
    ago(then, now) {
      const elapsed = Math.max(0, now - then);
      if (elapsed < minute) return relative.format(0, 'second');
      if (elapsed < hour) return relative.format(-Math.floor(elapsed / minute), 'minute');
      const days = dayNumber(now) - dayNumber(then);
      if (days === 0) return relative.format(-Math.floor(elapsed / hour), 'hour');
      if (days === 1) return `${relative.format(-1, 'day')}, ${clock(then)}`;
      if (days < 7) return weekday.format(then);
      return (year(then) === year(now) ? dayMonth : dayMonthYear).format(then);
    },
    clock,
    day: (time, now) => (year(time) === year(now) ? full : fullYear).format(time),
    dayBlock: (time) => ({ day: dayOnly.format(time), month: monthOnly.format(time) }),
    moment: (time) => `${dayMonthYear.format(time)}${french ? ' à ' : ', '}${clock(time)}`,
    date: (time) => dayMonthYear.format(time),
    until(time, now) {
      const left = Math.max(0, time - now);
      if (left < hour) return ahead.format(Math.ceil(left / minute), 'minute');
      if (left < 2 * day) return ahead.format(Math.round(left / hour), 'hour');
      return ahead.format(Math.round(left / day), 'day');
    },
    list: (items) => lists.format(items),
  };
}
