import type { Instance } from '../instance.ts';
import { newestNotices, notificationsOf } from '../notifications/notifications.ts';
import { heldTokens } from '../oauth/token.ts';
import type { Live, LiveEvent } from '../platform/live.ts';
import { conversationsOf } from '../posts/conversation.ts';
import { homeAmong, homesWith } from '../posts/home-among.ts';
import type { PostView } from '../posts/view.ts';
import { conversationEntities } from './conversation-routes.ts';
import { ApiFault } from './http.ts';
import { statusesOfViews } from './load-statuses.ts';
import { notificationEntities } from './notification-routes.ts';
import type { Channel } from './stream-channels.ts';

type Viewer = { accountId: string; local: true };

/** One connection: a program that listens. */
export interface Listener {
  tokenId: number;
  viewer: Viewer;
  /** Added to and taken from while it is open. */
  channels: Channel[];
  send(channel: Channel, event: string, payload: string): void;
  end(): void;
}

export interface Streams {
  /** Gives what ends it. Throws 429 when the member has too many open. */
  open(listener: Listener): Promise<() => void>;
  stop(): void;
}

const gatherMs = 200;
const checkMs = 5_000;
/** A home is filled a moment after the post; after that long it is not filled any more. */
const candidateMs = 20_000;
const mostStreams = 8;
const mostNotices = 40;

interface Person {
  viewer: Viewer;
  listeners: Set<Listener>;
  /** What they were sent already, of the candidates. */
  sent: Set<string>;
  notice: number;
  /** What was written before is not news. */
  since: number;
}

/**
 * What is new, told to who listens. One look for all of them: in whose homes has what was just written come, who has a
 * newer notification; only those are read again, by the rule of the pages, so that it alone says who may see what. What
 * a look finds is prepared once for each member, however many programs they have open.
 */
export function createStreams(instance: Instance, live: Live): Streams {
  const people = new Map<string, Person>();
  const listeners = new Set<Listener>();
  /** Ids of posts and relays that are new, or were changed, with when. */
  const candidates = new Map<string, { id: string; event: 'update' | 'status.update'; at: number }>();
  let quiet: (() => void)[] = [];
  let waiting: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();
  let timelinesChanged = false;

  const soon = () => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      looking = looking.then(look).catch((err) => instance.log.warn({ err }, 'streams cannot be read'));
    }, gatherMs);
  };
  const candidate = (id: string, event: 'update' | 'status.update', seq: number) => {
    candidates.set(event === 'update' ? id : `${id} ${seq}`, { id, event, at: instance.clock() });
    timelinesChanged = true;
  };
  const hear = (event: LiveEvent) => {
    if (event.type === 'post.created') candidate(String(event.postId), 'update', event.seq);
    else if (event.type === 'post.boosted') candidate(String(event.boostId), 'update', event.seq);
    else if (event.type === 'post.edited') candidate(String(event.postId), 'status.update', event.seq);
    else if (event.type === 'post.deleted')
      for (const listener of listeners)
        for (const channel of listener.channels)
          if (channel.home || channel.read) listener.send(channel, 'delete', String(event.postId));
    soon();
  };

  function start() {
    const ticks = [
      setInterval(() => void check(), checkMs),
      // What another process commits is seen by its events, and what it does because of them a moment later.
      setInterval(() => (candidates.size || instance.database.shared) && soon(), 1_000),
    ];
    quiet = [live.listen(hear), instance.database.onCommit(soon), () => ticks.map(clearInterval)];
  }
  function rest() {
    for (const end of quiet) end();
    quiet = [];
    candidates.clear();
  }

  async function look() {
    for (const [key, { at }] of candidates) if (at < instance.clock() - candidateMs) candidates.delete(key);
    for (const person of people.values())
      for (const key of person.sent) if (!candidates.has(key.split('|')[0]!)) person.sent.delete(key);
    const changed = timelinesChanged;
    timelinesChanged = false;
    await tellHomes();
    await tellNotices();
    if (changed) for (const person of [...people.values()]) await tellTimelines(person);
  }

  const isNews = (person: Person, key: string, mark = '') =>
    candidates.get(key)!.at >= person.since && !person.sent.has(`${key}|${mark}`);

  async function tellHomes() {
    if (!candidates.size) return;
    const listening = [...people.values()].filter((person) => wants(person, 'home').length);
    const ids = [...new Set([...candidates.values()].map(({ id }) => id))];
    const rows = await homesWith(
      instance,
      listening.map(({ viewer }) => viewer.accountId),
      ids,
    );
    const byOwner = Map.groupBy(rows, ({ ownerId }) => ownerId);
    for (const person of listening) {
      const there = new Set(byOwner.get(person.viewer.accountId)?.map(({ entryId }) => entryId));
      const fresh = [...candidates].filter(([key, { id }]) => there.has(id) && isNews(person, key));
      if (!fresh.length) continue;
      const views = await homeAmong(instance, person.viewer, [...new Set(fresh.map(([, { id }]) => id))]);
      await tellPosts(person, views, fresh, wants(person, 'home'));
    }
  }

  /** Other timelines than the home: read again when something was written. */
  async function tellTimelines(person: Person) {
    const byName = Map.groupBy(wants(person, 'read'), ({ channel }) => channel.name.join(' '));
    for (const [name, told] of byName) {
      const lines = await told[0]!.channel.read!();
      const fresh = [...candidates].filter(([key]) => isNews(person, key, name));
      const views = lines.filter(({ entryId }) => fresh.some(([, { id }]) => id === entryId)).reverse();
      await tellPosts(person, views, fresh, told, name);
    }
    const direct = wants(person, 'conversations');
    if (!direct.length) return;
    const found = (await conversationsOf(instance, person.viewer)).filter(({ lastId }) => {
      if (!candidates.has(lastId) || !isNews(person, lastId, 'direct')) return false;
      person.sent.add(`${lastId}|direct`);
      return true;
    });
    for (const one of (await conversationEntities(instance, person.viewer, found)).reverse())
      for (const { listener, channel } of direct) listener.send(channel, 'conversation', JSON.stringify(one));
  }

  async function tellPosts(
    person: Person,
    views: PostView[],
    fresh: [string, { id: string; event: string }][],
    told: Wish[],
    mark = '',
  ) {
    const statuses = await statusesOfViews(instance, person.viewer, views);
    for (const [place, view] of views.entries())
      for (const [key, { id, event }] of fresh) {
        if (id !== view.entryId) continue;
        person.sent.add(`${key}|${mark}`);
        const payload = JSON.stringify(statuses[place]);
        for (const { listener, channel } of told) listener.send(channel, event, payload);
      }
  }

  async function tellNotices() {
    const listening = new Map([...people].filter(([, person]) => wants(person, 'notices').length));
    for (const { ownerId, id } of await newestNotices(instance, [...listening.keys()])) {
      const person = listening.get(ownerId)!;
      if (id <= person.notice) continue;
      const lines = (await notificationsOf(instance, ownerId, undefined, mostNotices)).filter(
        (line) => line.id > person.notice,
      );
      person.notice = id;
      for (const one of await notificationEntities(instance, person.viewer, lines.reverse()))
        for (const { listener, channel } of wants(person, 'notices'))
          listener.send(channel, 'notification', JSON.stringify(one));
    }
  }

  /** A token that ended ends its streams (S86). */
  async function check() {
    const held = await heldTokens(instance, [...new Set([...listeners].map(({ tokenId }) => tokenId))]).catch(
      () => new Set<number>(),
    );
    for (const listener of [...listeners]) if (!held.has(listener.tokenId)) listener.end();
  }

  return {
    open: async (listener) => {
      const { accountId } = listener.viewer;
      const [newest] = await newestNotices(instance, [accountId]);
      const person = people.get(accountId) ?? {
        viewer: listener.viewer,
        listeners: new Set<Listener>(),
        sent: new Set<string>(),
        notice: newest?.id ?? 0,
        since: instance.clock(),
      };
      if (person.listeners.size >= mostStreams) throw new ApiFault(429, 'Too many requests');
      if (!listeners.size) start();
      people.set(accountId, person);
      person.listeners.add(listener);
      listeners.add(listener);
      return () => {
        person.listeners.delete(listener);
        listeners.delete(listener);
        if (!person.listeners.size) people.delete(accountId);
        if (!listeners.size) rest();
      };
    },
    stop: () => {
      for (const listener of [...listeners]) listener.end();
      clearTimeout(waiting);
      rest();
    },
  };
}

interface Wish {
  listener: Listener;
  channel: Channel;
}

const wants = (person: Person, what: 'home' | 'notices' | 'read' | 'conversations'): Wish[] =>
  [...person.listeners].flatMap((listener) =>
    listener.channels.flatMap((channel) => (channel[what] ? [{ listener, channel }] : [])),
  );
