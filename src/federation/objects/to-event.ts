import { when } from '../../../views/posts/gathering.ts';
import type { Instance } from '../../instance.ts';
import { createTranslate } from '../../platform/i18n.ts';
import { escapeHtml, plainText } from '../../platform/sanitise.ts';
import type { Gathering } from '../../posts/gathering.ts';
import type { Post } from '../../posts/post.ts';
import { defined, type Json } from '../json.ts';

/** Characters of the text that stand in the words for servers that know no events. */
const excerptLength = 300;

/** What an event of ours has more than a post (FEP-8a8e, and Mobilizon's names for it). Who comes is not told: how many is. */
export function toEvent(post: Post, gathering: Gathering): Json {
  const { startsAt, endsAt, zone, place, address, link, capacity, going, cancelledAt } = gathering;
  const places = [
    ...(place || address ? [defined({ type: 'Place', name: place || address, address: address || undefined })] : []),
    ...(link ? [{ type: 'VirtualLocation', name: link, url: link }] : []),
  ];
  return defined({
    startTime: new Date(startsAt).toISOString(),
    endTime: endsAt === null ? undefined : new Date(endsAt).toISOString(),
    timezone: zone,
    location: places.length > 1 ? places : places[0],
    eventStatus: cancelledAt === null ? 'EventScheduled' : 'EventCancelled',
    'ical:status': cancelledAt === null ? 'CONFIRMED' : 'CANCELLED',
    joinMode: gathering.joinMode,
    maximumAttendeeCapacity: capacity ?? undefined,
    remainingAttendeeCapacity: capacity === null ? undefined : Math.max(0, capacity - going),
    participantCount: going,
    attendees: { id: `${post.uri}/attendees`, type: 'Collection', totalItems: going },
  });
}

/**
 * When, where and what in words: Mastodon shows of an Event its title, this and a link (mastodon-api.md §2.2). It ends
 * with how one comes from there.
 */
export function eventWords({ config }: Pick<Instance, 'config'>, post: Post, gathering: Gathering): string {
  const t = createTranslate(post.language === 'en' ? 'en' : 'fr', gathering.zone);
  const zone = gathering.zone.split('/').at(-1)!.replaceAll('_', ' ');
  const moment = t('gathering.inZone', { when: when({ t, now: post.createdAt }, gathering), zone });
  const where = [gathering.place, gathering.address, gathering.link].filter(Boolean).join(', ');
  const text = plainText(post.html).replace(/\s+/g, ' ').slice(0, excerptLength);
  const lines = [
    ...(gathering.cancelledAt === null ? [] : [t('gathering.isCancelled')]),
    moment,
    where,
    text,
    ...(gathering.cancelledAt === null && post.audience === 'public'
      ? [withTags(t('gathering.byReply'), config.origin)]
      : []),
  ];
  return lines
    .filter(Boolean)
    .map((line, place, all) => `<p>${place === all.length - 1 && line.includes('<a ') ? line : escapeHtml(line)}</p>`)
    .join('');
}

const withTags = (text: string, origin: string) =>
  escapeHtml(text).replace(
    /#(\w+)/g,
    (_, name) => `<a href="${origin}/tags/${name}" class="mention hashtag" rel="tag">#<span>${name}</span></a>`,
  );
