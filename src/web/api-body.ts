import express, { type Request, type RequestHandler, type Response } from 'express';
import qs from 'qs';
import type { Instance } from '../instance.ts';
import { readMultipart, type UploadedFile } from './multipart.ts';

/** Parameters of the client API, from the address and the body alike (mastodon-api.md §1.2 R2, R3). */
export interface Parameters {
  /** One text; '' when it is absent or something else. */
  text(name: string): string;
  /** null when it is not said. */
  flag(name: string): boolean | null;
  /** `a[]`, `a[0]`, a single `a`, or `{"0": …}`: at most 1,000. */
  list(name: string): string[];
  has(name: string): boolean;
  raw: Record<string, unknown>;
  files: UploadedFile[];
}

const options = { arrayLimit: 1000, depth: 5, parameterLimit: 2000 } as const;
const limits = { fields: 500, fieldBytes: 256 * 1024 };

/** How many files a sender may bring, and how long each may be. */
export interface Room {
  files: number;
  fileBytes: number;
}
const json = express.json({ limit: '1mb', type: ['application/json', 'application/*+json'] });
const form = express.text({ limit: '1mb', type: 'application/x-www-form-urlencoded' });

/** Reads JSON, forms and multipart of every method, also of DELETE; `files`: who may send some. */
export const readApiBody =
  (instance: Instance, maySend: (request: Request, response: Response) => Promise<Room | null>): RequestHandler =>
  async (request, response, next) => {
    const query = parse(request.url.split('?')[1] ?? '');
    const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
    if (type === 'multipart/form-data') {
      const most = { ...limits, ...((await maySend(request, response)) ?? { files: 0, fileBytes: 1 }) };
      const { entries, uploads, discard } = await readMultipart(request, instance.files, most);
      if (response.closed) await discard();
      response.once('close', () => void discard());
      const pairs = entries.flatMap(([name, value]) =>
        [value].flat().map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`),
      );
      keep(response, { ...query, ...parse(pairs.join('&')) }, uploads);
      return next();
    }
    const read = type === 'application/x-www-form-urlencoded' ? form : json;
    read(request, response, (error: unknown) => {
      if (error) return next(error);
      const body = typeof request.body === 'string' ? parse(request.body) : isObject(request.body) ? request.body : {};
      keep(response, { ...query, ...clean(body) }, []);
      next();
    });
  };

const parse = (text: string): Record<string, unknown> =>
  clean(qs.parse(text.replaceAll('%00', ''), { ...options, plainObjects: true })) as Record<string, unknown>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Without U+0000, which PostgreSQL refuses, and without names that every object has (S84). */
function clean(value: unknown, depth = 0): any {
  if (typeof value === 'string') return value.replaceAll('\0', '');
  if (depth > 8) return null;
  if (Array.isArray(value)) return value.slice(0, 1000).map((one) => clean(one, depth + 1));
  if (!isObject(value)) return value;
  const plain = Object.create(null);
  for (const [name, one] of Object.entries(value)) if (name !== '__proto__') plain[name] = clean(one, depth + 1);
  return plain;
}

function keep(response: Response, raw: Record<string, unknown>, files: UploadedFile[]) {
  const at = (name: string) => (Object.hasOwn(raw, name) ? raw[name] : undefined);
  const text = (value: unknown) => (['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '');
  const parameters: Parameters = {
    raw,
    files,
    has: (name) => at(name) !== undefined,
    text: (name) => text(at(name)),
    flag: (name) => {
      const value = text(at(name)).toLowerCase();
      return value === '' ? null : ['1', 'true', 'on', 't', 'yes'].includes(value);
    },
    list: (name) => {
      const value = at(name);
      const all = Array.isArray(value)
        ? value
        : isObject(value)
          ? Object.values(value)
          : value === undefined
            ? []
            : [value];
      return all
        .map(text)
        .filter((one) => one !== '')
        .slice(0, 1000);
    },
  };
  response.locals.parameters = parameters;
}

export const parametersOf = (response: Response): Parameters => response.locals.parameters;

/** Bearer token of a request (RFC 6750); null without one. */
export const bearerOf = (request: Request): string | null =>
  /^Bearer\s+([\w.~+/=-]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
