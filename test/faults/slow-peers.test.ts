import { connect, type Socket } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { password } from '../../src/demo/cast.ts';
import { startFediverse } from '../support/fediverse.ts';
import { type HostileOrigin, hostileOrigin } from '../support/hostile-peer.ts';
import { remoteActor } from '../support/remote-actor.ts';
import { startPeer } from './recording-peer.ts';
import { createVisitor } from './visitor.ts';

const slowHosts = 100;
const slowSockets = 200;

test(`F12 ${slowHosts} peers that never answer delay nobody else's post`, async () => {
  const fediverse = await startFediverse(['valombre']);
  const home = fediverse.homes.valombre;
  const hosts: HostileOrigin[] = [];
  const fast = await startPeer('swift');
  try {
    const malik = await home.account('malik');
    for (let n = 0; n < slowHosts; n++) {
      const host = await hostileOrigin(`slow${n}`);
      hosts.push(host);
      const actor = remoteActor(host, 'main');
      await actor.post(home.origin, actor.activity('Follow', malik.uri));
    }
    await fast.send(`${home.origin}/ap/inbox`, 'main', { id: `${fast.origin}/f`, type: 'Follow', object: malik.uri });
    await fediverse.settled();
    for (const host of hosts) host.answer('/inbox', () => {});
    const id = await home.write('malik', 'un texte');
    const began = performance.now();
    while (!fast.arrivals.some((arrival) => arrival.object.endsWith(id))) {
      assert.ok(performance.now() - began < 3000, 'the fast peer waits for the slow ones');
      await new Promise((done) => setTimeout(done, 10));
    }
    const direct = await home.write('ines', `bonjour @main@${fast.host}`, { audience: 'direct' });
    const sent = performance.now();
    while (!fast.arrivals.some((arrival) => arrival.object.endsWith(direct))) {
      assert.ok(performance.now() - sent < 1500, 'a message waits for the slow ones');
      await new Promise((done) => setTimeout(done, 10));
    }
  } finally {
    for (const host of hosts) await host.close();
    await fast.close();
    await fediverse.stop();
  }
});

test(`F12 ${slowSockets} connections that send a byte now and then keep nobody from reading`, async () => {
  const fediverse = await startFediverse(['valombre']);
  const home = fediverse.homes.valombre;
  const visitor = createVisitor(home.origin);
  const sockets: Socket[] = [];
  try {
    await visitor.signIn('malik', password);
    const page = async () => {
      const began = performance.now();
      for (let n = 0; n < 10; n++) assert.is((await visitor.get('/')).status, 200);
      return performance.now() - began;
    };
    await page();
    const alone = await page();
    for (let n = 0; n < slowSockets; n++) {
      const socket = connect(Number(new URL(home.origin).port), '127.0.0.1');
      socket.on('error', () => {});
      socket.write(
        'POST /ap/inbox HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n',
      );
      sockets.push(socket);
    }
    const trickle = setInterval(() => {
      for (const socket of sockets) socket.write('x');
    }, 250);
    await new Promise((done) => setTimeout(done, 1000));
    const beside = await page();
    clearInterval(trickle);
    assert.ok(beside < 2 * alone + 500, `ten pages took ${beside.toFixed(0)} ms instead of ${alone.toFixed(0)} ms`);
  } finally {
    for (const socket of sockets) socket.destroy();
    visitor.close();
    await fediverse.stop();
  }
});

test.run();
