import type { Response } from 'express';
import type { Instance } from '../instance.ts';
import { iCalendar } from '../platform/i-calendar.ts';
import { plainText } from '../platform/sanitise.ts';
import type { PostView } from './view.ts';

/** Events as a calendar; those that the caller found readable. */
export const calendarOf = ({ config }: Pick<Instance, 'config'>, name: string, events: PostView[]): string =>
  iCalendar(
    name,
    events.flatMap((post) => {
      const gathering = post.gathering;
      if (!gathering) return [];
      const changedAt = post.editedAt ?? post.createdAt;
      return {
        uid: `${post.id}@${new URL(config.origin).host}`,
        // Seconds since it was written: grows with each change, and starts at 0.
        sequence: Math.max(0, Math.round((changedAt - post.createdAt) / 1000)),
        changedAt,
        startsAt: gathering.startsAt,
        endsAt: gathering.endsAt,
        title: post.title ?? '',
        description: [plainText(post.html), gathering.access].filter(Boolean).join('\n\n'),
        location: [gathering.place, gathering.address, gathering.link].filter(Boolean).join(', '),
        url: config.origin + post.path,
        cancelled: gathering.cancelled,
      };
    }),
  );

export function sendCalendar(response: Response, text: string, name: string): void {
  response.set('Content-Disposition', `attachment; filename="${name}.ics"`);
  response.type('text/calendar; charset=utf-8').send(text);
}
