import express, { type Request, type RequestHandler, type Response } from 'express';
import type { Form } from '../../views/form.ts';
import type { Instance } from '../instance.ts';
import { mediaLimits } from '../media/quota.ts';
import { Invalid, Refusal } from '../platform/refusal.ts';
import { readMultipart, type UploadedFile } from './multipart.ts';
import { signedIn } from './session.ts';
import { awaitUpload } from './slow-requests.ts';

export type { UploadedFile } from './multipart.ts';

/** What a form said: one value a name, all of them for a name that repeats. U+0000 is stripped (PostgreSQL refuses it). */
export interface Fields {
  values: Record<string, string>;
  all(name: string): string[];
  files: UploadedFile[];
}

const limits = { fields: 200, fieldBytes: 64 * 1024, files: 5, fileBytes: 16 * 1024 * 1024 };
/** An account's whole archive is larger than what one writes in a day. */
const archivePath = '/settings/data/import';
const archiveBytes = 512 * 1024 * 1024;
const urlencoded = express.urlencoded({ extended: false, limit: '256kb', parameterLimit: limits.fields });

/** Reads urlencoded and multipart bodies of pages' forms; other types are a 415 (S40, S41, S80). */
export const readForm =
  (instance: Instance): RequestHandler =>
  async (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
    if (type === 'multipart/form-data') {
      // Files are a member's: nobody else makes us write to the disk.
      const known = signedIn(response);
      const files = known ? limits.files : 0;
      if (known) awaitUpload(request, known.member.accountId);
      const fileBytes = request.path === archivePath ? archiveBytes : limits.fileBytes;
      const most = { ...limits, files: fileBytes === archiveBytes ? Math.min(files, 1) : files, fileBytes };
      // A post may bring a film: its form says itself what is too large, and keeps the text.
      if (request.path === '/posts')
        Object.assign(most, {
          fileBytes: Math.max(fileBytes, (await mediaLimits(instance)).filmBytes),
          tellsCut: true,
        });
      const { entries, uploads, discard } = await readMultipart(request, instance.files, most);
      if (response.closed) await discard();
      response.once('close', () => void discard());
      keep(request, response, entries, uploads);
      return next();
    }
    if (type !== 'application/x-www-form-urlencoded' && Number(request.headers['content-length'] ?? 0) > 0)
      throw new Refusal(415, 'error.badRequest');
    urlencoded(request, response, (error: unknown) => {
      if (error) return next(error);
      keep(request, response, Object.entries((request.body ?? {}) as Record<string, string | string[]>), []);
      next();
    });
  };

/** What {@link readForm} has read. */
export const fieldsOf = (response: Response): Fields =>
  response.locals.fields ?? { values: {}, all: () => [], files: [] };

/** A form to draw again with what was written and what is wrong with it. */
export const formOf = (fields: Fields, fault?: unknown): Form => {
  if (fault !== undefined && !(fault instanceof Invalid)) throw fault;
  return { values: fields.values, faults: fault?.fields ?? {} };
};

function keep(request: Request, response: Response, entries: [string, string | string[]][], files: UploadedFile[]) {
  const lists = new Map<string, string[]>();
  for (const [name, value] of entries) {
    const list = lists.get(name) ?? [];
    lists.set(name, list);
    list.push(...[value].flat().map((text) => String(text).replaceAll('\0', '')));
  }
  const values: Record<string, string> = Object.assign(
    Object.create(null),
    Object.fromEntries([...lists].map(([name, list]) => [name, list.at(-1)!])),
  );
  request.body = values;
  const fields: Fields = { values, all: (name) => lists.get(name) ?? [], files };
  response.locals.fields = fields;
}
