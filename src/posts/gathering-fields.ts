import { timeAt, wallTime } from '../platform/zones.ts';
import type { Gathering } from './gathering.ts';
import type { Post } from './post.ts';
import type { GatheringDraft } from './view.ts';

/**
 * The event of a form whose days and times are on the clocks of `zone`. An end on the same day needs its time alone. What
 * names no moment is NaN, which `gatheringFaults` tells.
 */
export function gatheringDraftOf(values: Record<string, string>, zone: string): GatheringDraft {
  const at = (day = '', time = '') => timeAt(day, time, zone) ?? Number.NaN;
  const { day, time, endDay, endTime, untilDay, untilTime, capacity } = values;
  return {
    startsAt: at(day, time),
    endsAt: endDay || endTime ? at(endDay || day, endTime) : null,
    zone,
    place: values.place ?? '',
    address: values.address ?? '',
    link: values.link ?? '',
    access: values.access ?? '',
    capacity: capacity?.trim() ? Number(capacity) : null,
    waitingList: values.waitingList === 'on',
    answersUntil: untilDay || untilTime ? at(untilDay || day, untilTime || '23:59') : null,
  };
}

/** The form of an event that is there. */
export function fieldsOfGathering(post: Post, gathering: Gathering): Record<string, string> {
  const { zone, startsAt, endsAt, answersUntil, capacity } = gathering;
  const end = endsAt === null ? null : wallTime(endsAt, zone);
  const until = answersUntil === null ? null : wallTime(answersUntil, zone);
  return {
    title: post.title ?? '',
    text: post.source ?? '',
    ...wallTime(startsAt, zone),
    ...(end && { endDay: end.day, endTime: end.time }),
    ...(until && { untilDay: until.day, untilTime: until.time }),
    place: gathering.place,
    address: gathering.address,
    link: gathering.link,
    access: gathering.access,
    capacity: capacity === null ? '' : String(capacity),
    ...(gathering.waitingList && { waitingList: 'on' }),
  };
}
