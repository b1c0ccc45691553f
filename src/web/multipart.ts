import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import type { Request } from 'express';
import { diskFault, type Files } from '../platform/files.ts';
import { Refusal } from '../platform/refusal.ts';

/** A file that came with a form, in a temporary place that goes when the request ends. */
export interface UploadedFile {
  field: string;
  path: string;
  /** As the sender calls it; never used as a path (S90). */
  name: string;
  bytes: number;
  /** It was longer than may be, and ends early. */
  isCut: boolean;
}

export interface MultipartLimits {
  fields: number;
  fieldBytes: number;
  files: number;
  fileBytes: number;
  /** The form tells of files that are too long by itself, with what was written (`isCut`); else they are a 413. */
  tellsCut?: boolean;
}

/**
 * Reads a multipart form, its files straight to disk. Throws 400 for what is no whole form and 413 above the limits,
 * and then leaves no file behind (S40). The caller discards the files of a form that was read.
 */
export async function readMultipart(request: Request, files: Files, limits: MultipartLimits) {
  const most = limits.fields * limits.fieldBytes + limits.files * limits.fileBytes;
  if (Number(request.headers['content-length'] ?? 0) > most) throw new Refusal(413, 'error.tooLarge');
  const parser = openParser(request, limits);
  const entries: [string, string][] = [];
  const uploads: UploadedFile[] = [];
  const paths: string[] = [];
  const streams: BusboyFileStream[] = [];
  const writing: Promise<unknown>[] = [];
  let tooLarge = false;
  parser.on('field', (name: string, value: string, nameCut: boolean, valueCut: boolean) => {
    tooLarge ||= nameCut || valueCut;
    entries.push([name, value]);
  });
  parser.on('file', (field: string, stream: BusboyFileStream, name: string) => {
    streams.push(stream);
    const work = write(stream, field, name ?? '');
    work.catch(() => {});
    writing.push(work);
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
    parser.on(limit, () => {
      tooLarge = true;
    });

  async function write(stream: BusboyFileStream, field: string, name: string) {
    const path = files.temporary();
    paths.push(path);
    const file: UploadedFile = { field, path, name, bytes: 0, isCut: false };
    stream.on('data', (chunk: Buffer) => {
      file.bytes += chunk.length;
    });
    await pipeline(stream, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    file.isCut = stream.truncated;
    tooLarge ||= stream.truncated && !limits.tellsCut;
    // An empty file field is sent by every browser that was given nothing.
    if (file.bytes > 0) uploads.push(file);
  }

  try {
    await pipeline(request, parser);
    await Promise.all(writing);
    if (tooLarge) throw new Refusal(413, 'error.tooLarge');
    return { entries, uploads, discard: () => files.discard(paths) };
  } catch (cause) {
    // The parser leaves the files of a broken form open.
    for (const stream of streams) stream.destroy();
    const results = await Promise.allSettled(writing);
    await files.discard(paths);
    for (const result of results) {
      const fault = result.status === 'rejected' && diskFault(result.reason);
      if (fault) throw fault;
    }
    throw cause instanceof Refusal ? cause : new Refusal(400, 'error.badRequest', { cause });
  }
}

function openParser(request: Request, limits: MultipartLimits): InstanceType<typeof Busboy> {
  try {
    return new Busboy({
      headers: request.headers as { 'content-type': string },
      limits: {
        fields: limits.fields,
        fieldSize: limits.fieldBytes,
        files: limits.files,
        fileSize: limits.fileBytes,
        parts: limits.fields + limits.files,
        headerPairs: 50,
      },
    });
  } catch (cause) {
    throw new Refusal(400, 'error.badRequest', { cause });
  }
}
