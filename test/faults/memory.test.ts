// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accountByHandle } from '../../src/accounts/account.ts';
import { addMember } from '../../src/accounts/add-member.ts';
import { follow } from '../../src/accounts/follow.ts';
import { openSession } from '../../src/accounts/sessions.ts';
import { memoryOf, rest } from '../bench/bench.ts';
import { withOwnWorld } from '../bench/own-world.ts';
import { startServer } from './server-process.ts';
import { createVisitor } from './visitor.ts';

const memberCount = 1000;
const active = 40;
const seconds = Number(process.env.MEMORY_SECONDS ?? 30);
const mostMebibytes = 300;

test(`F32 with a heap of 256 MB a server of ${memberCount} members writes and reads for ${seconds} s, and stays small`, async () => {
  const cookies: string[] = [];
  await withOwnWorld(
    async (instance, malik) => {
      for (let n = 0; n < memberCount; n++) {
        const id = await addMember(instance, {
          ...{ name: `membre${n}`, displayName: `Membre ${n}`, email: `membre${n}@valombre.example` },
          ...{ passwordHash: 'none', affiliation: 'student', language: 'fr' },
        });
        if (n % 5 === 0) await follow(instance, id, malik.id);
        if (n < active) cookies.push(await openSession(instance, id, { agent: 'test', address: '127.0.0.1' }));
      }
      const ines = (await accountByHandle(instance, 'ines'))!;
      await follow(instance, malik.id, ines.id);
    },
    async ({ settings }) => {
      const server = await startServer({ ...settings, NODE_OPTIONS: '--max-old-space-size=256' });
      const visitors = cookies.map((cookie) => createVisitor(settings.ORIGIN, `session=${cookie}`));
      const samples: number[] = [];
      const until = performance.now() + seconds * 1000;
      const faults: string[] = [];
      const watch = setInterval(() => server.alive() && samples.push(memoryOf(server.pid).now), 250);
      let done = 0;
      await Promise.all(
        visitors.map(async (visitor, n) => {
          const paths = ['/', '/organisation', '/public', '/notifications', '/@malik', '/search?q=billet', '/compose'];
          for (let turn = n; performance.now() < until; turn++) {
            const { status } = await visitor.get(paths[turn % paths.length]!);
            if (status !== 200) faults.push(`${paths[turn % paths.length]} ${status}`);
            if (turn % 10 === 0) {
              const text = `Billet ${turn} de ${n}, avec quelques mots. @malik`;
              const answer = await visitor.post('/posts', { text, audience: 'organisation', action: 'publish' });
              if (![303, 429].includes(answer.status)) faults.push(`/posts ${answer.status}`);
            }
            done++;
            await rest(20);
          }
        }),
      );
      clearInterval(watch);
      assert.ok(server.alive(), 'it did not run out of memory');
      for (const visitor of visitors) visitor.close();
      assert.is(await server.stop(), 0);
      assert.equal([...new Set(faults)], []);
      const most = Math.max(...samples);
      assert.ok(done > seconds * 10, `only ${done} pages were read`);
      assert.ok(most < mostMebibytes, `${most.toFixed(0)} MiB after ${done} pages`);
      // Each third against the one before: what is kept for ever would show.
      const third = Math.floor(samples.length / 3);
      const [, second, last] = [0, 1, 2].map((place) => Math.max(...samples.slice(place * third, (place + 1) * third)));
      assert.ok(last! < second! * 1.15, `${second!.toFixed(0)} MiB, then ${last!.toFixed(0)} MiB`);
    },
  );
});

test.run();
