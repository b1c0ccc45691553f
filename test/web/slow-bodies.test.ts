import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import express from 'express';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { allowSlowBody, cutSlowBodies } from '../../src/web/slow-bodies.ts';

/** Sends the beginning of a form, then nothing for a while, then the rest. */
const trickle = (port: number, path: string, pauseMs: number) =>
  new Promise<string>((done) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 6\r\n\r\nabc`);
      setTimeout(() => socket.writable && socket.write('def'), pauseMs);
    });
    socket.on('data', (chunk) => {
      heard += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => done(heard.split('\r\n')[0]!));
  });

test('S39 a body that trickles is cut, but for an upload of a member, and a quick one is not', async () => {
  const app = express();
  app.use(cutSlowBodies(300));
  app.use((request, response) => {
    if (request.path === '/upload') allowSlowBody(response);
    request.resume().once('end', () => response.end('whole'));
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  try {
    const answers = await Promise.all([
      trickle(port, '/form', 900),
      trickle(port, '/upload', 900),
      trickle(port, '/form', 50),
    ]);
    assert.equal(answers, ['', 'HTTP/1.1 200 OK', 'HTTP/1.1 200 OK']);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test.run();
