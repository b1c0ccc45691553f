import type { IncomingMessage, RequestListener } from 'node:http';

/** How fast a request has to arrive. */
export interface Pace {
  /** For the whole of it, body included (S39). */
  wholeMs: number;
  /** A member's upload may take long as long as it goes on: so many bytes in each window. */
  upload: { windowMs: number; bytes: number; wholeMs: number; atOnce: number };
}

/** An archive of 512 MiB needs four hours on a line of 300 kbit/s. */
export const usualPace: Pace = {
  wholeMs: 30_000,
  upload: { windowMs: 30_000, bytes: 64 * 1024, wholeMs: 4 * 3_600_000, atOnce: 4 },
};

/** Of requests whose body is still to come: makes an upload of it. */
const arriving = new WeakMap<IncomingMessage, (accountId: string) => void>();
/** Uploads under way by pace and member: who holds many has the usual time for the others. */
const underWay = new WeakMap<Pace, Map<string, number>>();

/**
 * Cuts requests that arrive too slowly, with a 408 (S39). Node's own limit is one for all requests, which either lets
 * everybody hold a connection for hours or lets no large file through a slow line.
 */
export const cutSlow =
  (handler: RequestListener, pace: Pace = usualPace): RequestListener =>
  (request, response) => {
    if (hasBody(request)) watch(request, pace, () => response.headersSent);
    handler(request, response);
  };

/** From here on this request is a member's upload; at most `atOnce` of the same member are. */
export function awaitUpload(request: IncomingMessage, accountId: string): void {
  arriving.get(request)?.(accountId);
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

function watch(request: IncomingMessage, pace: Pace, isAnswered: () => boolean) {
  const { upload } = pace;
  const began = performance.now();
  // A server that stops does not wait for it.
  let timer = setTimeout(cut, pace.wholeMs).unref();
  let release = () => {};
  arriving.set(request, (accountId) => {
    const counts = underWay.get(pace) ?? new Map<string, number>();
    underWay.set(pace, counts);
    const already = counts.get(accountId) ?? 0;
    if (already >= upload.atOnce) return;
    counts.set(accountId, already + 1);
    release = () => {
      const left = counts.get(accountId)! - 1;
      if (left > 0) counts.set(accountId, left);
      else counts.delete(accountId);
      release = () => {};
    };
    arriving.delete(request);
    look(request.socket.bytesRead);
  });
  request.once('end', stop).once('close', stop);

  /** Bytes of the socket are counted: a listener for the body's would make it flow. */
  function look(before: number) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const now = request.socket.bytesRead;
      if (now - before < upload.bytes || performance.now() - began > upload.wholeMs) cut();
      else look(now);
    }, upload.windowMs).unref();
  }
  function stop() {
    clearTimeout(timer);
    arriving.delete(request);
    release();
  }
  function cut() {
    stop();
    const end = () => request.destroy();
    if (isAnswered() || request.socket.destroyed) end();
    else request.socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n', end);
  }
}
