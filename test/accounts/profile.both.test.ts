// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accountById } from '../../src/accounts/account.ts';
import { updateProfile } from '../../src/accounts/profile.ts';
import { peopleByWords } from '../../src/accounts/profile-words.ts';
import { recheckLinks, saysMe } from '../../src/accounts/verify-links.ts';
import { count } from '../../src/platform/columns.ts';
import { jobs } from '../../src/platform/tables.ts';
import { type Fediverse, type Home, startFediverse } from '../support/fediverse.ts';
import { growth } from '../support/growth.ts';
import { hostileOrigin } from '../support/hostile-peer.ts';
import { member, stranger } from '../support/visitor.ts';

async function withHome(
  work: (home: Home, fediverse: Fediverse) => Promise<void>,
  env: Record<string, string> = {},
  clock = Date.now,
) {
  const fediverse = await startFediverse(['valombre'], env, { clock });
  await work(fediverse.homes.valombre, fediverse);
  await fediverse.stop();
}

test('people are found by what they know and help with, if they are in the directory', () =>
  withHome(async (home) => {
    const { instance } = home;
    const [solene, theo] = [(await home.account('solene')).id, (await home.account('theo')).id];
    const known = { skills: ['Soudure à l’arc', ' vélo ', 'vélo'], helpsWith: 'relire un mémoire' };
    await updateProfile(instance, solene, { ...known, discoverable: true });
    await updateProfile(instance, theo, { skills: ['vélo'], discoverable: false });
    assert.equal((await accountById(instance, solene))!.skills, ['Soudure à l’arc', 'vélo']);
    for (const query of ['soud', 'ARC soudure', 'velo', 'mémoire', 'relire mem'])
      assert.equal(await peopleByWords(instance, query), [solene], query);
    for (const query of ['soudures', 'vélo tricot', 'so', '"%_', ''])
      assert.equal(await peopleByWords(instance, query), [], query);
    const { text } = await (await member(home, 'malik')).get('/search?q=soudure');
    assert.match(text, 'Solène Le Guen');
    await updateProfile(instance, solene, { skills: [] });
    assert.equal(await peopleByWords(instance, 'soudure'), []);
    assert.equal(await peopleByWords(instance, 'relire'), [solene]);
  }));

test('the form keeps skills, languages and help, and says what is too much', () =>
  withHome(async (home) => {
    const visitor = await member(home, 'malik');
    const fields = {
      displayName: 'Malik',
      skills: 'vélo, , cuisine',
      helpsWith: 'réparer',
      'speaks-fr': 'on',
      'speaks-ar': 'on',
    };
    assert.is((await visitor.post('/settings/profile', fields)).status, 303);
    const account = await home.account('malik');
    assert.equal(
      [account.skills, account.languages, account.helpsWith],
      [['vélo', 'cuisine'], ['fr', 'ar'], 'réparer'],
    );
    const page = (await visitor.get('/@malik')).text;
    for (const shown of ['/search?q=v%C3%A9lo', 'réparer', 'Parle français, arabe']) assert.match(page, shown);
    const many = Array.from({ length: 13 }, (_, n) => `s${n}`).join(',');
    for (const wrong of [many, 'x'.repeat(41)]) {
      const refused = await visitor.post('/settings/profile', { ...fields, skills: wrong });
      assert.is(refused.status, 422);
      assert.match(refused.text, wrong);
    }
  }));

test('one’s own page as the public sees it shows what a stranger gets, and to nobody else', () =>
  withHome(async (home) => {
    await home.write('malik', 'pour tous');
    await home.write('malik', 'entre nous', { audience: 'organisation' });
    const seen = (await (await member(home, 'malik')).get('/@malik?as=public')).text;
    assert.match(seen, 'Voici votre profil');
    assert.match(seen, 'pour tous');
    assert.not.match(seen, 'entre nous');
    const other = (await (await member(home, 'ines')).get('/@malik?as=public')).text;
    assert.match(other, 'entre nous');
    assert.not.match(other, 'Voici votre profil');
    assert.not.match((await stranger(home).get('/@malik?as=public')).text, 'Voici votre profil');
  }));

test('S21 a link is verified when its page points back with rel=me, looked at again, and no longer when it does not', () => {
  let passed = 0;
  return withHome(
    async (home, fediverse) => {
      const { instance } = home;
      const [site, inside] = [await hostileOrigin('site'), await hostileOrigin('intranet', '127.0.0.2')];
      const html = { 'content-type': 'text/html' };
      const mine = `${home.origin}/@malik`;
      const back = (rel: string, href = mine) => ({ headers: html, body: `<p><a rel="${rel}" href="${href}">moi</a>` });
      site.answer('/good', back('noopener ME'));
      site.answer('/plain', back('noopener'));
      site.answer('/other', back('me', `${home.origin}/@ines`));
      site.answer('/text', { headers: { 'content-type': 'text/plain' }, body: `<a rel="me" href="${mine}">` });
      const paths = ['/good', '/plain', '/other', '/text'];
      const malik = (await home.account('malik')).id;
      const fields = [...paths.map((path) => site.origin + path), `${inside.origin}/x`, 'voir https://a.example'];
      await updateProfile(instance, malik, { fields: fields.map((value, n) => ({ name: `f${n}`, value })) });
      await fediverse.settled();
      const verified = async () =>
        (await home.account('malik')).fields.filter(({ verifiedAt }) => verifiedAt).map(({ source }) => source);
      assert.equal(await verified(), [`${site.origin}/good`]);
      assert.is(inside.connections, 0);
      const page = (await stranger(home).get('/@malik')).text;
      assert.is(page.match(/lien vérifié/g)?.length, 1);
      assert.match(page, 'rel="me nofollow');
      site.answer('/good', { status: 404 });
      for (let hour = 0; hour < 168; hour++, passed += 3_600_000) {
        await recheckLinks(instance);
        const [waiting] = await instance.db.select({ n: count() }).from(jobs);
        if (waiting!.n) await fediverse.settled();
      }
      await fediverse.settled();
      assert.equal(await verified(), []);
      assert.is(site.heard('/good').length, 2, 'once a week');
      await site.close();
      await inside.close();
    },
    { ALLOW_PRIVATE_ADDRESSES: '127.0.0.1/32' },
    () => Date.now() + passed,
  );
});

test('S33 the look for rel=me is once through whatever stands there', () => {
  assert.ok(saysMe("<LINK href='https://a.example/@m/' rel=me>", ['https://a.example/@m']));
  assert.not(saysMe('<a data-x="<a rel=me href=https://a.example/@m>">', ['https://a.example/@m']));
  for (const piece of ['<a ', '<a "', "<a '", '<a rel="me" ', '<link href='])
    assert.ok(growth((length) => void saysMe(piece.repeat(length / 16), ['https://a.example/@m'])) < 8, piece);
});

test.run();
