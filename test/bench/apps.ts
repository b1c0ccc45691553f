import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Account, accountByHandle } from '../../src/accounts/account.ts';
import { addMember } from '../../src/accounts/add-member.ts';
import { follows } from '../../src/accounts/tables.ts';
import { openCommunity } from '../../src/communities/community.ts';
import type { Instance } from '../../src/instance.ts';
import { notifications } from '../../src/notifications/tables.ts';
import { personalToken } from '../../src/oauth/token.ts';
import { hashPassword } from '../../src/platform/password.ts';
import { homeEntries, posts } from '../../src/posts/tables.ts';
import { startServer } from '../faults/server-process.ts';
import { type Bench, memoryOf, percentile, rest } from './bench.ts';
import { expectAll, fireFor, type Shot } from './load.ts';
import { type OwnWorld, withOwnWorld } from './own-world.ts';
import { inParts, postRow } from './seed.ts';

const full = { posts: 100_000, replies: 500, notices: 10_000, community: 50_000, streams: 1_000 };
const seconds = 5;
const connections = 4;
/** A token asks at most 300 times in five minutes: as many as a run may need. */
const tokens = 100;

interface Made {
  tokens: string[];
  listeners: string[];
  root: string;
  garden: string;
}

/**
 * What apps ask: the home of who follows 100,000 posts, a thread of 500 answers, 10,000 notifications grouped, a
 * community of 50,000 posts; and 1,000 open streams: what each costs in memory, and how long a post takes to the last.
 */
export async function apps({ size, figure }: Bench): Promise<void> {
  const of = (n: number) => Math.max(10, Math.round(n * size));
  const made: Made = { tokens: [], listeners: [], root: '', garden: '' };
  await withOwnWorld(
    (instance, malik) => fill(instance, malik, made, of),
    async (world) => {
      const server = await startServer(world.settings);
      await rest(500);
      const get = (path: string) =>
        made.tokens.map((token): Shot => ({ path, headers: { ...hostOf(world), authorization: `Bearer ${token}` } }));
      for (const [name, path] of [
        ['home', '/api/v1/timelines/home'],
        ['context', `/api/v1/statuses/${made.root}/context`],
        ['grouped', '/api/v2/notifications'],
        ['community', `/api/v1/accounts/${made.garden}/statuses`],
      ] as const) {
        await fireFor(Number(world.settings.PORT), connections, 1, get(path));
        const volley = await fireFor(Number(world.settings.PORT), connections, seconds, get(path));
        expectAll(volley, 200);
        figure(`apps.${name}`, volley.perSecond, '/s');
        figure(`apps.${name}.p95`, volley.p95, `ms, ${connections} connections`);
        figure(`apps.${name}.bytes`, await bytesOf(world, path, made.tokens[0]!), 'bytes of an answer');
      }
      await streams(world, made, server.pid, figure);
      await server.stop();
    },
  );
}

const hostOf = ({ settings }: OwnWorld) => ({ host: new URL(settings.ORIGIN).host });

async function bytesOf(world: OwnWorld, path: string, token: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${world.settings.PORT}${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return (await answer.arrayBuffer()).byteLength;
}

async function streams(world: OwnWorld, made: Made, pid: number, figure: Bench['figure']) {
  const before = memoryOf(pid).now;
  const times: number[] = [];
  let posted = 0;
  const open: Duplex[] = [];
  for (const token of made.listeners)
    open.push(
      await listen(world, token, (text) => {
        if (posted && text.includes('"event":"update"')) times.push(performance.now() - posted);
      }),
    );
  await rest(2_000);
  figure('apps.stream.memory', ((memoryOf(pid).now - before) * 1024) / open.length, 'KiB for each open stream');
  posted = performance.now();
  const answer = await fetch(`http://127.0.0.1:${world.settings.PORT}/api/v1/statuses`, {
    method: 'POST',
    headers: { authorization: `Bearer ${made.tokens.at(-1)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ status: 'Bonjour à tous', visibility: 'public' }),
  });
  if (answer.status !== 200) throw new Error(`the post was answered with ${answer.status}`);
  const late = performance.now() + 60_000;
  while (times.length < open.length) {
    if (performance.now() > late) throw new Error(`${times.length} of ${open.length} streams told it`);
    await rest(5);
  }
  figure('apps.stream.p50', percentile(times, 0.5), 'ms from the post to its event');
  figure('apps.stream.last', Math.max(...times), `ms to the last of ${open.length} streams`);
  for (const socket of open) socket.destroy();
}

/** A WebSocket that only hears: frames of ours are whole, and their text stands in them as it is. */
const listen = (world: OwnWorld, token: string, hear: (text: string) => void): Promise<Duplex> =>
  new Promise((done, fail) => {
    const call = request({
      host: '127.0.0.1',
      port: world.settings.PORT,
      path: '/api/v1/streaming?stream=user',
      headers: {
        ...hostOf(world),
        authorization: `Bearer ${token}`,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
      },
    });
    call.on('error', fail);
    call.on('response', ({ statusCode }) => fail(new Error(`the stream was answered with ${statusCode}`)));
    call.on('upgrade', (_, socket) => {
      socket.on('error', () => {});
      socket.on('data', (chunk: Buffer) => hear(chunk.toString()));
      done(socket);
    });
    call.end();
  });

async function fill(instance: Instance, malik: Account, made: Made, of: (n: number) => number) {
  const now = Date.now();
  const ines = (await accountByHandle(instance, 'ines'))!;
  for (let n = 0; n < tokens; n++)
    made.tokens.push(await personalToken(instance, malik.id, `n${n}`, ['read', 'write']));
  const row = (n: number, all: number) => {
    const at = now - (all - n) * 10_000;
    return postRow(instance, instance.ids(at), ines.id, true, at, n);
  };
  const home = Array.from({ length: of(full.posts) }, (_, n) => row(n, of(full.posts)));
  await inParts(instance, home, (tx, part) => tx.insert(posts).values(part));
  const entries = home.map(({ id }) => ({ ownerId: malik.id, entryId: id, authorId: ines.id }));
  await inParts(instance, entries, (tx, part) => tx.insert(homeEntries).values(part));

  const root = row(0, 1);
  made.root = root.id;
  const replies = Array.from({ length: of(full.replies) }, (_, n) => ({
    ...row(n, of(full.replies)),
    threadId: root.id,
  }));
  // A third answer the first, the rest one before them.
  for (const [n, reply] of replies.entries()) {
    const parent = n % 3 ? replies[Math.floor(n / 2)]! : root;
    Object.assign(reply, { inReplyToId: parent.id, inReplyToUri: parent.uri });
  }
  await inParts(instance, [root, ...replies], (tx, part) => tx.insert(posts).values(part));

  const told = Array.from({ length: of(full.notices) }, (_, n) => ({
    ownerId: malik.id,
    type: (['like', 'boost', 'follow', 'mention'] as const)[n % 4]!,
    fromId: ines.id,
    postId: n % 4 === 2 ? null : home[n % Math.min(200, home.length)]!.id,
    createdAt: now - n * 60_000,
  }));
  await inParts(instance, told, (tx, part) => tx.insert(notifications).values(part));

  const settings = { displayName: 'Jardin', purpose: 'On cultive.', rules: '', reach: 'public' } as const;
  const more = { admission: 'open', posting: 'members', language: 'fr', topics: [] } as const;
  made.garden = await openCommunity(instance, malik.id, 'jardin', { ...settings, ...more, topics: [] });
  const written = Array.from({ length: of(full.community) }, (_, n) => ({
    ...row(n, of(full.community)),
    communityId: made.garden,
  }));
  await inParts(instance, written, (tx, part) => tx.insert(posts).values(part));
  const passedOn = written.map((post) => {
    const id = instance.ids(post.createdAt + 1);
    return {
      ...post,
      id,
      uri: `${post.uri}/announce`,
      accountId: made.garden,
      boostOfId: post.id,
      html: '',
      threadId: id,
    };
  });
  await inParts(instance, passedOn, (tx, part) => tx.insert(posts).values(part));

  const passwordHash = await hashPassword('maillon-demonstration-2026');
  for (let n = 0; n < of(full.streams); n++) {
    const id = await addMember(instance, {
      name: `membre${n}`,
      displayName: `Membre ${n}`,
      email: `membre${n}@valombre.example`,
      passwordHash,
      affiliation: 'student',
      language: 'fr',
    });
    made.listeners.push(await personalToken(instance, id, 'x', ['read']));
    const tie = { followerId: id, followedId: malik.id, accepted: true, uri: `urn:follow:${id}`, createdAt: now };
    await inParts(instance, [tie], (tx, part) => tx.insert(follows).values(part));
  }
}
