import { Agent, request } from 'node:http';
import { percentile } from './bench.ts';

export interface Shot {
  method?: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: Buffer;
}

export interface Volley {
  done: number;
  seconds: number;
  perSecond: number;
  p50: number;
  p95: number;
  /** Answers by status. */
  statuses: Map<number, number>;
}

/** Sends to loopback over `connections` kept open until `next` gives null; the clock runs from first to last answer. */
export async function fire(port: number, connections: number, next: () => Shot | null): Promise<Volley> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  const statuses = new Map<number, number>();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let shot = next(); shot; shot = next()) {
        const sent = performance.now();
        const status = await send(agent, port, shot);
        times.push(performance.now() - sent);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return {
    done: times.length,
    seconds,
    perSecond: times.length / seconds,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    statuses,
  };
}

/** The same shot again and again for so many seconds. */
export function fireFor(port: number, connections: number, seconds: number, shots: Shot[]): Promise<Volley> {
  const until = performance.now() + seconds * 1000;
  let at = 0;
  return fire(port, connections, () => (performance.now() < until ? shots[at++ % shots.length]! : null));
}

function send(agent: Agent, port: number, { method = 'GET', path, headers, body }: Shot): Promise<number> {
  return new Promise((done, fail) => {
    const call = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: { ...headers, ...(body && { 'content-length': body.length }) },
      },
      (response) => {
        response.resume();
        response.on('end', () => done(response.statusCode!));
        response.on('error', fail);
      },
    );
    call.on('error', fail);
    call.end(body);
  });
}

/** Throws unless every answer had this status. */
export function expectAll(volley: Volley, status: number): void {
  if (volley.statuses.get(status) !== volley.done)
    throw new Error(`not all answers were ${status}: ${JSON.stringify([...volley.statuses])}`);
}
