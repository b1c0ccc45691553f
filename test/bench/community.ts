import { accountByHandle } from '../../src/accounts/account.ts';
import { accounts, follows } from '../../src/accounts/tables.ts';
import { openCommunity } from '../../src/communities/community.ts';
import type { Instance } from '../../src/instance.ts';
import { count, eq, sql } from '../../src/platform/columns.ts';
import { jobs } from '../../src/platform/tables.ts';
import { write } from '../../src/platform/write.ts';
import { posts } from '../../src/posts/tables.ts';
import { startServer } from '../faults/server-process.ts';
import { createVisitor, type Visitor } from '../faults/visitor.ts';
import { type Bench, rest } from './bench.ts';
import { expectAll, fire, fireFor, type Shot } from './load.ts';
import { type OwnWorld, withOwnWorld } from './own-world.ts';
import { inParts, postRow, remoteAccount } from './seed.ts';
import { startSenders } from './senders.ts';
import { startSink } from './sink.ts';
import { withInstance } from './world.ts';

const full = { members: 50_000, hosts: 800, posts: 200_000, follows: 1000 };

/**
 * A community of 50,000 members on 800 hosts with 200,000 posts: one post until the page answers, until every delivery is
 * in a line, and until the last host has it; its page; a storm of 1,000 Follows, each from a host of its own.
 */
export async function community({ size, figure }: Bench): Promise<void> {
  const of = (n: number) => Math.max(10, Math.round(n * size));
  const sink = await startSink();
  const senders = await startSenders(of(full.follows));
  let made = { id: '', uri: '' };
  const fill = async (instance: Instance) => {
    made = await openGarden(instance);
    await addMembers(instance, made.id, of(full.members), of(full.hosts), sink.port);
    await addPosts(instance, made.id, of(full.posts));
  };
  try {
    await withOwnWorld(fill, async (world) => {
      const page = (name: string, path: string) => onePage(world, name, path, figure);
      const server = await startServer({ ...world.settings, ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8,::1' });
      const visitor = createVisitor(world.settings.ORIGIN);
      await visitor.signIn('malik', 'maillon-demonstration-2026');
      await rest(500);
      // The first one makes the keys of author and group, and the connections.
      await publish(visitor, made.id);
      await sink.until(of(full.hosts), 180_000);
      await onePost(world, visitor, made.id, of(full.hosts), { figure, sink });

      await page('page', '/communities/jardin');
      await page('unanswered', '/communities/jardin/unanswered');
      await page('members', '/communities/jardin/members');

      await storm(world, senders, made, of(full.follows), figure);
      visitor.close();
      await server.stop();
    });
  } finally {
    senders.close();
    sink.close();
  }
}

async function onePost(
  world: OwnWorld,
  visitor: Visitor,
  id: string,
  hosts: number,
  { figure, sink }: { figure: Bench['figure']; sink: Awaited<ReturnType<typeof startSink>> },
) {
  await withInstance(world, async (instance) => {
    const before = await lastJob(instance);
    const began = performance.now();
    await publish(visitor, id);
    figure('community.answer', performance.now() - began, 'ms until the page answers');
    // One delivery a host, and the two jobs that make them: of the author's Create and of the group's Announce.
    while ((await lastJob(instance)) < before + hosts) await rest(2);
    figure('community.queued', performance.now() - began, `ms until ${hosts} deliveries are in their lines`);
    await sink.until(hosts, 180_000);
    figure('community.last', performance.now() - began, `ms until the last of ${hosts} hosts has it`);
  });
}

async function onePage({ settings }: OwnWorld, name: string, path: string, figure: Bench['figure']) {
  const shot: Shot = { path, headers: { host: new URL(settings.ORIGIN).host } };
  await fireFor(Number(settings.PORT), 4, 1, [shot]);
  const volley = await fireFor(Number(settings.PORT), 10, 6, [shot]);
  expectAll(volley, 200);
  figure(`community.${name}`, volley.perSecond, '/s');
  figure(`community.${name}.p95`, volley.p95, 'ms, 10 connections');
}

async function storm(
  world: OwnWorld,
  senders: Awaited<ReturnType<typeof startSenders>>,
  { id, uri }: { id: string; uri: string },
  most: number,
  figure: Bench['figure'],
) {
  const inbox = `${world.settings.ORIGIN}/ap/inbox`;
  const shots = Array.from({ length: most }, () => senders.follow(inbox, uri));
  await withInstance(world, async (instance) => {
    const members = () => membersOf(instance, id);
    const before = await members();
    const began = performance.now();
    const volley = await fire(Number(world.settings.PORT), 20, () => shots.pop() ?? null);
    expectAll(volley, 202);
    figure('community.storm.inbox', volley.perSecond, 'Follows/s taken in');
    const late = performance.now() + 180_000;
    while ((await members()) < before + most) {
      if (performance.now() > late) throw new Error(`${(await members()) - before} of ${most} Follows were answered`);
      await rest(20);
    }
    figure('community.storm', performance.now() - began, `ms until ${most} have joined`);
  });
}

const membersOf = async ({ db }: Instance, id: string) =>
  (await db.select({ n: count() }).from(follows).where(eq(follows.followedId, id)))[0]!.n;

const lastJob = async ({ db }: Instance) =>
  (await db.select({ n: sql<number>`coalesce(max(${jobs.id}), 0)` }).from(jobs))[0]!.n;

async function openGarden(instance: Instance) {
  const malik = (await accountByHandle(instance, 'malik'))!;
  const id = await openCommunity(instance, malik.id, 'jardin', {
    ...{ displayName: 'Jardin', purpose: 'On cultive.', rules: '', reach: 'public', admission: 'open' },
    ...{ posting: 'members', language: 'fr', topics: [] },
  });
  return { id, uri: (await accountByHandle(instance, 'jardin'))!.uri };
}

/** Members by the hundred on each host, as their Follows would have left them. */
async function addMembers(instance: Instance, id: string, members: number, hosts: number, port: number) {
  const now = Date.now();
  const people = Array.from({ length: members }, (_, n) => {
    const host = `m${n % hosts}.localhost:${port}`;
    const uri = `http://${host}/users/u${n}`;
    const inboxes = { inbox: `${uri}/inbox`, sharedInbox: `http://${host}/inbox` };
    return { ...remoteAccount(instance.ids(), n, now), uri, host, url: null, ...inboxes };
  });
  await inParts(instance, people, (tx, part) => tx.insert(accounts).values(part));
  const ties = people.map(({ id: followerId, uri }) => ({
    ...{ followerId, followedId: id, accepted: true, uri: `${uri}/follow`, createdAt: now },
  }));
  await inParts(instance, ties, (tx, part) => tx.insert(follows).values(part));
  await write(instance, (tx) =>
    tx
      .update(accounts)
      .set({ followers: members + 1 })
      .where(eq(accounts.id, id)),
  );
}

async function addPosts(instance: Instance, communityId: string, most: number) {
  const malik = (await accountByHandle(instance, 'malik'))!;
  const now = Date.now();
  const rows = Array.from({ length: most }, (_, n) => {
    const at = now - (most - n) * 60_000;
    const row = postRow(instance, instance.ids(at), malik.id, true, at, n);
    return { ...row, communityId, activeAt: null as number | null, replies: 0 };
  });
  // Four of five answer; of ten threads one waits for its first answer.
  for (const [n, row] of rows.entries()) {
    const thread = rows[n - (n % 5)]!;
    const alone = n % 50 < 5;
    if (n % 5 && !alone) Object.assign(row, { inReplyToId: thread.id, inReplyToUri: thread.uri, threadId: thread.id });
    else row.activeAt = row.createdAt;
    if (row.inReplyToId) Object.assign(thread, { activeAt: row.createdAt, replies: thread.replies + 1 });
  }
  await inParts(instance, rows, (tx, part) => tx.insert(posts).values(part));
}

async function publish(visitor: Visitor, community: string): Promise<void> {
  const fields = {
    text: 'Un texte pour tout le jardin',
    title: 'À lire',
    community,
    language: 'fr',
    action: 'publish',
  };
  const { status } = await visitor.post('/posts', fields);
  if (status !== 303) throw new Error(`the post was answered with ${status}`);
}
