import { readCavage } from './cavage.ts';
import { type ReadSignature, type ReceivedRequest, SignatureFault } from './received.ts';
import { readRfc9421 } from './rfc9421.ts';

/**
 * Reads the HTTP signature of a request, whichever of the two forms it has, and checks everything but the key: digest,
 * dates, what is covered. Throws {@link SignatureFault}. `now` in Unix milliseconds.
 */
export function readSignature(request: ReceivedRequest, now: number): ReadSignature {
  if (request.headers['signature-input']) return readRfc9421(request, now);
  if (request.headers.signature) return readCavage(request, now);
  throw new SignatureFault('missing');
}

/** The request claims to be signed; whether rightly is another question. */
export const isSigned = (headers: ReceivedRequest['headers']) => headers.signature !== undefined;
