import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isPlain } from '../../src/federation/context-policy.ts';
import { readEnvelope } from '../../src/federation/guard.ts';
import type { Json } from '../../src/federation/json.ts';
import { readActor } from '../../src/federation/objects/read-actor.ts';
import { readNote, voteIn } from '../../src/federation/objects/read-note.ts';
import { parseJson } from '../../src/federation/parse-json.ts';

const folder = join(import.meta.dirname, '../fixtures/activities');
const read = (name: string): Json => parseJson(readFileSync(join(folder, `${name}.json`)))!;
const note = (name: string, followers: string | null = null) => readNote(read(name), followers)!;

test('documents in the shapes of the field are plain AS2', () => {
  const names = globSync('*/*.json', { cwd: folder });
  assert.ok(names.length >= 20);
  for (const name of names) {
    const document = parseJson(readFileSync(join(folder, name)))!;
    if (document['@context']) assert.ok(isPlain(document), name);
  }
});

test('Mastodon: an actor with its fields, picture and page', () => {
  const lea = readActor(read('mastodon/actor'))!;
  assert.equal([lea.kind, lea.name, lea.host, lea.displayName], ['person', 'lea', 'mastodon.example', 'Léa 🌱']);
  assert.is(lea.url, 'https://mastodon.example/@lea');
  assert.is(lea.avatarUrl, 'https://files.mastodon.example/accounts/avatars/1.jpg');
  assert.is(lea.fields[0]!.name, 'Site');
  assert.match(lea.fields[0]!.value, /href="https:\/\/lea\.example"/);
  assert.equal([lea.locked, lea.discoverable, lea.indexable], [false, true, true]);
  assert.is(lea.featuredUri, 'https://mastodon.example/users/lea/collections/featured');
});

test('Mastodon: a Create with notice, mention, tag and picture; a poll; a vote; an Undo', () => {
  const create = readEnvelope(read('mastodon/create-note'))!;
  const said = readNote(create.activity.object as Json)!;
  assert.equal([said.audience, said.notice, said.language, said.sensitive], ['public', 'plantes', 'fr', true]);
  assert.equal(said.people, ['https://home.example/ap/accounts/1']);
  assert.equal([...said.hashtags], [['https://mastodon.example/tags/flore', 'flore']]);
  assert.equal(said.media, [
    { url: 'https://files.mastodon.example/media/1.jpg', description: 'Une orchidée', width: 1200, height: 800 },
  ]);
  assert.is(said.inReplyToUri, 'https://home.example/ap/posts/1');
  assert.is(said.replies, 'https://mastodon.example/users/lea/statuses/111/replies');
  const question = note('mastodon/question');
  assert.is(question.audience, 'unlisted');
  assert.equal([question.poll!.multiple, question.poll!.voters], [true, 3]);
  assert.equal(question.poll!.options, [
    { title: 'Mardi', votes: 2 },
    { title: 'Jeudi', votes: 3 },
  ]);
  assert.is(question.poll!.closedAt, Date.UTC(2026, 10, 21, 10));
  assert.is(voteIn(read('mastodon/vote')), 'Mardi');
  assert.is(readEnvelope(read('mastodon/undo-like'))!.type, 'Undo');
});

test('GoToSocial: single values where others have lists, a key at an address of its own', () => {
  const tom = readActor(read('gotosocial/actor'))!;
  assert.equal([tom.locked, tom.sharedInbox], [true, 'https://gts.example/sharedInbox']);
  const said = note('gotosocial/note');
  assert.equal([said.audience, said.content, said.notice], ['public', '<p>salut</p>', '']);
  assert.equal(said.people, ['https://home.example/ap/accounts/1']);
});

test('Misskey: names in any script, a Like with a face, a sensitive picture', () => {
  assert.equal(
    [readActor(read('misskey/actor'))!.displayName, readActor(read('misskey/actor'))!.bannerUrl],
    ['ねこ', null],
  );
  assert.is(readEnvelope(read('misskey/like'))!.type, 'Like');
  const said = note('misskey/note');
  assert.equal([said.sensitive, said.media[0]!.url], [true, 'https://media.misskey.example/x.png']);
  assert.match(said.content, /元気/);
});

test('Pleroma and Akkoma: litepub context, EmojiReact, addresses inside links, microseconds', () => {
  assert.is(readActor(read('pleroma/actor'))!.bio, 'hola');
  assert.is(readEnvelope(read('pleroma/emoji-react'))!.type, 'EmojiReact');
  const said = readNote(readEnvelope(read('pleroma/create-note'))!.activity.object as Json)!;
  assert.equal([said.audience, said.media[0]!.url], ['unlisted', 'https://pleroma.example/media/1.jpg']);
  assert.equal([...said.hashtags.values()], ['mar']);
  assert.is(said.createdAt, Date.parse('2026-11-20T10:00:00.123Z'));
});

test('Lemmy: a community, its post with title and link, and the Announce of a Create', () => {
  assert.equal([readActor(read('lemmy/group'))!.kind, readActor(read('lemmy/group'))!.name], ['group', 'jardin']);
  const said = note('lemmy/page');
  assert.equal([said.title, said.audience, said.linked], ['Semis de novembre', 'public', false]);
  assert.equal(said.links, [{ url: 'https://blog.example/semis', name: '' }]);
  assert.is((readEnvelope(read('lemmy/announce-create'))!.activity.object as Json).type, 'Create');
});

test('PeerTube: a film is its title and the page where it plays, by its account', () => {
  const film = note('peertube/video');
  assert.equal([film.title, film.linked, film.content], ['La forêt en hiver', true, '']);
  assert.equal([film.url, film.author], ['https://peertube.example/w/u1', 'https://peertube.example/accounts/film']);
});

test('Pixelfed: pictures and films are shown', () => {
  const said = note('pixelfed/note');
  assert.equal(
    said.media.map(({ kind, description }) => [kind ?? 'image', description]),
    [
      ['image', 'Un lac'],
      ['video', ''],
    ],
  );
  assert.equal(said.links, []);
});

test('Friendica: an Article for followers, whose collection has another form', () => {
  const said = note('friendica/article', 'https://friendica.example/followers/karl');
  assert.equal([said.title, said.audience, said.language, said.notice], ['Über Wälder', 'followers', 'de', '']);
  assert.equal(said.people, []);
});

test('WordPress: an Article at an address with a query, its abstract no notice', () => {
  const said = note('wordpress/article');
  assert.equal([said.uri, said.author], ['https://blog.example/?p=42', 'https://blog.example/?author=1']);
  assert.equal([said.title, said.notice, said.url], ['Réouverture', '', 'https://blog.example/reouverture/']);
  assert.is(said.updatedAt, Date.UTC(2026, 10, 20, 12));
});

test('Hollo: the short name of Public, a proof beside', () => {
  const said = note('hollo/note');
  assert.equal([said.audience, said.language, said.author], ['public', 'ko', 'https://hollo.example/@hong']);
});

test('Mobilizon: an event with its hours; who does not say how one comes is asked nothing', () => {
  const event = note('mobilizon/event');
  assert.equal([event.title, event.linked, event.content], ['Plantation', false, '<p>Venez.</p>']);
  const { startsAt, endsAt, joinMode, capacity } = event.gathering!;
  assert.equal([startsAt, endsAt], [Date.UTC(2026, 11, 1, 8), Date.UTC(2026, 11, 1, 11)]);
  assert.equal([joinMode, capacity], ['none', null]);
});

test.run();
