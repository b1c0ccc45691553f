import { writeFileSync } from 'node:fs';
import { addMember } from '../../src/accounts/add-member.ts';
import { block } from '../../src/accounts/block.ts';
import { acceptFollow, follow, unfollow } from '../../src/accounts/follow.ts';
import { updateProfile } from '../../src/accounts/profile.ts';
import { signCavage } from '../../src/federation/signatures/cavage.ts';
import type { Instance } from '../../src/instance.ts';
import { receiveImage } from '../../src/media/media.ts';
import { media } from '../../src/media/tables.ts';
import { captionsFile, fileOf as nameOf } from '../../src/media/variants.ts';
import { partnerScopes } from '../../src/partners/tables.ts';
import { eq, inArray } from '../../src/platform/columns.ts';
import { newFileName } from '../../src/platform/files.ts';
import { write } from '../../src/platform/write.ts';
import { boost } from '../../src/posts/boost.ts';
import { removePost } from '../../src/posts/delete-post.ts';
import { editPost } from '../../src/posts/edit-post.ts';
import { featurePost } from '../../src/posts/feature-post.ts';
import { importPost } from '../../src/posts/import-post.ts';
import { like } from '../../src/posts/like.ts';
import { pin } from '../../src/posts/pin.ts';
import { postUri } from '../../src/posts/post.ts';
import { posts as postTable } from '../../src/posts/tables.ts';
import type { Audience } from '../../src/posts/view.ts';
import { eraseNow } from '../support/erase.ts';
import { type Fediverse, type Home, startFediverse } from '../support/fediverse.ts';
import { type HostileOrigin, hostileOrigin } from '../support/hostile-peer.ts';
import { picture } from '../support/pictures.ts';
import { type RemoteActor, remoteActor } from '../support/remote-actor.ts';
import { member, type Reply, stranger, type Visitor } from '../support/visitor.ts';
import { carry, openCircle } from './circle.ts';
import { isRemote, type Reader, type Row, rows } from './readers.ts';

/** A post of nour for each row, with a picture, a film and a poll, edited, thanked; and her answer under somebody's post. */
export interface Canary {
  id: string;
  /** Word that stands in the text and nowhere else. */
  word: string;
  /** Word of the version before the edit. */
  before: string;
  file: string;
  /** Of the film beside the picture. */
  film: string;
  replyId: string;
  replyWord: string;
  rootId: string;
  /** A public post of somebody that quotes it, where that may be. */
  quotingId: string | null;
}

export interface Scene {
  fediverse: Fediverse;
  home: Home;
  posts: Record<Row, Canary>;
  remotes: Record<string, RemoteActor>;
  evil: HostileOrigin;
  /** Id of the moment before the first post. */
  start: string;
  visitor: (reader: Reader) => Visitor;
  /** A GET as this reader: with a session, with a signature, or with nothing. */
  get: (reader: Reader, path: string, headers?: Record<string, string>) => Promise<Reply>;
  stop: () => Promise<void>;
}

export const author = 'nour';
const open: string[] = ['public', 'unlisted'];
/** The member behind each reader that has an account here. */
export const names: Partial<Record<Reader, string>> = {
  stranger: 'solene',
  requested: 'demande',
  follower: 'malik',
  named: 'theo',
  former: 'parti',
  blocked: 'bloque',
  blocker: 'bloqueur',
  author,
  administrator: 'ines',
};

/** Everybody with their tie to nour, and her posts; all through the functions of the pages. */
export async function startScene(): Promise<Scene> {
  const fediverse = await startFediverse(['valombre']);
  const home = fediverse.homes.valombre;
  const { instance } = home;
  for (const name of ['demande', 'parti', 'bloque', 'bloqueur', 'hote', 'relais'])
    await addMember(instance, {
      name,
      displayName: name,
      email: `${name}@valombre.example`,
      passwordHash: 'none',
      affiliation: 'student',
      language: 'fr',
    });
  const [good, evil, ally] = [await hostileOrigin('good'), await hostileOrigin('evil'), await hostileOrigin('ally')];
  const remotes: Record<string, RemoteActor> = {
    remoteFollower: remoteActor(good, 'alice'),
    remoteNamed: remoteActor(good, 'carol'),
    remoteStranger: remoteActor(evil, 'mallory'),
    remoteBlocked: remoteActor(evil, 'bob'),
    remotePartner: remoteActor(ally, 'dave'),
  };
  // As when both organisations have said yes.
  await write(instance, (tx) => tx.insert(partnerScopes).values({ host: ally.host, scope: 'communities' }));
  const nour = await home.account(author);
  await updateProfile(instance, nour.id, { locked: true, indexable: true });
  const remoteIds = new Map<string, string>();
  for (const [reader, { uri }] of Object.entries(remotes)) {
    const found = (await instance.discover.address(uri)) as { accountId: string };
    remoteIds.set(reader, found.accountId);
  }
  const idOf = async (name: string) => (await home.account(name)).id;
  const locals = await Promise.all(['malik', 'parti', 'bloque', 'bloqueur'].map(idOf));
  for (const id of [...locals, remoteIds.get('remoteFollower')!, remoteIds.get('remoteBlocked')!]) {
    await follow(instance, id, nour.id, `https://follows.example/${id}`);
    await acceptFollow(instance, nour.id, id);
  }
  await follow(instance, await idOf('demande'), nour.id);
  await fediverse.settled();

  const communityId = await openCircle(home, author, ['malik', 'hote'], remoteIds.get('remoteFollower')!);
  await fediverse.settled();

  const start = instance.ids();
  const named = `@theo @bloque @carol@${good.host} @bob@${evil.host}`;
  const posts = {} as Record<Row, Canary>;
  const roots = new Map<Row, string>();
  const place = (row: Row) => (row === 'community' || row === 'held' ? { communityId } : {});
  for (const row of rows)
    roots.set(row, await home.write('hote', `racine ${row}`, { audience: rootAudience(row), ...place(row) }));
  for (const row of rows) posts[row] = await publish(home, row, named, roots.get(row)!, place(row));
  await fediverse.settled();

  await carry(
    home,
    communityId,
    rows.map((row) => ({ id: posts[row].id, authorId: nour.id })),
  );
  // Kept at the top by the hosts, and sent back to wait since.
  for (const row of ['community', 'held'] as const) await featurePost(instance, nour.id, posts[row].id, true);
  await hold(home, posts.held);
  await unfollow(instance, await idOf('parti'), nour.id);
  await block(instance, nour.id, await idOf('bloque'));
  await block(instance, nour.id, remoteIds.get('remoteBlocked')!);
  await block(instance, await idOf('bloqueur'), nour.id);
  await removePost(instance, nour.id, posts.removed.id);
  await removePost(instance, nour.id, posts.removed.replyId);
  await eraseNow(instance, posts.erased.id);
  await eraseNow(instance, posts.erased.replyId);
  await fediverse.settled();

  const visitors = new Map<Reader, Visitor>();
  for (const [reader, name] of Object.entries(names)) visitors.set(reader as Reader, await member(home, name));
  const visitor = (reader: Reader) => visitors.get(reader) ?? stranger(home);
  return {
    fediverse,
    home,
    posts,
    remotes,
    evil,
    start,
    visitor,
    get: (reader, path, headers = {}) =>
      visitor(reader).get(path, { ...headers, ...(isRemote(reader) && signed(home, remotes[reader]!, path)) }),
    stop: async () => {
      await fediverse.stop();
      await good.close();
      await evil.close();
      await ally.close();
    },
  };
}

/** Headers of a GET that this actor signs. */
export const signed = (home: Home, actor: RemoteActor, path: string) =>
  signCavage(
    { method: 'GET', url: new URL(path, home.origin).href, headers: {}, body: Buffer.alloc(0) },
    actor.key,
    Date.now(),
  );

/** What an answer of this row may answer. */
const rootAudience = (row: Row): Audience =>
  row === 'held' ? 'community' : ['organisation', 'partners', 'community'].includes(row) ? (row as Audience) : 'public';

/** Brought back from an organisation elsewhere whose members could read it, with whom it named. */
async function bring(home: Home, named: string, rootId: string): Promise<Canary> {
  const { instance } = home;
  const nour = await home.account(author);
  const word = 'canariimportedx';
  const mediaId = await canaryPicture(home, word);
  const brought = (text: string, more: { mediaIds?: string[]; inReplyToUri?: string }) =>
    importPost(
      instance,
      nour,
      {
        ...{ text, html: '', title: null, summary: '', notice: '', language: 'fr', audience: 'organisation' },
        ...{ sensitive: false, createdAt: Date.now(), inReplyToUri: null, mediaIds: [], ...more },
      },
      async () => {},
    );
  const id = await brought(`avantimportedx ${named}`, { mediaIds: [mediaId] });
  await editPost(instance, nour.id, id, { text: `${word} ${named} #matrice`, notice: '', language: 'fr' });
  const replyId = await brought(`reponseimportedx ${named}`, { inReplyToUri: postUri(instance, rootId) });
  const file = await fileOf(home, mediaId);
  const film = await hangFilm(instance, nour.id, id, word);
  return {
    id,
    word,
    before: 'avantimportedx',
    file,
    film,
    replyId,
    replyWord: 'reponseimportedx',
    rootId,
    quotingId: null,
  };
}

async function canaryPicture({ instance, account }: Home, word: string): Promise<string> {
  const path = instance.files.temporary();
  writeFileSync(path, await picture('png', 64, 64));
  const { id } = await receiveImage(instance, (await account(author)).id, { path, description: `image ${word}` });
  await instance.files.discard([path]);
  return id;
}

async function fileOf({ instance }: Home, mediaId: string): Promise<string> {
  const [row] = await instance.db.select().from(media).where(eq(media.id, mediaId));
  return row?.file ?? '';
}

/** It waits for a host again, as after a change: whatever came of it before must not show it. */
const hold = ({ instance }: Home, { id, replyId }: Canary) =>
  write(instance, (tx) =>
    tx
      .update(postTable)
      .set({ heldAt: instance.clock() })
      .where(inArray(postTable.id, [id, replyId])),
  );

async function publish(
  home: Home,
  row: Row,
  named: string,
  rootId: string,
  place: { communityId?: string },
): Promise<Canary> {
  if (row === 'imported') return bring(home, named, rootId);
  const { instance } = home;
  const nour = await home.account(author);
  const audience: Audience = row === 'held' ? 'community' : row === 'removed' || row === 'erased' ? 'public' : row;
  const word = `canari${row}x`;
  const mediaId = await canaryPicture(home, word);
  const id = await home.write(author, `avant${row}x ${named}`, {
    audience,
    mediaIds: [mediaId],
    ...place,
    poll: { options: [`oui ${word}`, `non ${word}`], multiple: false, hours: 24 },
    ...(row === 'community' && { title: 'Rencontre', gathering: meeting() }),
  });
  await editPost(instance, nour.id, id, { text: `${word} ${named} #matrice`, notice: '', language: 'fr' });
  const viewer = { accountId: (await home.account(audience === 'direct' ? 'theo' : 'malik')).id, local: true };
  await like(instance, viewer, id);
  if (audience === 'public' || audience === 'unlisted') {
    await boost(instance, { accountId: (await home.account('relais')).id, local: true }, id);
    await pin(instance, nour.id, id);
  }
  const quotingId = open.includes(audience)
    ? await home.write('relais', `cite${row}x`, { quoteOfId: id, audience })
    : null;
  const replyId = await home.write(author, `reponse${row}x ${named}`, { audience, inReplyToId: rootId });
  const file = await fileOf(home, mediaId);
  const film = await hangFilm(instance, nour.id, id, word);
  return { id, word, before: `avant${row}x`, file, film, replyId, replyWord: `reponse${row}x`, rootId, quotingId };
}

/** What is written in the community is an event too. */
const meeting = () => ({
  ...{ startsAt: Date.now() + 3 * 86_400_000, endsAt: null, zone: 'Europe/Paris', place: 'Au jardin', address: '' },
  ...{ link: '', access: '', capacity: null, waitingList: false, answersUntil: null },
});

/** A film with captions beside the picture of a post, as if it had been prepared; gives the name of its files. */
async function hangFilm(instance: Instance, accountId: string, postId: string, word: string): Promise<string> {
  const file = newFileName();
  const row = { id: instance.ids(), accountId, postId, kind: 'video' as const, file, place: 1, description: word };
  const about = { mediaType: 'video/mp4', captions: 'fr', duration: 1000, createdAt: Date.now() };
  for (const name of [nameOf(file, 'full', 'video/mp4'), captionsFile(file)]) {
    const path = instance.files.temporary();
    writeFileSync(path, word);
    await instance.files.keep(path, name);
  }
  await write(instance, (tx) => tx.insert(media).values({ ...row, ...about }));
  return file;
}
