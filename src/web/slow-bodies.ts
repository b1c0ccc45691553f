import type { RequestHandler, Response } from 'express';

/** A little more than a door needs that cuts by itself and says so (the inbox, 30 s). */
const usualMs = 35_000;
/** A hundred megabytes over a slow line. */
export const slowBodyMs = 20 * 60_000;

/** Cuts a request whose body has not come within 35 s (S39); {@link allowSlowBody} gives a member's upload more. */
export function cutSlowBodies(ms = usualMs): RequestHandler {
  return (request, response, next) => {
    const cut = setTimeout(() => !request.complete && request.socket.destroy(), ms);
    response.locals.slowBody = cut;
    const clear = () => clearTimeout(response.locals.slowBody);
    request.once('end', clear);
    response.once('close', clear);
    next();
  };
}

/** A form with files of somebody who is signed in may take its time; the server's own limit still stands. */
export const allowSlowBody = ({ locals }: Response): void => clearTimeout(locals.slowBody);
