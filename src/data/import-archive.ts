import { type Account, accountById } from '../accounts/account.ts';
import { updateProfile } from '../accounts/profile.ts';
import { isObject, type Json, list, text, time } from '../federation/json.ts';
import type { Instance } from '../instance.ts';
import { type ArchiveEntry, readArchive } from '../platform/archive.ts';
import { and, eq } from '../platform/columns.ts';
import { notFound } from '../platform/refusal.ts';
import { plainText } from '../platform/sanitise.ts';
import { addFilter, filtersOf } from '../posts/filter.ts';
import { followTag } from '../posts/followed-tag.ts';
import { importPost } from '../posts/import-post.ts';
import { postById, postByUri } from '../posts/post.ts';
import { audiences } from '../posts/view.ts';
import { bringAttachment, bringPicture } from './bring-media.ts';
import { type Bringing, importList } from './import-lists.ts';
import { type NamedPicture, placedPictures } from './placed-pictures.ts';
import { importedPosts } from './tables.ts';

/** What one archive may hold; nothing in it is larger on the disk than in the file, for a tar is not packed (S95). */
export const caps = { entries: 100_000, json: 2 * 1024 * 1024, line: 2 * 1024 * 1024, csv: 8 * 1024 * 1024 };
const dayMs = 86_400_000;
const csvNames = {
  'following_accounts.csv': 'following',
  'lists.csv': 'lists',
  'blocked_accounts.csv': 'blocks',
  'muted_accounts.csv': 'mutes',
  'bookmarks.csv': 'bookmarks',
} as const;
const wanted = new Set([
  ...Object.keys(csvNames),
  'actor.json',
  'outbox.json',
  'filters.json',
  'followed_tags.csv',
  'avatar.webp',
  'header.webp',
]);
const mediaName = /^media_attachments\/files\/[0-9a-f]{32}\.(?:webp|mp4|mp3|vtt)$/;

export type Entries = Map<string, ArchiveEntry>;

/**
 * The parts of an archive that we know, by name; a name is looked up here and never becomes a path. Throws when the
 * file is damaged, is no archive of ours, or holds more than it may.
 */
export async function entriesOf(path: string, most = caps.entries): Promise<Entries> {
  const entries: Entries = new Map();
  let seen = 0;
  for await (const entry of readArchive(path)) {
    if (++seen > most) throw new Error('The archive holds too many files.');
    if (wanted.has(entry.name) || mediaName.test(entry.name)) entries.set(entry.name, entry);
  }
  if (!entries.has('actor.json')) throw new Error('The archive holds no account.');
  return entries;
}

/** Takes everything an archive of ours brings: profile, posts, filters, people, lists, kept posts. */
export async function importArchive(instance: Instance, path: string, bringing: Bringing): Promise<void> {
  const entries = await entriesOf(path);
  const account = await accountById(instance, bringing.accountId);
  if (!account) throw notFound();
  await importProfile(instance, account, entries, bringing);
  await importPosts(instance, account, entries, bringing);
  await importFilters(instance, account.id, entries, bringing);
  await importTags(instance, account.id, entries, bringing);
  for (const [name, kind] of Object.entries(csvNames)) {
    const entry = entries.get(name);
    if (!entry) continue;
    if (entry.size > caps.csv) bringing.reporter.left(name, 'tooLarge');
    else await importList(instance, kind, await textOf(entry), bringing);
  }
}

async function importProfile(instance: Instance, account: Account, entries: Entries, bringing: Bringing) {
  const { reporter, replace } = bringing;
  const actor = await jsonOf(entries.get('actor.json')!, bringing);
  if (!isObject(actor)) return;
  // What somebody has written here already stays, unless the archive is to take its place.
  if (!replace && (account.bioSource || account.avatarId || account.fields.length)) return;
  const took = await reporter.attempt('actor.json', async () => {
    await updateProfile(instance, account.id, {
      displayName: plainText(text(actor.name, 60) ?? account.displayName),
      bio: sourceOf(actor) ?? plainText(text(actor.summary, 20_000) ?? ''),
      role: plainText(text(actor.jobTitle, 120) ?? ''),
      fields: list(actor.attachment)
        .filter(isObject)
        .map((field) => ({
          name: plainText(text(field.name, 60) ?? ''),
          value: sourceOf(field) ?? plainText(text(field.value, 250) ?? ''),
        })),
      locked: actor.manuallyApprovesFollowers === true,
      discoverable: actor.discoverable === true,
      indexable: actor.indexable === true,
    });
  });
  if (!took) return;
  reporter.took('profile');
  for (const [name, role] of [
    ['avatar.webp', 'avatar'],
    ['header.webp', 'banner'],
  ] as const) {
    const entry = entries.get(name);
    if (!entry) continue;
    await reporter.attempt(name, async () => {
      const { id } = await bringPicture(instance, account.id, entry, { role });
      await updateProfile(instance, account.id, role === 'avatar' ? { avatarId: id } : { bannerId: id });
    });
  }
}

async function importPosts(instance: Instance, account: Account, entries: Entries, bringing: Bringing) {
  const outbox = entries.get('outbox.json');
  if (!outbox) return;
  const { reporter, step } = bringing;
  for await (const line of linesOf(outbox)) {
    await step();
    const activity = line === null ? null : parse(line.replace(/,$/, ''));
    if (line === null) reporter.left('outbox.json', 'tooLarge');
    if (!isObject(activity) || !activity.type) continue;
    const note = activity.type === 'Create' && isObject(activity.object) ? activity.object : null;
    const uri = note && typeof note.id === 'string' ? note.id : null;
    // Another's post that was passed on is not one's own to bring, and a poll's votes were given elsewhere.
    if (!note || !uri || note.type === 'Question')
      reporter.left(String(uri ?? activity.object ?? 'outbox.json'), 'others');
    else await reporter.attempt(uri, () => importNote(instance, account, note, uri, entries, bringing));
  }
}

async function importNote(
  instance: Instance,
  account: Account,
  note: Json,
  uri: string,
  entries: Entries,
  { reporter, step }: Bringing,
) {
  if (await importedAs(instance, account.id, uri)) return;
  // Brought back to where it was written: it is still there.
  if ((await postByUri(instance, uri))?.accountId === account.id) return;
  const visibility = audiences.find((one) => one === note.visibility) ?? 'direct';
  const mediaIds: string[] = [];
  const pictures: NamedPicture[] = [];
  for (const file of list(note.attachment).filter(isObject).slice(0, 16)) {
    const named: NamedPicture = { url: String(file.url), description: text(file.name, 1500) ?? '', index: null };
    pictures.push(named);
    await reporter.attempt(named.url.replace(/^\//, ''), async () => {
      const id = await bringAttachment(instance, account.id, file, entries, step);
      if (id) named.index = mediaIds.push(id) - 1;
    });
  }
  const title = text(note.name, 200);
  const body = { text: sourceOf(note), html: text(note.content, 200_000) ?? '' };
  const brought = {
    ...(title === null ? body : placedPictures(body, pictures)),
    title,
    summary: plainText(text(note.abstract, 500) ?? ''),
    notice: plainText(text(note.notice ?? note.summary, 500) ?? ''),
    language: languageOf(note),
    audience: visibility,
    sensitive: note.sensitive === true,
    createdAt: time(note.published) ?? instance.clock(),
    inReplyToUri: await answered(instance, account.id, note.inReplyTo),
    mediaIds,
  };
  await importPost(instance, account, brought, async (tx, postId) => {
    await tx.insert(importedPosts).values({ accountId: account.id, uri: uri.slice(0, 2000), postId });
  });
  reporter.took(visibility === 'organisation' || visibility === 'direct' ? 'private' : 'posts');
}

/** What the post answers: one's own that came with it, under the address it has here, or another's. */
async function answered(instance: Instance, accountId: string, value: unknown): Promise<string | null> {
  if (typeof value !== 'string') return null;
  const own = await importedAs(instance, accountId, value);
  return (own && (await postById(instance, own))?.uri) ?? value;
}

async function importedAs(instance: Instance, accountId: string, uri: string): Promise<string | null> {
  const [row] = await instance.db
    .select()
    .from(importedPosts)
    .where(and(eq(importedPosts.accountId, accountId), eq(importedPosts.uri, uri.slice(0, 2000))));
  return row?.postId ?? null;
}

async function importFilters(instance: Instance, accountId: string, entries: Entries, bringing: Bringing) {
  const entry = entries.get('filters.json');
  const found = entry ? await jsonOf(entry, bringing) : [];
  const known = new Set((await filtersOf(instance, accountId)).map(({ phrase }) => phrase));
  for (const one of list(found).filter(isObject)) {
    const phrase = String(one.phrase ?? '');
    const until = typeof one.expiresAt === 'number' ? one.expiresAt : null;
    if (known.has(phrase) || (until !== null && until <= instance.clock())) continue;
    const days = until === null ? null : Math.ceil((until - instance.clock()) / dayMs);
    const action = one.action === 'hide' ? 'hide' : 'fold';
    if (await bringing.reporter.attempt(phrase, () => addFilter(instance, accountId, { phrase, action, days })))
      bringing.reporter.took('filters');
  }
}

async function importTags(instance: Instance, accountId: string, entries: Entries, { reporter }: Bringing) {
  const entry = entries.get('followed_tags.csv');
  if (!entry) return;
  if (entry.size > caps.json) return void reporter.left(entry.name, 'tooLarge');
  for (const name of (await textOf(entry)).split(/\r?\n/).slice(0, 200))
    if (name.trim()) await reporter.attempt(name, () => followTag(instance, accountId, name));
}

const sourceOf = (object: Json): string | null =>
  isObject(object.source) ? text(object.source.content, 60_000) : null;

function languageOf(note: Json): string | null {
  const [language] = isObject(note.contentMap) ? Object.keys(note.contentMap) : [];
  return language && /^[a-z]{2,3}$/.test(language) ? language : null;
}

async function jsonOf(entry: ArchiveEntry, { reporter }: Bringing): Promise<unknown> {
  if (entry.size > caps.json) reporter.left(entry.name, 'tooLarge');
  const value = entry.size > caps.json ? null : parse(await textOf(entry));
  if (value === null) reporter.left(entry.name, 'unreadable');
  return value;
}

async function textOf(entry: ArchiveEntry): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of entry.content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8').replaceAll('\0', '');
}

/** One line after another; null for one that is too long to be looked at. */
async function* linesOf(entry: ArchiveEntry): AsyncGenerator<string | null> {
  let rest: Buffer[] = [];
  let length = 0;
  const take = () => {
    const line = length > caps.line ? null : Buffer.concat(rest).toString('utf8').replaceAll('\0', '');
    rest = [];
    length = 0;
    return line;
  };
  for await (const chunk of entry.content) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      rest.push(chunk.subarray(from, end));
      length += end - from;
      from = end + 1;
      yield take();
    }
    length += chunk.length - from;
    // What is too long already is counted, not kept.
    if (length <= caps.line) rest.push(Buffer.from(chunk.subarray(from)));
  }
  yield take();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
