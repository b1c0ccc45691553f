import { isZone, ownZone } from '../../platform/zones.ts';
import { gatheringLimits } from '../../posts/gathering.ts';
import type { RemoteGathering } from '../../posts/receive-post.ts';
import { isObject, type Json, list, text, time, typesOf, wholeNumber } from '../json.ts';

/**
 * When and where of an Event (FEP-8a8e; Mobilizon's shapes too), and how one comes; null where it does not begin, and for
 * what is no event. A server that does not say how one comes (`joinMode`) would not answer a Join.
 */
export function readEvent(object: Json): RemoteGathering | null {
  const startsAt = typesOf(object).includes('Event') ? time(object.startTime) : null;
  if (startsAt === null) return null;
  const end = object.displayEndTime === false ? null : time(object.endTime);
  const zone = text(object.timezone, 60);
  const places = list(object.location).slice(0, 20).filter(isObject);
  const spot = places.find((place) => !isOnline(place));
  const online = places.map((place) => page(place.url)).find((url, at) => url && isOnline(places[at]!));
  const capacity = wholeNumber(object.maximumAttendeeCapacity) || null;
  const joinUrl = page(object.externalParticipationUrl);
  return {
    startsAt,
    endsAt: end !== null && end > startsAt ? end : null,
    zone: zone && isZone(zone) ? zone : ownZone(),
    place: (spot && text(spot.name, gatheringLimits.place)) ?? '',
    address: spot ? addressOf(spot.address) : '',
    link: online ?? '',
    access: '',
    capacity: capacity === null ? null : Math.min(capacity, 10 * gatheringLimits.capacity),
    // Its server decides who waits.
    waitingList: true,
    answersUntil: null,
    joinMode:
      object.joinMode === 'external' && joinUrl
        ? 'external'
        : (joins.find((mode) => mode === object.joinMode) ?? 'none'),
    joinUrl,
    going: Math.min(goingOf(object, capacity), 10 * gatheringLimits.capacity),
    cancelled: cancelled.has(statusOf(object)),
  };
}

const joins = ['free', 'restricted'] as const;
const cancelled = new Set(['EventCancelled', 'CANCELLED']);
const isOnline = (place: Json) => typesOf(place).includes('VirtualLocation');

const statusOf = (object: Json): string => {
  const said = [object.eventStatus, object['ical:status'], object.status].find((value) => typeof value === 'string');
  return String(said ?? '')
    .split(/[/#]/)
    .at(-1)!;
};

/** One line, or the parts of a PostalAddress. */
function addressOf(value: unknown): string {
  if (!isObject(value)) return text(value, gatheringLimits.address) ?? '';
  const { streetAddress, postalCode, addressLocality, addressRegion, addressCountry } = value;
  const part = (...parts: unknown[]) => parts.flatMap((one) => text(one, 120) ?? []).join(' ');
  const lines = [part(streetAddress), part(postalCode, addressLocality), part(addressRegion), part(addressCountry)];
  return lines.filter(Boolean).join(', ').slice(0, gatheringLimits.address);
}

const goingOf = (object: Json, capacity: number | null): number => {
  const left = wholeNumber(object.remainingAttendeeCapacity);
  const { attendees } = object;
  return (
    wholeNumber(object.participantCount) ??
    (isObject(attendees) ? wholeNumber(attendees.totalItems) : null) ??
    (capacity !== null && left !== null ? Math.max(0, capacity - left) : 0)
  );
};

/** A page to open: nothing that a browser would run (S79). */
const page = (value: unknown): string | null => {
  const url = text(value, gatheringLimits.link);
  return url && URL.canParse(url) && ['https:', 'http:'].includes(new URL(url).protocol) ? url : null;
};
