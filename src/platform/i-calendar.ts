/** An event as calendars take it. Times are Unix ms. */
export interface CalendarEvent {
  /** The same as long as it is the same event. */
  uid: string;
  /** Grows with each change. */
  sequence: number;
  changedAt: number;
  startsAt: number;
  endsAt: number | null;
  title: string;
  /** Plain text. */
  description: string;
  location: string;
  url: string;
  cancelled: boolean;
}

/**
 * A calendar (RFC 5545). Times are in UTC, which each calendar shows on its owner's clocks: single events need no rules of
 * summer time.
 */
export function iCalendar(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Maillon//Agenda//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

const eventLines = (event: CalendarEvent): string[] => [
  'BEGIN:VEVENT',
  `UID:${escaped(event.uid)}`,
  `DTSTAMP:${stamp(event.changedAt)}`,
  `LAST-MODIFIED:${stamp(event.changedAt)}`,
  `SEQUENCE:${event.sequence}`,
  `DTSTART:${stamp(event.startsAt)}`,
  ...(event.endsAt === null ? [] : [`DTEND:${stamp(event.endsAt)}`]),
  `SUMMARY:${escaped(event.title)}`,
  ...(event.description ? [`DESCRIPTION:${escaped(event.description)}`] : []),
  ...(event.location ? [`LOCATION:${escaped(event.location)}`] : []),
  // A URI is no text: it is not escaped, so it must hold no line break.
  `URL:${event.url.replace(/[\s\u0000-\u001f\u007f]/g, '')}`,
  `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  'END:VEVENT',
];

/** `20261128T130000Z` (§3.3.5, form 2). */
const stamp = (time: number) => new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '');

/** TEXT (§3.3.11): what would end a value, or start a line of its own, is escaped; other control characters go. */
const escaped = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll('\n', '\\n');

/** Lines of at most 75 octets, never cut inside a character (§3.1). */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  let bytes = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (bytes + size > 75) {
      lines.push(current);
      current = ' ';
      bytes = 1;
    }
    current += letter;
    bytes += size;
  }
  return [...lines, current].join('\r\n');
}
