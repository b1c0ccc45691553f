import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Account, accountById, accountsByIds } from '../accounts/account.ts';
import { memberOf } from '../accounts/members.ts';
import { signInsOf } from '../accounts/sessions.ts';
import { levelsOf } from '../directory/levels.ts';
import { isObject, type Json } from '../federation/json.ts';
import { withContext } from '../federation/objects/context.ts';
import { toActor } from '../federation/objects/to-actor.ts';
import { announceOf, createOf } from '../federation/outbound/activities.ts';
import type { Instance } from '../instance.ts';
import { type Media, mediaById, mediaRows } from '../media/media.ts';
import { captionsFile, fileOf } from '../media/variants.ts';
import { type ArchiveWriter, createArchive } from '../platform/archive.ts';
import { filePlace } from '../platform/files.ts';
import { extensionOf } from '../platform/film-container.ts';
import { Dead, type JobHandler } from '../platform/jobs.ts';
import { draftContents } from '../posts/draft.ts';
import { filtersOf } from '../posts/filter.ts';
import { likedBy } from '../posts/like.ts';
import { type Post, postById } from '../posts/post.ts';
import { writtenBy } from '../posts/published.ts';
import { coming, kept, lists } from './export-lists.ts';
import { endTransfer, makeTransferFolder, progressOf, transferById, transferFile } from './transfer.ts';

const page = 100;

/**
 * Writes all of a member's own into one tar file with the names of Mastodon's archive. Everything is read and written
 * piece by piece: its memory does not grow with the account. It holds no password, key or token (S117).
 */
export const exportData: JobHandler = async (instance, { id }: { id: string }, job) => {
  const transfer = await transferById(instance, id);
  const account = transfer && (await accountById(instance, transfer.accountId));
  const member = transfer && (await memberOf(instance, transfer.accountId));
  if (!transfer || !account || !member) throw new Dead('whose export it was is gone');
  await makeTransferFolder(instance);
  const partial = `${transferFile(instance, id)}.partial`;
  await rm(partial, { force: true });
  const progress = progressOf(instance, transfer, job);
  await progress.begin(account.posts);
  const archive = await createArchive(partial);
  try {
    await archive.addText('actor.json', JSON.stringify(await actorOf(instance, account)));
    await addPicture(instance, archive, 'avatar.webp', account.avatarId, 'avatar400');
    await addPicture(instance, archive, 'header.webp', account.bannerId, 'banner');
    const add = (name: string, chunks: AsyncIterable<string>) => addChunks(instance, archive, name, chunks);
    await add('outbox.json', collection('outbox.json', activities(instance, account, progress.step)));
    await addMedia(instance, archive, account.id, () => progress.step(0));
    await add('likes.json', collection('likes.json', thanked(instance, account.id)));
    await add('bookmarks.json', collection('bookmarks.json', kept(instance, account.id)));
    await add('events.json', collection('events.json', coming(instance, account.id)));
    for (const [name, lines] of Object.entries(lists)) await add(name, lines(instance, account.id));
    await archive.addText('filters.json', JSON.stringify(await filtersOf(instance, account.id), null, 1));
    await archive.addText('drafts.json', JSON.stringify(await draftContents(instance, account.id), null, 1));
    await archive.addText('account.json', JSON.stringify(await aboutMember(instance, account, member), null, 1));
    await archive.close();
  } catch (error) {
    await archive.close().catch(() => {});
    await rm(partial, { force: true });
    throw error;
  }
  await rename(partial, transferFile(instance, id));
  const { size } = await stat(transferFile(instance, id));
  await endTransfer(instance, transfer, { state: 'ready', bytes: size, done: account.posts });
};

/** The actor with its pictures beside it, and what it wrote as it wrote it. */
async function actorOf(instance: Instance, account: Account): Promise<Json> {
  return {
    ...(await toActor(instance, account)),
    icon: account.avatarId ? { type: 'Image', mediaType: 'image/webp', url: 'avatar.webp' } : undefined,
    image: account.bannerId ? { type: 'Image', mediaType: 'image/webp', url: 'header.webp' } : undefined,
    outbox: 'outbox.json',
    likes: 'likes.json',
    bookmarks: 'bookmarks.json',
    source: { content: account.bioSource, mediaType: 'text/markdown' },
    attachment: account.fields.map(({ name, value, source }) => ({
      type: 'PropertyValue',
      name,
      value,
      source: { content: source ?? value, mediaType: 'text/markdown' },
    })),
  };
}

/** What the instance knows of the person besides: GDPR articles 15 and 20. */
const aboutMember = async (
  instance: Instance,
  account: Account,
  member: NonNullable<Awaited<ReturnType<typeof memberOf>>>,
) => ({
  name: account.name,
  email: member.email,
  role: member.role,
  affiliation: account.affiliation,
  joined: new Date(member.createdAt).toISOString(),
  consents: { charter: { version: member.charterVersion, at: new Date(member.charterAcceptedAt).toISOString() } },
  preferences: {
    language: member.language,
    postLanguage: member.postLanguage,
    timeZone: member.timeZone,
    defaultAudience: member.defaultAudience,
    theme: member.theme,
    textSize: member.textSize,
    directory: levelsOf(member),
  },
  signIns: (await signInsOf(instance, account.id, 10_000)).map(({ at, method, second, device, network }) => ({
    at: new Date(at).toISOString(),
    method,
    second,
    device,
    network,
  })),
});

async function* posts(instance: Instance, accountId: string): AsyncGenerator<Post> {
  for (let after = '0'; ; ) {
    const rows = await writtenBy(instance, accountId, after, page);
    yield* rows;
    if (rows.length < page) return;
    after = rows.at(-1)!.id;
  }
}

/** Creates and Announces, oldest first. `visibility`, `notice`, `abstract` say what does not travel. */
async function* activities(instance: Instance, account: Account, step: () => Promise<void>): AsyncGenerator<Json> {
  for await (const post of posts(instance, account.id)) {
    await step();
    if (post.boostOfId) {
      const boosted = await postById(instance, post.boostOfId);
      const [author] = boosted ? await accountsByIds(instance, [boosted.accountId]) : [];
      if (boosted && author) yield announceOf(post, boosted, account, author.uri);
      continue;
    }
    const create = await createOf(instance, post, account);
    if (!isObject(create.object)) continue;
    const pictures = await mediaRows(instance, post.id);
    const within = { visibility: post.audience, notice: post.notice, abstract: post.summary };
    const attachment = pictures.map((row) => ({
      type: 'Document',
      mediaType: row.mediaType ?? 'image/webp',
      url: `/${placeOf(row)}`,
      name: row.description,
      ...(row.captions !== null && { captions: { language: row.captions, url: `/${captionsOf(row)}` } }),
    }));
    yield { ...create, object: { ...create.object, attachment, ...within } };
  }
}

const placeOf = ({ file, mediaType }: Media) =>
  `media_attachments/files/${file}.${mediaType === null ? 'webp' : extensionOf(mediaType)}`;
const captionsOf = ({ file }: Media) => `media_attachments/files/${file}.vtt`;

async function addMedia(instance: Instance, archive: ArchiveWriter, accountId: string, step: () => Promise<void>) {
  for await (const post of posts(instance, accountId))
    for (const row of post.boostOfId ? [] : await mediaRows(instance, post.id)) {
      await step();
      if (row.state !== 'ready') continue;
      const add = (place: string, name: string) => archive.addFile(place, join(instance.files.root, filePlace(name)));
      await add(placeOf(row), fileOf(row.file, 'full', row.mediaType));
      if (row.captions !== null) await add(captionsOf(row), captionsFile(row.file));
    }
}

async function addPicture(
  instance: Instance,
  archive: ArchiveWriter,
  name: string,
  id: string | null,
  variant: string,
) {
  const row = id ? await mediaById(instance, id) : null;
  const found = row && (await instance.files.find(fileOf(row.file, variant)));
  if (found) await archive.addFile(name, found.path);
}

async function* thanked(instance: Instance, accountId: string): AsyncGenerator<string> {
  for (let before: number | undefined; ; ) {
    const rows = await likedBy(instance, accountId, before, page);
    for (const { uri } of rows) yield uri;
    if (rows.length < page) return;
    before = rows.at(-1)!.id;
  }
}

/** An OrderedCollection with one item on each line: whoever reads it back needs one line at a time. */
async function* collection(id: string, items: AsyncIterable<unknown>): AsyncGenerator<string> {
  const { '@context': context } = withContext({});
  yield `{"@context":${JSON.stringify(context)},"id":"${id}","type":"OrderedCollection","orderedItems":[`;
  let first = true;
  for await (const item of items) {
    yield `${first ? '' : ','}\n${JSON.stringify(item)}`;
    first = false;
  }
  yield '\n]}\n';
}

/** The archive wants to know a size first: the chunks go through a temporary file. */
async function addChunks(instance: Instance, archive: ArchiveWriter, name: string, chunks: AsyncIterable<string>) {
  const path = instance.files.temporary();
  try {
    await pipeline(Readable.from(chunks), createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    await archive.addFile(name, path);
  } finally {
    await instance.files.discard([path]);
  }
}
