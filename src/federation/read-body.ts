import type { IncomingMessage } from 'node:http';
import { jsonLimits } from './parse-json.ts';

/** The body of a request, at most 1 MiB, within 30 s; 'large' or 'slow' when it is more (S32, S39). */
export function readRequestBody(request: IncomingMessage, deadlineMs = 30_000): Promise<Buffer | 'large' | 'slow'> {
  if (Number(request.headers['content-length'] ?? 0) > jsonLimits.bytes) return Promise.resolve('large');
  return new Promise((done, fail) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const timer = setTimeout(() => end('slow'), deadlineMs);
    const end = (result: Buffer | 'large' | 'slow') => {
      clearTimeout(timer);
      request.removeAllListeners('data').removeAllListeners('end');
      if (typeof result === 'string') request.resume();
      done(result);
    };
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > jsonLimits.bytes) end('large');
      else chunks.push(chunk);
    });
    request.on('end', () => end(Buffer.concat(chunks)));
    request.on('error', (error) => {
      clearTimeout(timer);
      fail(error);
    });
  });
}
