import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import type { Account } from '../../src/accounts/account.ts';
import type { RemoteAccount } from '../../src/accounts/remote-account.ts';
import { type Media, receiveImage } from '../../src/media/media.ts';
import { receiveFile } from '../../src/media/receive-file.ts';
import { mediaRoutes } from '../../src/media/routes.ts';
import { Refusal } from '../../src/platform/refusal.ts';
import { mayReadPost } from '../../src/posts/post.ts';
import type { Audience } from '../../src/posts/view.ts';
import { writePost } from '../../src/posts/write-post.ts';
import { picture } from '../support/pictures.ts';
import { startWorld, type World } from '../support/world.ts';

export interface ServedMedia extends World {
  /** Asks for a path as a member (or as nobody). */
  get(path: string, as?: Account | null, init?: RequestInit): Promise<Response>;
  /** A picture of the account, tied to nothing. */
  upload(account: Account, bytes?: Buffer): Promise<Media>;
  /** A film of the account, not prepared yet. */
  uploadFilm(account: Account, bytes: Buffer): Promise<Media>;
  publish(account: Account, audience: Audience, mediaIds: string[], text?: string): Promise<string>;
}

/** A world whose media room listens on a port; the reader stands in a header instead of a session. */
export async function withServedMedia(
  work: (world: ServedMedia) => Promise<void>,
  own: { clock?: () => number } = {},
  env: Record<string, string> = {},
) {
  const world = await startWorld(env, own);
  const { instance } = world;
  const app = express();
  const router = mediaRoutes(instance, {
    viewerOf: ({ req }) => {
      const accountId = req.get('x-viewer');
      return accountId ? { accountId, local: true } : null;
    },
    mayReadPost: (viewer, id) => mayReadPost(instance, viewer, id),
  });
  const refuse: ErrorRequestHandler = (error, _request, response, _next) =>
    void response.status(error instanceof Refusal ? error.status : 500).json({ key: error.key ?? String(error) });
  app.use(router, refuse);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  async function sending(bytes: Buffer, work: (path: string) => Promise<Media>) {
    const path = instance.files.temporary();
    writeFileSync(path, bytes);
    try {
      return await work(path);
    } finally {
      await instance.files.discard([path]);
    }
  }
  try {
    await work({
      ...world,
      get: (path, as = null, init = {}) =>
        fetch(new URL(path, `http://127.0.0.1:${port}`), {
          ...init,
          headers: { ...init.headers, ...(as && { 'x-viewer': as.id }) },
        }),
      async upload(account, bytes) {
        const sent = bytes ?? (await picture('jpeg', 800, 600));
        return sending(sent, (path) => receiveImage(instance, account.id, { path, description: 'Le verger' }));
      },
      uploadFilm: (account, bytes) =>
        sending(bytes, (path) => receiveFile(instance, account.id, { path, description: 'La visite' })),
      publish: (account, audience, mediaIds, text = 'Une image') =>
        writePost(instance, account, {
          text,
          notice: '',
          language: 'fr',
          audience,
          inReplyToId: null,
          mediaIds,
          poll: null,
        }),
    });
  } finally {
    server.closeAllConnections();
    server.close();
    await world.stop();
  }
}

/** An account of another server, with an avatar there. */
export const peerAccount = (peer: { origin: string; host: string }): RemoteAccount => ({
  uri: `${peer.origin}/users/a`,
  kind: 'person',
  name: 'a',
  host: peer.host,
  role: '',
  displayName: 'A',
  bio: '',
  fields: [],
  url: null,
  avatarUrl: `${peer.origin}/avatar.png`,
  bannerUrl: null,
  inbox: `${peer.origin}/inbox`,
  sharedInbox: null,
  outbox: null,
  followersUri: null,
  featuredUri: null,
  alsoKnownAs: [],
  locked: false,
  discoverable: true,
  indexable: true,
  createdAt: null,
});
