import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HeardRequest {
  method: string;
  /** Path with its query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export type Answer =
  | { status?: number; headers?: Record<string, string | string[]>; body?: string | Buffer | object }
  | ((request: HeardRequest, response: ServerResponse) => void | Promise<void>);

export interface HostileOrigin {
  /** `http://name.localhost:port` */
  origin: string;
  host: string;
  port: number;
  /** TCP connections accepted so far. */
  connections: number;
  requests: HeardRequest[];
  /** What a path (without query) answers; `*` for all others; without one: 404. Objects go out as activity+json. */
  answer: (path: string, answer: Answer) => void;
  /** Requests heard for a path. */
  heard: (path: string) => HeardRequest[];
  close: () => Promise<void>;
}

/** One origin of somebody who means harm (or is merely broken), on loopback. */
export async function hostileOrigin(name = 'evil', address = '127.0.0.1'): Promise<HostileOrigin> {
  const answers = new Map<string, Answer>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const heard = {
      method: request.method!,
      url: request.url!,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    origin.requests.push(heard);
    const answer = answers.get(request.url!.split('?')[0]!) ?? answers.get('*') ?? { status: 404 };
    if (typeof answer === 'function') return void (await answer(heard, response));
    send(response, answer);
  });
  server.on('connection', () => origin.connections++);
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise<void>((done) => server.listen(0, address, done));
  const port = (server.address() as AddressInfo).port;
  const host = `${address === '127.0.0.1' ? `${name}.localhost` : address}:${port}`;
  const origin: HostileOrigin = {
    origin: `http://${host}`,
    host,
    port,
    connections: 0,
    requests: [],
    answer: (path, answer) => void answers.set(path, answer),
    heard: (path) => origin.requests.filter((request) => request.url.split('?')[0] === path),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return origin;
}

/** Sends a plain answer; an object becomes `application/activity+json` unless its headers say otherwise. */
export function send(response: ServerResponse, answer: Exclude<Answer, (...all: never[]) => unknown>): void {
  const { status = 200, headers = {}, body = '' } = answer;
  const text = typeof body === 'string' || Buffer.isBuffer(body);
  response.writeHead(status, text ? headers : { 'content-type': 'application/activity+json', ...headers });
  response.end(text ? body : JSON.stringify(body));
}
