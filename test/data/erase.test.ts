// deadline: 180 s
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { addMember } from '../../src/accounts/add-member.ts';
import { block } from '../../src/accounts/block.ts';
import { follow } from '../../src/accounts/follow.ts';
import { createList, putInLists } from '../../src/accounts/list.ts';
import { endMutes, mute } from '../../src/accounts/mute.ts';
import { updateProfile } from '../../src/accounts/profile.ts';
import { accounts } from '../../src/accounts/tables.ts';
import { password } from '../../src/demo/cast.ts';
import { purge } from '../../src/housekeeping.ts';
import { receiveImage } from '../../src/media/media.ts';
import { decide } from '../../src/moderation/decide.ts';
import { report } from '../../src/moderation/reports.ts';
import { eq } from '../../src/platform/columns.ts';
import { hashPassword } from '../../src/platform/password.ts';
import { bookmark } from '../../src/posts/bookmark.ts';
import { boost } from '../../src/posts/boost.ts';
import { keepDraft } from '../../src/posts/draft.ts';
import { editPost } from '../../src/posts/edit-post.ts';
import { addFilter } from '../../src/posts/filter.ts';
import { followTag } from '../../src/posts/followed-tag.ts';
import { like } from '../../src/posts/like.ts';
import { type Fediverse, type Home, startFediverse } from '../support/fediverse.ts';
import { picture } from '../support/pictures.ts';
import { member, stranger } from '../support/visitor.ts';

const day = 86_400_000;
const canary = 'zanzibarcanari';

async function withFediverse(
  work: (fediverse: Fediverse, later: (ms: number) => void) => Promise<void>,
  keys: ('valombre' | 'terrefranche')[] = ['valombre'],
) {
  let passed = 0;
  const fediverse = await startFediverse(keys, {}, { clock: () => Date.now() + passed });
  await work(fediverse, (ms) => {
    passed += ms;
  });
  await fediverse.stop();
}

const signIn = (home: Home, name: string) => stranger(home).post('/sign-in', { name, password });

/** Every file of an instance that holds the word, its database compacted first. */
function holding(home: Home, word: string): string[] {
  const require = createRequire(import.meta.url);
  const Sqlite = require('better-sqlite3') as typeof import('better-sqlite3');
  const { dataDir } = home.instance.config;
  const database = new Sqlite(join(dataDir, 'maillon.sqlite'));
  database.exec('vacuum');
  database.pragma('wal_checkpoint(truncate)');
  database.close();
  return readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dataDir, name))
    .filter((path) => statSync(path).isFile())
    .filter((path) => readFileSync(path).toString('latin1').toLowerCase().includes(word));
}

/** Rows of any table in which a column is this id. */
function rowsWith(home: Home, id: string): string[] {
  const require = createRequire(import.meta.url);
  const Sqlite = require('better-sqlite3') as typeof import('better-sqlite3');
  const database = new Sqlite(join(home.instance.config.dataDir, 'maillon.sqlite'), { readonly: true });
  const names = database
    .prepare(
      `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'post_words%'`,
    )
    .all() as { name: string }[];
  const found = names.flatMap(({ name }) => {
    const columns = database.prepare(`pragma table_info("${name}")`).all() as { name: string }[];
    return columns
      .filter(
        (column) =>
          (database.prepare(`select 1 from "${name}" where "${column.name}" = ? limit 1`).all(id) as unknown[]).length,
      )
      .map((column) => `${name}.${column.name}`);
  });
  database.close();
  return found.sort();
}

test('L04 F13 after the time to come back nothing is left of the words, the files, the ties, here and where they went', () =>
  withFediverse(
    async ({ homes, settled }, later) => {
      const { valombre: home, terrefranche: there } = homes;
      const { instance } = home;
      const id = await addMember(instance, {
        name: 'partante',
        displayName: `Nom ${canary}`,
        email: `${canary}@valombre.example`,
        passwordHash: await hashPassword(password),
        affiliation: 'student',
        language: 'fr',
      });
      const me = { accountId: id, local: true };
      const aicha = await home.find(`@aicha@${there.host}`);
      const [ines, theo] = [await home.account('ines'), await home.account('theo')];
      const file = join(instance.config.dataDir, 'photo.png');
      await writeFile(file, await picture('png'));
      const avatar = await receiveImage(instance, id, { path: file, role: 'avatar' });
      const shown = await receiveImage(instance, id, { path: file, description: canary });
      await updateProfile(instance, id, {
        bio: canary,
        role: canary,
        fields: [{ name: canary, value: canary }],
        avatarId: avatar.id,
      });
      const partante = await there.find(`@partante@${home.host}`);
      await follow(there.instance, (await there.account('aicha')).id, partante);
      await settled();
      const first = await home.write('partante', `Un ${canary} #${canary}`, { mediaIds: [shown.id] });
      await editPost(instance, me.accountId, first, {
        text: `Deux ${canary}`,
        notice: canary,
        language: 'fr',
      } as never);
      await home.write('partante', canary, { poll: { options: [canary, 'autre'], multiple: false, hours: 2 } });
      await home.write('partante', `@aicha@${there.host} ${canary}`, { audience: 'direct' });
      await home.write('partante', canary, { audience: 'organisation' });
      const other = await home.write('ines', 'Bonjour');
      await like(instance, me, other);
      await boost(instance, me, other);
      await bookmark(instance, me, other);
      await follow(instance, id, aicha);
      await follow(instance, ines.id, id);
      await mute(instance, id, theo.id, 1);
      await block(instance, theo.id, id);
      const list = await createList(instance, id, canary);
      await putInLists(instance, id, ines.id, [list]);
      await putInLists(instance, ines.id, id, [await createList(instance, ines.id, 'À suivre')]);
      await addFilter(instance, id, { phrase: canary, action: 'hide', days: null });
      await followTag(instance, id, canary);
      await keepDraft(instance, id, {
        content: {
          text: canary,
          notice: '',
          language: 'fr',
          audience: 'public',
          inReplyToId: null,
          mediaIds: [],
          poll: null,
        },
        voice: 'own',
        at: null,
      });
      const reportId = await report(instance, { reporterId: id, targetId: theo.id, postIds: [], comment: canary });
      const answer = { accountId: theo.id, postId: null, act: 'none', ground: 'charter', statement: 'Rien.' } as const;
      await decide(instance, { ...answer, reportId, by: (await home.account('ines')).id });
      const visitor = await member(home, 'partante');
      await visitor.post('/settings/data', { present: password });
      await settled();
      assert.ok(holding(home, canary).length > 1, 'the database and the export hold it');
      assert.ok(holding(there, canary).length > 0);

      assert.is((await visitor.post('/settings/data/delete', { present: password })).status, 200);
      later(14 * day + 1000);
      await purge(instance);
      await settled();
      await endMutes(instance);
      later(day);
      await settled();
      for (const each of [home, there]) await purge(each.instance);
      assert.equal(holding(home, canary), []);
      assert.equal(holding(there, canary), []);
      assert.equal(holding(home, 'partante'), [], 'not even the name');
      assert.equal(rowsWith(home, id), ['accounts.id', 'actor_keys.owner', 'outgoing.account_id', 'posts.account_id']);
      const [tombstone] = await there.instance.db.select().from(accounts).where(eq(accounts.id, partante));
      assert.ok(tombstone!.deletedAt);
      assert.equal([(await home.account('ines')).following, (await home.account('ines')).posts], [0, 1]);

      const gone = await stranger(home).get(`/ap/accounts/${id}`, { accept: 'application/activity+json' });
      assert.is(gone.status, 410);
      assert.is((await signIn(home, 'partante')).status, 422);
      try {
        await addMember(instance, {
          name: 'partante',
          displayName: 'Autre',
          email: 'autre@valombre.example',
          passwordHash: 'x',
          affiliation: 'student',
          language: 'fr',
        });
        assert.unreachable('a name is given once');
      } catch (error) {
        assert.is((error as { fields: Record<string, { key: string }> }).fields.name?.key, 'name.taken');
      }
      later(31 * day);
      await purge(instance);
      assert.equal(rowsWith(home, id).includes('actor_keys.owner'), false);
    },
    ['valombre', 'terrefranche'],
  ));

test.run();
