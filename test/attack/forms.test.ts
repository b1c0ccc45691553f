// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { addMember } from '../../src/accounts/add-member.ts';
import { changeRole } from '../../src/accounts/roles.ts';
import { type Home, startFediverse } from '../support/fediverse.ts';
import { member, type Reply, stranger } from '../support/visitor.ts';
import { everything } from './everything.ts';
import { fill, isUnsafe, isWire, routesOf } from './route-table.ts';

const fediverse = await startFediverse(['valombre']);
const home = fediverse.homes.valombre;
const routes = routesOf(home.instance);
const fragment: Record<string, string> = { 'hx-request': 'true', 'hx-request-type': 'partial' };

const foreign: [string, (home: Home) => Promise<{ headers: Record<string, string>; token: string }>][] = [
  ['no token', async () => ({ headers: {}, token: '' })],
  ['a token of another session', async () => ({ headers: {}, token: await (await member(home, 'theo')).token() })],
  ['the token of a stranger', async () => ({ headers: {}, token: await stranger(home).token() })],
  ['HX-Request and no token', async () => ({ headers: fragment, token: '' })],
];

for (const [place, [name, make]] of foreign.entries())
  test(`S80 every unsafe route refuses ${name}`, async () => {
    const { headers, token } = await make(home);
    await everyForm(
      place,
      async (visitor, path) => {
        const body = new URLSearchParams({ ...(token && { _csrf: token }), name: 'x', text: 'x' }).toString();
        return visitor.send('POST', path, {
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
          body,
        });
      },
      [403],
    );
  });

const elsewhere: Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://evil.example' },
  { origin: 'null' },
];
for (const [place, headers] of elsewhere.entries())
  test(`S80 every unsafe route refuses ${JSON.stringify(headers)}, whatever its token`, () =>
    everyForm(place + 4, (visitor, path) => visitor.post(path, { name: 'x', text: 'x' }, headers), [403]));

test('S80 every unsafe route takes forms and nothing else', () =>
  everyForm(
    8,
    async (visitor, path) => {
      const body = `_csrf=${await visitor.token()}&text=x`;
      return visitor.send('POST', path, { headers: { 'content-type': 'text/plain' }, body });
    },
    [415],
  ));

test('S80 S41 other methods, and a method written in the form or a header, change nothing', async () => {
  const id = await home.write('ines', 'Reste');
  const visitor = await member(home, 'ines');
  for (const method of ['PUT', 'PATCH', 'DELETE'])
    assert.ok([403, 404, 405].includes((await visitor.send(method, `/posts/${id}`)).status), method);
  await visitor.post(`/posts/${id}/like`, { _method: 'DELETE' }, { 'x-http-method-override': 'DELETE' });
  assert.is((await visitor.get(`/@ines/${id}`)).status, 200);
});

/** Sends each form as who may send it: somebody new each time, so that nobody reaches the limit of forms. */
async function everyForm(
  place: number,
  send: (visitor: Awaited<ReturnType<typeof member>>, path: string) => Promise<Reply>,
  statuses: number[],
) {
  const name = `passant${place}`;
  await addMember(home.instance, {
    name,
    displayName: name,
    email: `${name}@valombre.example`,
    passwordHash: 'none',
    affiliation: 'student',
    language: 'fr',
  });
  await changeRole(home.instance, (await home.account(name)).id, 'administrator');
  const visitor = await member(home, name);
  const unsafe = routes.filter((route) => isUnsafe(route) && !isWire(route));
  assert.ok(unsafe.length > 40);
  const before = await everything(home);
  const wrong: string[] = [];
  for (const route of unsafe) {
    const { status } = await send(visitor, fill(route, { id: (await home.account('theo')).id }));
    if (!statuses.includes(status)) wrong.push(`${route}: ${status}`);
  }
  assert.equal(wrong, []);
  assert.is(await everything(home), before);
}

test('S80 the scene is taken down', () => fediverse.stop());

test.run();
