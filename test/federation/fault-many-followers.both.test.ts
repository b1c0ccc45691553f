// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dialect } from '../../src/config.ts';
import { federationJobs } from '../../src/federation/jobs.ts';
import { federationSubscriber } from '../../src/federation/outbound/subscriber.ts';
import { count, eq, sql } from '../../src/platform/columns.ts';
import type { Tx } from '../../src/platform/database.ts';
import { jobs, lines } from '../../src/platform/tables.ts';
import { write } from '../../src/platform/write.ts';
import { writePost } from '../../src/posts/write-post.ts';
import { startWorld } from '../support/world.ts';

const people = 100_000;
const hosts = 5000;

/** Followers on other servers, written by the database itself. */
async function follow(tx: Tx, accountId: string) {
  const run = (text: string) =>
    dialect === 'sqlite' ? tx.run(sql.raw(text)) : (tx as any).execute(sql.raw(text.replaceAll('1=1', 'true')));
  const numbers = `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${people - 1})`;
  const host = `'h' || (i % ${hosts}) || '.example'`;
  const right = dialect === 'sqlite' ? "substr('00000000000000000' || i, -17)" : "right('00000000000000000' || i, 17)";
  const id = `'1' || ${right}`;
  const columns = 'id, uri, kind, name, name_key, host, display_name, inbox, shared_inbox, created_at, updated_at';
  await run(
    `insert into accounts (${columns}) ${numbers} select ${id}, 'https://' || ${host} || '/u/' || i, 'person', 'u' || i, 'u' || i, ${host}, 'U', 'https://' || ${host} || '/u/' || i || '/inbox', 'https://' || ${host} || '/inbox', 1, 1 from n`,
  );
  await run(
    `insert into follows (follower_id, followed_id, accepted, uri, created_at) ${numbers} select ${id}, '${accountId}', 1=1, 'urn:follow:' || i, 1 from n`,
  );
}

test('F19 100,000 followers on 5,000 servers: one delivery each, and little memory', async () => {
  const world = await startWorld();
  const { instance } = world;
  try {
    const malik = await world.account('malik');
    await write(instance, (tx) => follow(tx, malik.id));
    const before = process.memoryUsage().rss;
    const text = { text: 'À tout le monde', notice: '', language: 'fr', audience: 'public' as const };
    await writePost(instance, malik, { ...text, inReplyToId: null, mediaIds: [], poll: null });
    await world.hear([federationSubscriber]);
    const [publish] = await instance.db.select().from(jobs);
    assert.is(publish!.kind, 'federation.publish', 'the author waits for one job');
    const finish = async (tx: Tx) => void (await tx.delete(jobs).where(eq(jobs.id, publish!.id)));
    const job = { ...publish!, attempts: 0, signal: new AbortController().signal, alive: () => {}, finish };
    await federationJobs['federation.publish']!(instance, publish!.payload, job);
    const more = (process.memoryUsage().rss - before) / 1e6;
    assert.ok(more < 100, `${more.toFixed(0)} MB more`);
    const [queued] = await instance.db.select({ n: count() }).from(jobs).where(sql`${jobs.key} like '%.example%'`);
    const [waiting] = await instance.db.select({ n: count() }).from(lines).where(sql`${lines.key} like '%.example%'`);
    assert.equal([queued!.n, waiting!.n], [hosts, hosts]);
  } finally {
    await world.stop();
  }
});

test.run();
