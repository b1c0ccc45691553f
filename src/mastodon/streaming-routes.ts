import express, { type Response, type Router } from 'express';
import type { Instance } from '../instance.ts';
import { allows } from '../oauth/token.ts';
import { parametersOf } from '../web/api-body.ts';
import { ApiFault, grantIn, need } from './http.ts';
import { channelFor, readKind } from './stream-channels.ts';
import type { Streams } from './streams.ts';

const thumpMs = 15_000;
const mostWaiting = 1024 * 1024;

/** Server-sent events as Mastodon's (mastodon-api.md §1.5): one timeline for each connection. */
export function streamingRoutes(instance: Instance, streams: Streams): Router {
  const router = express.Router();
  const path = '/api/v1/streaming';

  router.get(`${path}/health`, (_request, response) => void response.type('text/plain').send('OK'));

  // Here one speaks WebSocket: such requests do not come this way.
  router.get(path, (_request, response) => {
    need(response, 'read');
    response.set({ Upgrade: 'websocket', Connection: 'Upgrade' });
    throw new ApiFault(426, 'This stream is a WebSocket');
  });

  for (const kind of ['user', 'public', 'public/local', 'public/remote', 'hashtag', 'hashtag/local', 'list', 'direct'])
    router.get(`${path}/${kind}`, async (_request, response) => {
      need(response, kind === 'list' ? 'read:lists' : 'read:statuses');
      await stream(response, kind.replace('/', ':'));
    });
  router.get(`${path}/user/notification`, async (_request, response) => {
    need(response, 'read:notifications');
    await stream(response, 'user:notification');
  });

  async function stream(response: Response, name: string) {
    const { viewer } = need(response, 'read');
    const grant = grantIn(response)!;
    const asked = parametersOf(response);
    const onlyMedia = asked.flag('only_media') && name.startsWith('public') ? ':media' : '';
    const kind = readKind(`${name}${onlyMedia}`)!;
    const channel = await channelFor(instance, viewer, kind, { list: asked.text('list'), tag: asked.text('tag') });
    if (channel.notices && !allows(grant, 'read:notifications')) channel.notices = false;
    const end = await streams.open({
      tokenId: grant.token.id,
      viewer,
      channels: [channel],
      send: (_channel, event, payload) => {
        response.write(`event: ${event}\ndata: ${payload}\n\n`);
        // Who reads too slowly is cut off, and comes back to the timelines.
        if (response.writableLength > mostWaiting) response.destroy();
      },
      end: () => void response.end(),
    });
    if (response.closed) return end();
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    response.write(':)\n');
    const thump = setInterval(() => response.write(':thump\n\n'), thumpMs);
    response.once('close', () => {
      clearInterval(thump);
      end();
    });
  }
  return router;
}
