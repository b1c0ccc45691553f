import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import express, { type Request, type RequestHandler, type Response } from 'express';
import type { Form } from '../../views/form.ts';
import { Invalid, Refusal } from '../platform/refusal.ts';

/** A file that came with a form, in a temporary place that goes when the request ends. */
export interface UploadedFile {
  field: string;
  path: string;
  /** As the sender calls it; never used as a path (S90). */
  name: string;
  bytes: number;
}

/** What a form said: one value a name, all of them for a name that repeats. U+0000 is stripped (PostgreSQL refuses it). */
export interface Fields {
  values: Record<string, string>;
  all(name: string): string[];
  files: UploadedFile[];
}

const limits = { fields: 200, fieldBytes: 64 * 1024, files: 5, fileBytes: 16 * 1024 * 1024, parts: 210 };
const urlencoded = express.urlencoded({ extended: false, limit: '256kb', parameterLimit: limits.fields });

/** Reads urlencoded and multipart bodies of pages' forms; other types are a 415 (S40, S41, S80). */
export const readForm: RequestHandler = async (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  if (type === 'multipart/form-data') {
    await readMultipart(request, response);
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

async function readMultipart(request: Request, response: Response): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'maillon-upload-'));
  response.once('close', () => void rm(folder, { recursive: true, force: true }));
  const entries: [string, string][] = [];
  const files: UploadedFile[] = [];
  const writing: Promise<void>[] = [];
  let tooLarge = false;
  const parser = openParser(request);
  parser.on('field', (name: string, value: string, nameCut: boolean, valueCut: boolean) => {
    tooLarge ||= nameCut || valueCut;
    entries.push([name, value]);
  });
  parser.on('file', (field: string, stream: BusboyFileStream, name: string) => {
    const path = join(folder, String(files.length + writing.length));
    const file: UploadedFile = { field, path, name: name ?? '', bytes: 0 };
    stream.on('data', (chunk: Buffer) => {
      file.bytes += chunk.length;
    });
    writing.push(
      pipeline(stream, createWriteStream(path)).then(() => {
        tooLarge ||= stream.truncated;
        // An empty file field is sent by every browser that was given nothing.
        if (file.bytes > 0) files.push(file);
      }),
    );
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
    parser.on(limit, () => {
      tooLarge = true;
    });
  try {
    await pipeline(request, parser);
    await Promise.all(writing);
  } catch (cause) {
    await Promise.allSettled(writing);
    throw new Refusal(400, 'error.badRequest', { cause });
  }
  if (tooLarge) throw new Refusal(413, 'error.tooLarge');
  keep(request, response, entries, files);
}

function openParser(request: Request): InstanceType<typeof Busboy> {
  try {
    return new Busboy({
      headers: request.headers as { 'content-type': string },
      limits: {
        fields: limits.fields,
        fieldSize: limits.fieldBytes,
        fieldNameSize: 200,
        files: limits.files,
        fileSize: limits.fileBytes,
        parts: limits.parts,
        headerPairs: 50,
      },
    });
  } catch (cause) {
    throw new Refusal(400, 'error.badRequest', { cause });
  }
}
