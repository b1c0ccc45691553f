import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Captured {
  from: string;
  to: string[];
  /** Headers and body as they came over the wire. */
  source: string;
}

/** A mail server on loopback that keeps what it gets; `refuse` answers 550 to these recipients. */
export async function startSmtpSink(refuse: string[] = []) {
  const letters: Captured[] = [];
  const state = { away: false };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      if (state.away) return done(Object.assign(new Error('come back later'), { responseCode: 451 }));
      done(refuse.includes(address) ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null);
    },
    async onData(stream, session, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const { mailFrom, rcptTo } = session.envelope;
      letters.push({
        from: mailFrom ? mailFrom.address : '',
        to: rcptTo.map(({ address }) => address),
        source: Buffer.concat(chunks).toString('utf8'),
      });
      done();
    },
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    /** `away`: every letter is put off with 451. */
    state,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
