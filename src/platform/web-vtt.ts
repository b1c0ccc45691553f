/** Bytes of a file of captions. */
export const mostCaptionBytes = 512 * 1024;
const mostCues = 10_000;
const mostMs = 24 * 3_600_000;

/**
 * Reads WebVTT (https://www.w3.org/TR/webvtt1/) and writes it anew: times and words, with italics, bold and speakers.
 * Styles, regions, notes, settings and all other tags are left out. Null when it is not WebVTT with at least one cue.
 */
export function readWebVtt(bytes: Buffer): string | null {
  if (bytes.length > mostCaptionBytes) return null;
  const text = decode(bytes)?.replace(/\r\n?/g, '\n');
  if (!text || !/^\ufeff?WEBVTT(?:[ \t][^\n]*)?(?:\n|$)/.test(text)) return null;
  const cues: string[] = [];
  for (const block of text.split(/\n{2,}/).slice(1)) {
    const lines = block.split('\n').filter((line) => line.trim());
    const at = lines.findIndex((line) => line.includes('-->'));
    // An identifier may stand before the times; what has no times is a note, a style or a region.
    if (at < 0 || at > 1) continue;
    const times = timesOf(lines[at]!);
    if (!times) return null;
    const words = lines
      .slice(at + 1)
      .map(cleaned)
      .filter(Boolean);
    if (words.length) cues.push(`${times}\n${words.join('\n')}`);
    if (cues.length > mostCues) return null;
  }
  return cues.length ? `WEBVTT\n\n${cues.join('\n\n')}\n` : null;
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** `00:01.000 --> 00:02.500`, in order; what follows (place, alignment) is dropped. */
function timesOf(line: string): string | null {
  const found = line.match(/^\s*([\d:.]+)\s+-->\s+([\d:.]+)(?:\s|$)/);
  const [from, to] = [momentOf(found?.[1]), momentOf(found?.[2])];
  return from === null || to === null || to <= from ? null : `${written(from)} --> ${written(to)}`;
}

function momentOf(text = ''): number | null {
  const found = text.match(/^(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})$/);
  if (!found) return null;
  const [hours = 0, minutes = 0, seconds = 0, ms = 0] = found.slice(1).map((part) => Number(part ?? 0));
  const moment = ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
  return moment <= mostMs ? moment : null;
}

const two = (value: number) => String(value).padStart(2, '0');
const written = (ms: number) =>
  `${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;

/** `<i>`, `<b>` and `<v Name>` stay; every other tag goes, and what is left of one is text. */
const cleaned = (line: string): string =>
  line
    .replaceAll('\0', '')
    .replaceAll('-->', '→')
    .split(/(<\/?(?:i|b|v)(?:[ \t][^<>&]{0,80})?>)/)
    .map((part, place) =>
      place % 2
        ? part
        : part
            .replace(/<[^<>]*>/g, '')
            .replaceAll('<', '&lt;')
            .replaceAll('>', '&gt;'),
    )
    .join('')
    .trim();
