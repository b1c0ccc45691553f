import { readFile, stat, writeFile } from 'node:fs/promises';
import type { Instance } from '../instance.ts';
import { and, eq, inArray, isNull, ne } from '../platform/columns.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { mostCaptionBytes, readWebVtt } from '../platform/web-vtt.ts';
import { write } from '../platform/write.ts';
import { media } from './tables.ts';
import { captionsFile } from './variants.ts';

/**
 * Puts the WebVTT file at `path` beside a film or a sound of one's own, in place of what stood there; written anew, so
 * that nothing but times and words is served. Throws 422 (`media.captions`), 404 for anybody else's.
 */
export async function addCaptions(
  instance: Instance,
  accountId: string,
  id: string,
  { path, language }: { path: string; language: string },
): Promise<void> {
  const text = (await stat(path)).size > mostCaptionBytes ? null : readWebVtt(await readFile(path));
  if (!text) throw new Refusal(422, 'media.captions');
  const isOwn = and(
    eq(media.id, id),
    eq(media.accountId, accountId),
    inArray(media.kind, ['video', 'audio']),
    isNull(media.remoteUrl),
    ne(media.state, 'gone'),
  );
  const [row] = await instance.db.select({ file: media.file }).from(media).where(isOwn);
  if (!row) throw notFound();
  const written = instance.files.temporary();
  try {
    await writeFile(written, text, { mode: 0o600, flag: 'wx' });
    await instance.files.keep(written, captionsFile(row.file));
  } finally {
    await instance.files.discard([written]);
  }
  await write(instance, (tx) =>
    tx.update(media).set({ captions: language, captionsAt: instance.clock() }).where(isOwn),
  );
}
