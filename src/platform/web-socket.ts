import type { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import type { Duplex } from 'node:stream';
import type { WebSocketServer } from 'ws';

/** One connection of a browser or a program (RFC 6455), for text both ways. */
export interface Socket {
  /** Sends a text; who reads too slowly is cut off, for we keep no more than a megabyte for them. */
  send(text: string): void;
  /** Ends it, with a reason of RFC 6455 §7.4: 1000 done, 1001 going away, 1008 not allowed. */
  close(code?: number): void;
}

export interface SocketHandlers {
  text(message: string): void;
  /** Called once, whoever ended it. */
  closed(): void;
}

/** What others send us is short: a larger message ends the connection (S42). */
const mostBytes = 64 * 1024;
const mostWaiting = 1024 * 1024;
const pingMs = 30_000;
const goodbyeMs = 1_000;

let made: WebSocketServer | undefined;
/** With the first connection. No compression: a small message may be a large one (S42). */
function server(): WebSocketServer {
  const { WebSocketServer } = createRequire(import.meta.url)('ws') as typeof import('ws');
  made ??= new WebSocketServer({
    noServer: true,
    maxPayload: mostBytes,
    perMessageDeflate: false,
    clientTracking: false,
  });
  return made;
}

/** Whether a request asks for a WebSocket. */
export const asksForSocket = ({ headers, method }: IncomingMessage): boolean =>
  method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket';

/** Says no to a request that asked for a WebSocket, as HTTP. */
export function refuseSocket(stream: Duplex, status: number, words: string): void {
  const body = JSON.stringify({ error: words });
  const head = `HTTP/1.1 ${status} ${words}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}`;
  stream.on('error', () => {});
  stream.end(`${head}\r\n\r\n${body}`);
}

/** Answers the request and speaks WebSocket from then on; the first protocol that was asked for is said back. */
export function acceptSocket(
  request: IncomingMessage,
  stream: Duplex,
  head: Buffer,
  handlers: SocketHandlers,
): Socket | null {
  let socket: Socket | null = null;
  server().handleUpgrade(request, stream, head, (opened) => {
    let alive = true;
    const ping = setInterval(() => {
      if (!alive) return opened.terminate();
      alive = false;
      opened.ping();
    }, pingMs);
    opened.on('pong', () => {
      alive = true;
    });
    // Who does not say goodbye in turn is not waited for.
    const soonGone = () => void setTimeout(() => opened.terminate(), goodbyeMs).unref();
    const close = (code: number) => {
      opened.close(code);
      soonGone();
    };
    opened.on('message', (data, isBinary) => {
      alive = true;
      if (isBinary) close(1003);
      else handlers.text(String(data));
    });
    // A broken frame: the library says so itself.
    opened.on('error', soonGone);
    opened.on('close', () => {
      clearInterval(ping);
      handlers.closed();
    });
    socket = {
      send: (text) => {
        if (opened.readyState !== opened.OPEN) return;
        opened.send(text);
        if (opened.bufferedAmount > mostWaiting) opened.terminate();
      },
      close: (code = 1000) => close(code),
    };
  });
  return socket;
}
