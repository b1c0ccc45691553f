import type { Request, Response } from 'express';
import { type Html, render } from '../../views/html.ts';
import { type Member, sessionOf } from '../accounts/sessions.ts';
import type { LiveEvent } from '../platform/live.ts';
import { tooMany } from '../platform/refusal.ts';
import { cookieName, readCookie, type SignedIn } from './session.ts';
import type { Web } from './web.ts';

const mostStreams = 5;
const gatherMs = 1000;
const checkMs = 5000;
/** Pages come back at a moment of their own within this: a restart is no storm (F33). */
const retryMs = { least: 2000, most: 12_000 };
/** News is told to so many streams a second, to the others a little later. */
const toldPerSecond = 500;

export interface Stream {
  /** Where the counting began: sent with each message, and given back as `Last-Event-ID`. */
  start: string;
  /** Whether an event is news to this page. */
  wants(event: LiveEvent): boolean;
  /** What is to be shown now; null: nothing. Asked once a second at most. */
  tell(): Promise<Html | null>;
  /** Whether this member may go on listening. */
  mayListen?(member: Member): boolean;
}

/**
 * Server-sent events, five streams a member at most: a page is told what is new and never changed under the reader's
 * eyes. An ended session ends its streams (S86).
 */
export function createStreams({ instance, live }: Web) {
  const open = new Map<string, number>();
  let streams = 0;
  /** In how many milliseconds all of them are told. */
  const spreadMs = () => (streams / toldPerSecond) * 1000;

  return (request: Request, response: Response, { member: { accountId } }: SignedIn, stream: Stream): void => {
    if ((open.get(accountId) ?? 0) >= mostStreams) throw tooMany(30);
    const token = readCookie(request, cookieName(instance, 'session')) ?? '';
    open.set(accountId, (open.get(accountId) ?? 0) + 1);
    streams += 1;
    response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    response.flushHeaders();
    const retry = Math.round(retryMs.least + Math.random() * (retryMs.most - retryMs.least));
    // With its id: who is cut off before anything happened is told of what they missed, too.
    response.write(`event: listening\nretry: ${retry}\nid: ${stream.start}\ndata:\n\n`);
    let waiting: NodeJS.Timeout | undefined;
    const tell = async () => {
      waiting = undefined;
      const news = await stream.tell();
      if (news) response.write(`id: ${stream.start}\ndata: ${render(news).replaceAll('\n', '\ndata: ')}\n\n`);
    };
    const end = () => void response.end();
    const unhear = live.listen((event) => {
      if (stream.wants(event))
        waiting ??= setTimeout(() => void tell().catch(end), gatherMs + Math.random() * spreadMs());
    });
    const check = setInterval(() => {
      sessionOf(instance, token).then(
        (still) => (still && (stream.mayListen?.(still.member) ?? true) ? response.write(':\n\n') : end()),
        end,
      );
    }, checkMs);
    if (request.headers['last-event-id'] === stream.start) void tell().catch(end);
    response.once('close', () => {
      streams -= 1;
      unhear();
      clearTimeout(waiting);
      clearInterval(check);
      open.set(accountId, (open.get(accountId) ?? 1) - 1);
      if (!open.get(accountId)) open.delete(accountId);
    });
  };
}
