import type { RequestHandler } from 'express';
import type { Instance } from '../instance.ts';
import { countVisit } from './traffic.ts';

/** Counts what pages of a campaign weigh, as it goes over the wire: bytes of its answer, headers and all. Nobody is noted. */
export const weigh =
  (instance: Instance): RequestHandler =>
  (request, response, next) => {
    if (request.method !== 'GET') return next();
    const { socket } = request;
    const before = socket.bytesWritten;
    response.once('finish', () => {
      const { campaignId } = response.locals;
      if (campaignId && response.statusCode === 200) countVisit(instance, campaignId, socket.bytesWritten - before);
    });
    next();
  };
