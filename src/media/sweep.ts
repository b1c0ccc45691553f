import { forgetPictures } from '../accounts/cached-picture.ts';
import type { Instance } from '../instance.ts';
import { and, eq, inArray, isNotNull, isNull, lt } from '../platform/columns.ts';
import { write } from '../platform/write.ts';
import { media, postKinds } from './tables.ts';
import { filesOf } from './variants.ts';

const hourMs = 3_600_000;
const draftLifeMs = 24 * hourMs;
const batch = 200;

/** Copies of remote pictures live 7 days after their last use unless the settings say otherwise. */
export const copyLifeMs = 7 * 24 * hourMs;

/**
 * Removes the files of what is gone, what was sent a day ago and stands in no post and no draft, copies that nobody looked at, and files that no row names
 * (a crash between the file and its row). Meant to run every hour or so; in small transactions.
 */
export async function sweepMedia(instance: Instance, { copyMs = copyLifeMs } = {}): Promise<void> {
  const now = instance.clock();
  await instance.files.sweepTemporary(now);
  await write(instance, (tx) =>
    tx
      .update(media)
      .set({ state: 'gone' })
      .where(
        and(
          inArray(media.kind, postKinds),
          isNull(media.postId),
          isNull(media.draftId),
          isNull(media.remoteUrl),
          lt(media.createdAt, now - draftLifeMs),
        ),
      ),
  );
  while (await forgetCopies(instance, now - copyMs));
  while (await removeGone(instance));
  await removeOrphans(instance, now - hourMs);
}

/** Copies unused since `before` are fetched again when somebody looks; the pictures of profiles leave no row. */
async function forgetCopies(instance: Instance, before: number): Promise<boolean> {
  const old = await instance.db
    .select()
    .from(media)
    .where(and(eq(media.state, 'ready'), isNotNull(media.remoteUrl), lt(media.usedAt, before)))
    .limit(batch);
  if (!old.length) return false;
  const profiles = old.filter((row) => row.kind === 'avatar' || row.kind === 'banner').map((row) => row.id);
  const pictures = old.filter((row) => row.kind === 'card' || postKinds.includes(row.kind)).map((row) => row.id);
  await write(instance, async (tx) => {
    if (pictures.length) await tx.update(media).set({ state: 'remote' }).where(inArray(media.id, pictures));
    if (!profiles.length) return;
    await forgetPictures(tx, profiles);
    await tx.update(media).set({ state: 'gone' }).where(inArray(media.id, profiles));
  });
  await instance.files.remove(old.flatMap(filesOf));
  return old.length === batch;
}

/** Files first: a crash between the two leaves a row that says « gone » and is met again. */
async function removeGone(instance: Instance): Promise<boolean> {
  const gone = await instance.db.select().from(media).where(eq(media.state, 'gone')).limit(batch);
  if (!gone.length) return false;
  await instance.files.remove(gone.flatMap(filesOf));
  await write(instance, (tx) =>
    tx.delete(media).where(
      inArray(
        media.id,
        gone.map((row) => row.id),
      ),
    ),
  );
  return gone.length === batch;
}

async function removeOrphans(instance: Instance, before: number): Promise<void> {
  let group: string[] = [];
  const look = async () => {
    const named = group.map((name) => name.slice(0, 32));
    const rows = await instance.db
      .select({ file: media.file })
      .from(media)
      .where(and(inArray(media.file, named), inArray(media.state, ['ready', 'preparing', 'gone'])));
    const known = new Set(rows.map((row) => row.file));
    await instance.files.remove(group.filter((name) => !known.has(name.slice(0, 32))));
    group = [];
  };
  for await (const { name, at } of instance.files.list()) {
    if (at >= before) continue;
    group.push(name);
    if (group.length === batch) await look();
  }
  if (group.length) await look();
}
