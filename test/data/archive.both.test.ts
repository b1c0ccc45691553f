// deadline: 180 s
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { block } from '../../src/accounts/block.ts';
import { follow } from '../../src/accounts/follow.ts';
import { createList, listsOf, peopleIn, putInLists } from '../../src/accounts/list.ts';
import { mute } from '../../src/accounts/mute.ts';
import { profileOf, updateProfile } from '../../src/accounts/profile.ts';
import { relationships } from '../../src/accounts/relationship.ts';
import { members, sessions } from '../../src/accounts/tables.ts';
import { transfers } from '../../src/data/tables.ts';
import { password } from '../../src/demo/cast.ts';
import { actorKeys } from '../../src/federation/tables.ts';
import { purge } from '../../src/housekeeping.ts';
import { receiveImage } from '../../src/media/media.ts';
import { readArchive } from '../../src/platform/archive.ts';
import { events } from '../../src/platform/tables.ts';
import { bookmark, bookmarkedPosts } from '../../src/posts/bookmark.ts';
import { boost } from '../../src/posts/boost.ts';
import { addFilter, filtersOf } from '../../src/posts/filter.ts';
import { followedTagsOf, followTag } from '../../src/posts/followed-tag.ts';
import { like } from '../../src/posts/like.ts';
import { posts } from '../../src/posts/tables.ts';
import { profileTimeline } from '../../src/posts/timelines.ts';
import { type Fediverse, type Home, startFediverse } from '../support/fediverse.ts';
import { picture } from '../support/pictures.ts';
import { member, multipart, type Visitor } from '../support/visitor.ts';

async function exported(fediverse: Fediverse, home: Home, visitor: Visitor): Promise<Buffer> {
  assert.is((await visitor.post('/settings/data', { present: password })).status, 303);
  await fediverse.settled();
  const page = await visitor.get('/settings/data');
  assert.match(page.text, 'Votre archive est prête');
  assert.match((await visitor.get('/notifications')).text, 'Votre archive est prête');
  const { id } = await home.account('malik');
  const reply = await visitor.get('/settings/data/archive');
  assert.is(reply.status, 200);
  assert.match(String(reply.headers['content-disposition']), /attachment; filename="malik-\d{4}-\d\d-\d\d\.tar"/);
  const [row] = await home.instance.db.select().from(transfers);
  assert.is(row!.accountId, id);
  return readFile(join(home.instance.config.dataDir, 'transfers', row!.id));
}

async function imported(fediverse: Fediverse, visitor: Visitor, kind: string, mode: string, bytes: Buffer) {
  const form = await multipart({ kind, mode, _csrf: await visitor.token() }, [{ field: 'file', name: 'x.tar', bytes }]);
  const reply = await visitor.send('POST', '/settings/data/import', form);
  assert.is(reply.status, 303);
  await fediverse.settled();
  return (await visitor.get('/settings/data/import')).text;
}

async function namesIn(path: string): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for await (const { name, content } of readArchive(path)) {
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(chunk);
    texts[name] = Buffer.concat(chunks).toString(name.endsWith('.webp') ? 'latin1' : 'utf8');
  }
  return texts;
}

test('L03 S117 what is taken away on one instance makes the same account on another, and announces nothing anew', async () => {
  const fediverse = await startFediverse(['valombre', 'terrefranche']);
  const { valombre: home, terrefranche: there } = fediverse.homes;
  const { instance } = home;
  const malik = await home.account('malik');
  const me = { accountId: malik.id, local: true };
  const aicha = await home.find(`@aicha@${there.host}`);
  const [ines, theo, nour] = [await home.account('ines'), await home.account('theo'), await home.account('nour')];
  const photo = join(instance.config.dataDir, 'photo.png');
  await writeFile(photo, await picture('png'));
  const avatar = await receiveImage(instance, malik.id, { path: photo, role: 'avatar' });
  await updateProfile(instance, malik.id, {
    displayName: 'Malik B.',
    bio: 'De la *ferme* à l’assiette',
    role: 'étudiant',
    fields: [{ name: 'Bureau', value: 'B 214' }],
    avatarId: avatar.id,
  });
  const shown = await receiveImage(instance, malik.id, { path: photo, description: 'Une haie' });
  const first = await home.write('malik', 'Bonjour **à tous** #cantine', { mediaIds: [shown.id] });
  await home.write('malik', 'Et la suite', { inReplyToId: first, notice: 'Long' });
  await home.write('malik', 'Entre membres', { audience: 'organisation' });
  await home.write('malik', '## Un\n\nDe la ferme', { title: 'La chaîne', summary: 'De l’assiette à la ferme' });
  await home.write('malik', '@nour un secret', { audience: 'direct' });
  const other = await home.write('ines', 'À garder');
  await home.write('nour', '@malik le mien aussi', { audience: 'direct' });
  await follow(instance, malik.id, aicha);
  await follow(instance, malik.id, ines.id);
  await fediverse.settled();
  await there.write('aicha', 'Pour qui me suit');
  await fediverse.settled();
  await mute(instance, malik.id, theo.id);
  await block(instance, malik.id, nour.id);
  const list = await createList(instance, malik.id, 'La cantine, "de la ferme"');
  for (const id of [aicha, ines.id]) await putInLists(instance, malik.id, id, [list]);
  await bookmark(instance, me, other);
  await like(instance, me, other);
  await boost(instance, me, other);
  await addFilter(instance, malik.id, { phrase: 'révisions', action: 'hide', days: null });
  await followTag(instance, malik.id, 'cantine');

  const visitor = await member(home, 'malik');
  assert.is((await visitor.post('/settings/data', { present: 'wrong' })).status, 422, 'the password once more');
  const bytes = await exported(fediverse, home, visitor);
  const path = join(instance.config.dataDir, 'copy.tar');
  await writeFile(path, bytes);
  const texts = await namesIn(path);
  assert.ok(texts['outbox.json']!.includes('un secret'));
  assert.is(JSON.parse(texts['outbox.json']!).orderedItems.length, 6);
  const whole = Object.values(texts).join('\n');
  const secrets = [
    ...(await instance.db.select().from(members)).map((row) => row.passwordHash),
    ...(await instance.db.select().from(sessions)).flatMap((row) => [row.id, row.csrf]),
    ...(await instance.db.select().from(actorKeys)).map((row) => row.sealedPrivate),
    'le mien aussi',
    'Pour qui me suit',
    'nour@valombre.example',
  ];
  for (const secret of secrets) assert.not.ok(whole.includes(secret), secret.slice(0, 20));
  assert.ok(whole.includes('malik@valombre.example'));

  const gerard = await there.account('gerard');
  const guest = await member(there, 'gerard');
  const before = (await there.instance.db.select().from(events)).length;
  const text = await imported(fediverse, guest, 'archive', 'replace', bytes);
  assert.match(text, 'Reprise du');
  const profile = await profileOf(there.instance, null, await there.account('gerard'));
  assert.equal(
    [profile.displayName, profile.role, profile.bio.includes('<em>ferme</em>'), profile.fields[0]!.name],
    ['Malik B.', 'étudiant', true, 'Bureau'],
  );
  assert.ok(profile.avatar);
  const own = (await there.instance.db.select().from(posts)).filter((post) => post.accountId === gerard.id);
  assert.is(own.length, 5, 'the relay is another’s');
  const original = await instance.db.select().from(posts);
  for (const post of own) {
    const was = original.find((one) => one.source === post.source)!;
    assert.is(post.createdAt, was.createdAt, 'the first date');
    assert.equal([post.title, post.summary, post.notice], [was.title, was.summary, was.notice]);
    assert.ok(post.uri.startsWith(there.origin));
    assert.is(post.audience, was.audience === 'public' ? 'public' : 'direct');
  }
  const [hello, next] = ['Bonjour **à tous** #cantine', 'Et la suite'].map(
    (source) => own.find((post) => post.source === source)!,
  );
  assert.is(next!.inReplyToId, hello!.id, 'threads hold together');
  assert.is(next!.notice, 'Long');
  assert.is((await there.account('gerard')).posts, 5);
  const timeline = await profileTimeline(there.instance, null, gerard.id, 'posts', {});
  assert.equal(
    timeline.posts.map((post) => post.media.map((file) => file.description)),
    [[], ['Une haie']],
  );
  const colleague = { accountId: (await there.account('aicha')).id, local: true };
  const seen = JSON.stringify(await profileTimeline(there.instance, colleague, gerard.id, 'posts', {}));
  for (const words of ['Entre membres', 'un secret']) assert.not.match(seen, words);
  const mine = new Set(own.map((post) => post.id));
  const told = (await there.instance.db.select().from(events))
    .slice(before)
    .filter(({ payload }) => mine.has(String(payload.postId)))
    .map(({ type }) => type);
  assert.equal(told, Array(5).fill('post.imported'));
  assert.match((await guest.get('/search?q=Bonjour')).text, 'à tous');

  const inesThere = (await there.account(`@ines@${home.host}`)).id;
  const aichaThere = (await there.account('aicha')).id;
  const [nourThere, theoThere] = [await there.find(`@nour@${home.host}`), await there.find(`@theo@${home.host}`)];
  const ties = await relationships(there.instance, gerard.id, [inesThere, aichaThere, nourThere, theoThere]);
  assert.ok(ties.get(inesThere)!.following, 'asked anew, and accepted');
  assert.ok(ties.get(aichaThere)!.following);
  assert.ok(ties.get(nourThere)!.blocking);
  assert.ok(ties.get(theoThere)!.muting);
  const [brought] = await listsOf(there.instance, gerard.id);
  assert.is(brought!.name, 'La cantine, "de la ferme"');
  assert.equal((await peopleIn(there.instance, brought!.id)).sort(), [inesThere, aichaThere].sort());
  const kept = await bookmarkedPosts(there.instance, { accountId: gerard.id, local: true });
  assert.equal(
    kept.posts.map((post) => post.html.replace(/<[^>]+>/g, '').trim()),
    ['À garder'],
  );
  assert.equal(
    (await followedTagsOf(there.instance, gerard.id)).map(({ name }) => name),
    ['cantine'],
  );
  assert.equal(
    (await filtersOf(there.instance, gerard.id)).map((one) => [one.phrase, one.action]),
    [['révisions', 'hide']],
  );

  await imported(fediverse, guest, 'archive', 'merge', bytes);
  assert.is((await there.account('gerard')).posts, 5, 'twice makes no second post');
  await fediverse.stop();
});

test('S117 an export is its owner’s alone, for a day, and the file goes', async () => {
  let passed = 0;
  const fediverse = await startFediverse(['valombre'], {}, { clock: () => Date.now() + passed });
  const home = fediverse.homes.valombre;
  const [malik, nour] = [await member(home, 'malik'), await member(home, 'nour')];
  await home.write('malik', 'Bonjour');
  await exported(fediverse, home, malik);
  assert.is((await nour.get('/settings/data/archive')).status, 404);
  assert.is((await malik.get('/settings/data/archive')).status, 200);
  passed = 24 * 3_600_000 + 1000;
  assert.is((await malik.get('/settings/data/archive')).status, 404);
  await purge(home.instance);
  const folder = join(home.instance.config.dataDir, 'transfers');
  for (const name of await readdir(folder)) await utimes(join(folder, name), 1, 1);
  await purge(home.instance);
  assert.equal(await readdir(folder), []);
  await fediverse.stop();
});

test('each list of Mastodon is taken, added to what is here or in its place', async () => {
  const fediverse = await startFediverse(['valombre', 'terrefranche']);
  const { valombre: home, terrefranche: there } = fediverse.homes;
  const malik = await home.account('malik');
  const visitor = await member(home, 'malik');
  const [theo, solene] = [await home.account('theo'), await home.account('solene')];
  await follow(home.instance, malik.id, theo.id);
  const header = 'Account address,Show boosts,Notify on new posts,Languages\n';
  const rows = `aicha@${there.host},true,false,\nnobody@${there.host},true,false,\n${malik.name}@${home.host},true,false,\n`;
  const ties = async () => {
    const aicha = (await home.account(`@aicha@${there.host}`)).id;
    const all = await relationships(home.instance, malik.id, [aicha, theo.id, solene.id]);
    return [aicha, theo.id, solene.id].map((id) => all.get(id)!);
  };
  const text = await imported(fediverse, visitor, 'following', 'merge', Buffer.from(header + rows));
  assert.match(text, '1 abonnement demandé');
  assert.match(text, '2 éléments laissés');
  assert.match(text, `nobody@${there.host}</code> introuvable`);
  assert.equal(
    (await ties()).map((tie) => tie.following),
    [true, true, false],
  );
  await imported(fediverse, visitor, 'following', 'replace', Buffer.from(header + rows));
  assert.equal(
    (await ties()).map((tie) => tie.following),
    [true, false, false],
  );
  await imported(
    fediverse,
    visitor,
    'mutes',
    'merge',
    Buffer.from(`Account address,Hide notifications\r\ntheo@${home.host},true\r\n`),
  );
  await imported(fediverse, visitor, 'blocks', 'merge', Buffer.from(`solene@${home.host}\n`));
  assert.equal(
    (await ties()).map((tie) => [tie.muting, tie.blocking]),
    [
      [false, false],
      [true, false],
      [false, true],
    ],
  );
  await imported(
    fediverse,
    visitor,
    'lists',
    'merge',
    Buffer.from(`"Un, deux",aicha@${there.host}\nTrois,theo@${home.host}\n`),
  );
  assert.equal(
    (await listsOf(home.instance, malik.id)).map((list) => [list.name, list.people]),
    [
      ['Trois', 1],
      ['Un, deux', 1],
    ],
  );
  const post = await there.write('aicha', 'À garder');
  await imported(fediverse, visitor, 'bookmarks', 'merge', Buffer.from(`#uri\n${there.origin}/ap/posts/${post}\n`));
  assert.match((await visitor.get('/bookmarks')).text, 'À garder');
  await fediverse.stop();
});

test.run();
