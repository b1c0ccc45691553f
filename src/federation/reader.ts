import type { Request, Response } from 'express';
import { accountByUri, type Viewer } from '../accounts/account.ts';
import { organisationOf } from '../accounts/organisation.ts';
import type { Instance } from '../instance.ts';
import { find } from '../partners/partnership.ts';
import { isPartner } from '../partners/scope.ts';
import { sendActivity } from './answer.ts';
import { FetchFault } from './fetch-document.ts';
import { federationMode, mayBeTold } from './host-policy.ts';
import { hostOf, sameOrigin } from './ids.ts';
import { KeyBudget } from './remote-keys.ts';
import { isSigned } from './signatures/read-signature.ts';
import { SignatureFault } from './signatures/received.ts';
import { requestSigner } from './verify-request.ts';

export interface Reader {
  /** The remote account that signed, when we know it. */
  viewer: Viewer;
  /** Actor whose signature holds, known or not. */
  signer: string | null;
  /** Nobody is told apart: the answer is the same for all, and may be cached. */
  anonymous: boolean;
}

/** Who asks for a document. A signature that does not hold is no signature: the answer is that of a stranger (S19). */
export async function readerOf(instance: Instance, request: Request): Promise<Reader> {
  if (!isSigned(request.headersDistinct)) return { viewer: null, signer: null, anonymous: true };
  try {
    const signer = await requestSigner(instance, {
      method: request.method,
      target: request.originalUrl,
      origin: instance.config.origin,
      headers: request.headersDistinct,
      body: Buffer.alloc(0),
    });
    if (!(await mayBeTold(instance, signer))) return { viewer: null, signer: null, anonymous: false };
    // A server reads by an actor of its own; that of a partner stands for its organisation.
    const account =
      (await accountByUri(instance, signer)) ??
      (await accountByUri(instance, (await partnerActor(instance, signer)) ?? ''));
    return { viewer: account && { accountId: account.id, local: false }, signer, anonymous: false };
  } catch (error) {
    if (error instanceof SignatureFault || error instanceof FetchFault || error instanceof KeyBudget)
      return { viewer: null, signer: null, anonymous: false };
    throw error;
  }
}

/** The organisation of the server that signs, where it is a partner and both are on one origin. */
async function partnerActor(instance: Instance, signer: string): Promise<string | null> {
  const host = hostOf(signer);
  const row = (await isPartner(instance, host, 'communities')) ? await find(instance.db, host) : null;
  return row && sameOrigin(row.actorUri, signer) ? row.actorUri : null;
}

/**
 * The reader, or null after a 401: the organisation may show its documents to servers that sign alone, or to partners
 * alone. `forAll`: strangers have to read it too, or nobody could ask to be a partner.
 */
export async function admittedReader(
  instance: Instance,
  request: Request,
  response: Response,
  forAll = false,
): Promise<Reader | null> {
  const reader = await readerOf(instance, request);
  if (reader.signer) return reader;
  const own = await organisationOf(instance);
  const amongPartners = !forAll && (await federationMode(instance)) === 'partners';
  if (!own?.authorizedFetch && !amongPartners) return reader;
  sendActivity(response, { error: 'Signature required' }, { status: 401, shared: false });
  return null;
}
