import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

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

const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const opcodes = { more: 0x0, text: 0x1, close: 0x8, ping: 0x9, pong: 0xa } as const;
/** What others send us is short: a larger message ends the connection (S42). */
const mostBytes = 64 * 1024;
const mostWaiting = 1024 * 1024;
const pingMs = 30_000;

/** Whether a request asks for a WebSocket in the way that we speak it. */
export const asksForSocket = ({ headers, method }: IncomingMessage): boolean =>
  method === 'GET' &&
  headers.upgrade?.toLowerCase() === 'websocket' &&
  headers['sec-websocket-version'] === '13' &&
  /^[A-Za-z0-9+/]{22}==$/.test(headers['sec-websocket-key'] ?? '');

/** Says no to a request that asked for a WebSocket, as HTTP. */
export function refuseSocket(stream: Duplex, status: number, words: string): void {
  const body = JSON.stringify({ error: words });
  const head = `HTTP/1.1 ${status} ${words}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}`;
  stream.on('error', () => {});
  stream.end(`${head}\r\n\r\n${body}`);
}

/** Answers the request and speaks WebSocket from then on; no compression is offered (S42). `protocol`: the one that was asked for. */
export function acceptSocket(
  request: IncomingMessage,
  stream: Duplex,
  head: Buffer,
  handlers: SocketHandlers,
  protocol?: string,
): Socket {
  const key = createHash('sha1')
    .update(request.headers['sec-websocket-key'] + magic)
    .digest('base64');
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  if (protocol) lines.push(`Sec-WebSocket-Protocol: ${protocol}`);
  stream.write(`${[...lines, `Sec-WebSocket-Accept: ${key}`].join('\r\n')}\r\n\r\n`);

  let ended = false;
  let alive = true;
  let closing = false;
  const read = frameReader((opcode, payload) => {
    alive = true;
    if (opcode === opcodes.text) handlers.text(payload.toString('utf8'));
    else if (opcode === opcodes.ping) write(opcodes.pong, payload);
    else if (opcode === opcodes.close) close(payload.length >= 2 ? payload.readUInt16BE() : 1000);
  });

  function write(opcode: number, payload: Buffer) {
    if (ended || closing) return;
    stream.write(frame(opcode, payload));
    if (stream.writableLength > mostWaiting) end();
  }
  function close(code = 1000) {
    if (ended || closing) return;
    const reason = Buffer.alloc(2);
    reason.writeUInt16BE(code >= 1000 && code < 5000 ? code : 1000);
    write(opcodes.close, reason);
    closing = true;
    stream.end();
    setTimeout(end, 2_000).unref();
  }
  function end() {
    if (ended) return;
    ended = true;
    clearInterval(ping);
    stream.destroy();
    handlers.closed();
  }
  const ping = setInterval(() => {
    if (!alive) return end();
    alive = false;
    write(opcodes.ping, Buffer.alloc(0));
  }, pingMs);

  const hear = (chunk: Buffer) => {
    if (!closing && !read(chunk)) close(1002);
  };
  stream.on('error', end).on('close', end).on('end', end).on('data', hear);
  if (head.length) hear(head);
  return { send: (text) => write(opcodes.text, Buffer.from(text)), close };
}

/** A frame of ours: whole, and not masked (§5.1). */
function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const long = length > 0xffff;
  const head = Buffer.alloc(length < 126 ? 2 : long ? 10 : 4);
  head[0] = 0x80 | opcode;
  head[1] = length < 126 ? length : long ? 127 : 126;
  if (long) head.writeBigUInt64BE(BigInt(length), 2);
  else if (length >= 126) head.writeUInt16BE(length, 2);
  return Buffer.concat([head, payload]);
}

/** Takes what arrives in pieces; gives whole messages to `hear`. False: it breaks the protocol, or is too large. */
function frameReader(hear: (opcode: number, payload: Buffer) => void): (chunk: Buffer) => boolean {
  let waiting = Buffer.alloc(0);
  let message: Buffer[] = [];
  let held = 0;
  return (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (;;) {
      if (waiting.length < 2) return true;
      const [first, second] = [waiting[0]!, waiting[1]!];
      const opcode = first & 0x0f;
      const isLast = (first & 0x80) !== 0;
      const short = second & 0x7f;
      // Clients mask; nothing extends the protocol; control frames are short and whole.
      if (first & 0x70 || !(second & 0x80) || short === 127) return false;
      if (opcode >= 0x8 ? !isLast || short > 125 : opcode !== opcodes.text && opcode !== opcodes.more) return false;
      const start = short === 126 ? 4 : 2;
      if (waiting.length < start + 4) return true;
      const length = short === 126 ? waiting.readUInt16BE(2) : short;
      if (held + length > mostBytes) return false;
      if (waiting.length < start + 4 + length) return true;
      const payload = Buffer.from(waiting.subarray(start + 4, start + 4 + length));
      for (let at = 0; at < length; at++) payload[at] = payload[at]! ^ waiting[start + (at & 3)]!;
      waiting = waiting.subarray(start + 4 + length);
      if (opcode >= 0x8) {
        hear(opcode, payload);
        continue;
      }
      if ((opcode === opcodes.more) !== message.length > 0) return false;
      message.push(payload);
      held += length;
      if (!isLast) continue;
      const whole = Buffer.concat(message);
      message = [];
      held = 0;
      hear(opcodes.text, whole);
    }
  };
}
