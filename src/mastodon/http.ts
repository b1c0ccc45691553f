import type { Request, Response } from 'express';
import type { Instance } from '../instance.ts';
import { allows, type Grant } from '../oauth/token.ts';
import { isId } from '../platform/ids.ts';
import type { Cursor } from '../posts/cursor.ts';
import { parametersOf } from '../web/api-body.ts';

/** A refusal in Mastodon's shape: `{error}` with its status (mastodon-api.md §1.2 R5). */
export class ApiFault extends Error {
  readonly status: number;
  readonly more: object;
  constructor(status: number, message: string, more: object = {}) {
    super(message);
    this.status = status;
    this.more = more;
  }
}

export const notThere = () => new ApiFault(404, 'Record not found');

export const grantIn = (response: Response): Grant | null => response.locals.grant ?? null;

/** Who looks: the member of the token, or nobody. */
export const viewerIn = (response: Response) => {
  const member = grantIn(response)?.member;
  return member ? { accountId: member.accountId, local: true as const } : null;
};

/** The member, where the token has this scope; 401, 403 or 422 as Mastodon says it. */
export function need(response: Response, scope: string) {
  const grant = grantIn(response);
  if (!grant) throw new ApiFault(401, 'The access token is invalid');
  if (!allows(grant, scope)) throw new ApiFault(403, 'This action is outside the authorized scopes');
  if (!grant.member) throw new ApiFault(422, 'This method requires an authenticated user');
  return { member: grant.member, viewer: { accountId: grant.member.accountId, local: true as const } };
}

/** `1176…` of the address, else the 404 of what is not there. */
export function idOf(request: Request, name = 'id'): string {
  const id = request.params[name];
  if (!isId(id)) throw notThere();
  return String(id).padStart(18, '0');
}

/** How many are asked for: clamped, junk falls back; a negative one is refused. */
export function limitOf(response: Response, usual = 20, most = 40): number {
  const text = parametersOf(response).text('limit');
  if (/^-\d/.test(text)) throw new ApiFault(400, 'limit must be positive');
  const asked = Number.parseInt(text, 10);
  return Number.isNaN(asked) || asked === 0 ? usual : Math.min(asked, most);
}

export interface Paged<T> {
  items: T[];
  /** Whether older ones exist. */
  older: boolean;
}

const mostRounds = 6;

/**
 * A page by `max_id`, `since_id` or `min_id` of a list that reads from newest to oldest (R6). `min_id` gives what comes
 * right after it: pages are read until it is reached, 240 lines at most.
 */
export async function pageBy<T>(
  response: Response,
  idOfItem: (item: T) => string,
  read: (cursor: Cursor & { most: number }) => Promise<T[]>,
  { usual = 20, most = 40 } = {},
): Promise<Paged<T>> {
  const asked = parametersOf(response);
  const size = limitOf(response, usual, most);
  const at = (name: string) => (isId(asked.text(name)) ? asked.text(name).padStart(18, '0') : undefined);
  const [before, since, min] = [at('max_id'), at('since_id'), at('min_id')];
  if (!min) {
    const items = await read({ before, most: size + 1 });
    const fresh = since ? items.filter((item) => idOfItem(item).padStart(18, '0') > since) : items;
    return { items: fresh.slice(0, size), older: items.length > size };
  }
  let kept: T[] = [];
  let cursor = before;
  for (let round = 0; round < mostRounds; round++) {
    const items = await read({ before: cursor, most: 40 });
    const newer = items.filter((item) => idOfItem(item).padStart(18, '0') > min);
    kept = [...kept, ...newer];
    if (newer.length < items.length || items.length < 40) break;
    cursor = idOfItem(items.at(-1)!);
  }
  return { items: kept.slice(-size), older: true };
}

/** `Link` with the cursors of the first and the last line, other parameters kept; absolute, or clients break (R4, R6). */
export function sendPage<T>(
  instance: Instance,
  request: Request,
  response: Response,
  { items, older }: Paged<T>,
  idOfItem: (item: T) => string,
  body: unknown,
): void {
  if (items.length) {
    const link = (name: string, id: string) => {
      const url = new URL(request.originalUrl, instance.config.origin);
      for (const other of ['max_id', 'min_id', 'since_id', 'access_token']) url.searchParams.delete(other);
      url.searchParams.set(name, String(BigInt(id)));
      return url.href;
    };
    const links = [
      older && `<${link('max_id', idOfItem(items.at(-1)!))}>; rel="next"`,
      `<${link('min_id', idOfItem(items[0]!))}>; rel="prev"`,
    ].filter(Boolean);
    response.set('Link', links.join(', '));
  }
  response.json(body);
}

/** Exactly three digits of a second: some apps show « now » for anything else (R8). */
export const dateOf = (ms: number): string => new Date(ms).toISOString();
