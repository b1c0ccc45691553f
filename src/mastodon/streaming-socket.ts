import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Instance } from '../instance.ts';
import { allows, type Grant, grantOf } from '../oauth/token.ts';
import { Refusal } from '../platform/refusal.ts';
import { acceptSocket, asksForSocket, refuseSocket, type Socket } from '../platform/web-socket.ts';
import { ApiFault } from './http.ts';
import { type Channel, channelFor, readKind } from './stream-channels.ts';
import type { Listener, Streams } from './streams.ts';

const mostChannels = 20;
const path = /^\/api\/v1\/streaming\/?(\?|$)/;

/** Whether a request goes to the streams by WebSocket; all others are answered as if they had not asked for another protocol. */
export const isStreamingSocket = (request: IncomingMessage): boolean =>
  path.test(request.url ?? '') && asksForSocket(request);

/**
 * The streams as Mastodon's WebSocket (mastodon-api.md §1.5): the token comes as protocol, in the address or in a
 * header; what is listened to is said in the address or by messages.
 */
export function streamingSocket(instance: Instance, streams: Streams) {
  return (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    const query = new URL(request.url ?? '/', 'http://here').searchParams;
    const protocol = request.headers['sec-websocket-protocol']?.split(',')[0]?.trim() || undefined;
    const inHeader = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const token = (inHeader ?? query.get('access_token') ?? protocol ?? '').slice(0, 200);
    const refuse = (status: number, words: string) => refuseSocket(stream, status, words);
    stream.on('error', () => {});
    if (!token) {
      refuse(401, 'Missing access token');
      return;
    }
    grantOf(instance, token)
      .then((grant) =>
        grant?.member ? converse(request, stream, head, { grant, query }) : refuse(401, 'Invalid access token'),
      )
      .catch((error) => {
        if (!(error instanceof ApiFault)) instance.log.warn({ err: error }, 'a stream could not be opened');
        refuse(error instanceof ApiFault ? error.status : 500, 'The stream could not be opened');
      });
  };

  async function converse(
    request: IncomingMessage,
    stream: Duplex,
    head: Buffer,
    { grant, query }: { grant: Grant; query: URLSearchParams },
  ) {
    const viewer = { accountId: grant.member!.accountId, local: true as const };
    const channels: Channel[] = [];
    let socket: Socket | null = null;
    const listener: Listener = {
      tokenId: grant.token.id,
      viewer,
      channels,
      send: (channel, event, payload) => socket?.send(JSON.stringify({ stream: channel.name, event, payload })),
      end: () => socket?.close(1008),
    };
    const end = await streams.open(listener);
    // It went away while we looked.
    if (stream.destroyed) return end();
    // One after the other, however fast they come.
    let turn = Promise.resolve();
    socket = acceptSocket(request, stream, head, {
      text: (message) => {
        turn = turn.then(() => obey(message));
      },
      closed: end,
    });
    // The request was no good one, and has been told so.
    if (!socket) return end();
    if (query.has('stream'))
      await subscribe({ stream: query.get('stream'), list: query.get('list'), tag: query.get('tag') });

    async function obey(message: string) {
      let asked: Record<string, unknown>;
      try {
        asked = JSON.parse(message);
      } catch {
        return;
      }
      if (asked?.type === 'subscribe') await subscribe(asked);
      else if (asked?.type === 'unsubscribe') {
        const name = nameOf(asked).join(' ');
        const place = channels.findIndex((channel) => channel.name.join(' ') === name);
        if (place >= 0) channels.splice(place, 1);
      }
    }

    async function subscribe(asked: Record<string, unknown>) {
      const say = (error: string, status: number) => socket?.send(JSON.stringify({ error, status }));
      const kind = readKind(textOf(asked.stream));
      if (!kind) return say('Unknown stream type', 400);
      const scope = kind === 'user:notification' ? 'notifications' : kind === 'list' ? 'lists' : 'statuses';
      if (!allows(grant, `read:${scope}`)) return say('Access token does not have the required scopes', 401);
      if (channels.length >= mostChannels) return say('Too many streams', 429);
      try {
        const more = { list: textOf(asked.list), tag: textOf(asked.tag) };
        const channel = await channelFor(instance, viewer, kind, more);
        if (channel.notices && !allows(grant, 'read:notifications')) channel.notices = false;
        const name = channel.name.join(' ');
        if (!channels.some((one) => one.name.join(' ') === name)) channels.push(channel);
      } catch (error) {
        const known = error instanceof ApiFault || error instanceof Refusal;
        say(known ? 'Record not found' : 'Something went wrong', known ? 404 : 500);
      }
    }
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.slice(0, 200) : '');

/** As `channelFor` names it. */
function nameOf(asked: Record<string, unknown>): string[] {
  const kind = textOf(asked.stream);
  if (kind === 'list') return [kind, textOf(asked.list)];
  return kind.startsWith('hashtag') ? [kind, textOf(asked.tag).replace(/^#/, '').toLowerCase()] : [kind];
}
