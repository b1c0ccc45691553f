// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { updateProfile } from '../../src/accounts/profile.ts';
import { openCommunity } from '../../src/communities/community.ts';
import type { CommunitySettings } from '../../src/communities/view.ts';
import { chooseLevels, type Levels } from '../../src/directory/levels.ts';
import { searchDirectory } from '../../src/directory/search.ts';
import type { DirectoryQuery } from '../../src/directory/view.ts';
import { fetchDocument } from '../../src/federation/fetch-document.ts';
import { readDirectory } from '../../src/federation/read-directory.ts';
import { changeTerms, end } from '../../src/partners/partnership.ts';
import { partnerEntries } from '../../src/partners/tables.ts';
import { startFediverse } from '../support/fediverse.ts';
import { partnersUp } from '../support/partners.ts';

const fediverse = await startFediverse(['valombre', 'terrefranche', 'morvan']);
const { valombre, terrefranche, morvan } = fediverse.homes;
type Home = typeof valombre;
const { settled } = fediverse;
const nobody: Levels = { name: 'nobody', role: 'nobody', affiliation: 'nobody', skills: 'nobody', helpsWith: 'nobody' };
const all = { text: '', host: '', affiliation: '', skill: '', helps: '', page: 0 };
const search = async (home: Home, name: string | null, query: Partial<DirectoryQuery> = {}) => {
  const viewer = name === null ? null : { accountId: (await home.account(name)).id, local: true };
  return searchDirectory(home.instance, viewer, { ...all, ...query });
};
const names = async (...asked: Parameters<typeof search>) =>
  (await search(...asked)).entries.map(({ account }) => account.name).sort();
const choose = async (home: Home, name: string, levels: Partial<Levels>) =>
  chooseLevels(home.instance, (await home.account(name)).id, { ...nobody, ...levels });
const nour = await valombre.account('nour');
await updateProfile(valombre.instance, nour.id, {
  role: 'juriste',
  skills: ['soudure', 'droit public'],
  helpsWith: 'relire un contrat',
  affiliation: 'student',
});

test('nobody is in the directory who did not choose it', async () => {
  assert.equal(await names(valombre, 'ines'), []);
});

test('S62 each field of a person shows to whom they chose, and nobody is found by what does not show', async () => {
  const levels = ['public', 'partners', 'organisation', 'nobody'] as const;
  const wrong: string[] = [];
  const readers = { stranger: ['public'], member: ['public', 'partners', 'organisation'] };
  for (const [reader, shown] of Object.entries(readers))
    for (const level of levels) {
      const who = reader === 'stranger' ? null : 'ines';
      const sees = shown.includes(level);
      await choose(valombre, 'nour', { name: level });
      if ((await names(valombre, who)).includes('nour') !== sees) wrong.push(`${reader} name ${level}`);
      await choose(valombre, 'nour', {
        name: 'public',
        role: level,
        skills: level,
        helpsWith: level,
        affiliation: level,
      });
      const [entry] = (await search(valombre, who, { text: 'nour' })).entries;
      const seen = [entry!.account.role, entry!.skills.join(), entry!.helpsWith, entry!.account.affiliation ?? ''];
      if (seen.some((one) => (one !== '') !== sees)) wrong.push(`${reader} fields ${level}: ${seen}`);
      for (const query of [
        { text: 'juriste' },
        { text: 'soudure' },
        { skill: 'soud' },
        { helps: 'contrat' },
        { affiliation: 'student' },
      ])
        if (((await names(valombre, who, query)).length === 1) !== sees)
          wrong.push(`${reader} ${JSON.stringify(query)} ${level}`);
    }
  assert.equal(wrong, []);
});

const settings: CommunitySettings = {
  displayName: 'Semences',
  purpose: 'Échanger des graines.',
  rules: '',
  reach: 'partners',
  admission: 'open',
  posting: 'members',
  language: 'fr',
  topics: [],
};

test('S62 a partner is told of who chose it, in the fields they chose, of communities for partners, and of nothing else', async () => {
  const { instance } = valombre;
  await openCommunity(instance, nour.id, 'semences', settings);
  await openCommunity(instance, nour.id, 'maison', { ...settings, reach: 'organisation' });
  await openCommunity(instance, nour.id, 'secret', { ...settings, reach: 'members', admission: 'invitation' });
  await choose(valombre, 'nour', { name: 'partners', skills: 'partners', role: 'organisation', helpsWith: 'nobody' });
  await choose(valombre, 'malik', { name: 'organisation', skills: 'public' });
  await choose(valombre, 'theo', { name: 'public' });
  await partnersUp(fediverse, valombre, terrefranche);
  await readDirectory(terrefranche.instance, { host: valombre.host });
  assert.equal(await names(terrefranche, 'gerard'), ['nour', 'theo']);
  const { entries, communities } = await search(terrefranche, 'gerard', { text: 'soudure' });
  assert.equal(communities, []);
  assert.is(entries[0]?.account.handle, `@nour@${valombre.host}`);
  assert.equal(entries[0]?.skills, ['soudure', 'droit public']);
  assert.is(entries[0]?.account.role, '');
  assert.is(entries[0]?.helpsWith, '');
  const told = (await search(terrefranche, 'gerard')).communities.map(({ account }) => account.path);
  assert.equal(told, [`/communities/semences@${valombre.host}`]);
  assert.equal(await names(terrefranche, null), [], 'what a partner gave is for members');
  assert.equal(await names(terrefranche, 'gerard', { host: valombre.host, skill: 'droit' }), ['nour']);
  assert.equal(await names(terrefranche, 'gerard', { host: 'here' }), []);
});

test('S53 the directory is a 404 for who is no partner, whatever it signs', async () => {
  for (const address of [`${valombre.origin}/ap/directory`, `${valombre.origin}/ap/directory?page=1`]) {
    const fault = await fetchDocument(morvan.instance, address, { fresh: true }).catch(({ reason }) => reason);
    assert.is(fault, 'gone', address);
    assert.is((await fetch(address.replace(/\/\/[^:]+/, '//127.0.0.1'))).status, 404, address);
  }
});

test('who takes themselves out is out there with the next reading', async () => {
  await choose(valombre, 'nour', { skills: 'public' });
  await readDirectory(terrefranche.instance, { host: valombre.host });
  assert.equal(await names(terrefranche, 'gerard'), ['theo']);
});

test('S60 people go with their scope at once, everything with the partnership', async () => {
  const kinds = async () =>
    [...new Set((await terrefranche.instance.db.select().from(partnerEntries)).map(({ kind }) => kind))].sort();
  assert.equal(await kinds(), ['group', 'person']);
  await changeTerms(valombre.instance, terrefranche.host, { scopes: ['communities'] }, '1');
  await settled();
  assert.equal(await kinds(), ['group']);
  await readDirectory(terrefranche.instance, { host: valombre.host });
  assert.equal(await kinds(), ['group']);
  await end(terrefranche.instance, valombre.host, '', '1');
  assert.equal(await kinds(), []);
});

test('the organisations are stopped', () => fediverse.stop());

test.run();
