import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { report, takeReport } from '../../src/moderation/reports.ts';
import { member, type Visitor } from '../support/visitor.ts';
import { withDesk } from './case.ts';

test('S86 the queue tells live what has come and who takes what, to who moderates and nobody else', () =>
  withDesk(async ({ home, instance, idOf }) => {
    const [malik, nour, theo] = await Promise.all(['malik', 'nour', 'theo'].map(idOf));
    const said = { reporterId: malik!, targetId: nour!, postIds: [], comment: 'Trop d’annonces.' };
    await report(instance, said);
    assert.is((await (await member(home, 'malik')).get('/moderation/live')).status, 404);
    const desk = await member(home, 'solene');
    assert.match((await desk.get('/moderation')).text, 'hx-sse:connect="/moderation/live"');
    const stream = await listen(desk, home.origin);
    try {
      const id = await report(instance, { ...said, targetId: await idOf('malik'), reporterId: nour! });
      const first = await stream.until('Un nouveau signalement');
      assert.match(first, /hx-target="#moderation-tabs"[\s\S]+<span>2<\/span>/);
      await takeReport(instance, id, theo!);
      assert.match(await stream.until('Prise par'), new RegExp(`id="lock-${id}"[\\s\\S]+Prise par Théo`));
    } finally {
      stream.close();
    }
  }));

/** A stream as a page opens it, read until some words have come. */
async function listen({ cookies }: Visitor, origin: string) {
  const gone = new AbortController();
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const url = `http://127.0.0.1:${new URL(origin).port}/moderation/live`;
  const answer = await fetch(url, { headers: { cookie, 'accept-language': 'fr' }, signal: gone.signal });
  assert.is(answer.status, 200);
  const reader = answer.body!.getReader();
  let text = '';
  return {
    until: async (words: string) => {
      const patience = setTimeout(() => gone.abort(), 10_000);
      while (!text.includes(words)) text += new TextDecoder().decode((await reader.read()).value);
      clearTimeout(patience);
      return text;
    },
    close: () => gone.abort(),
  };
}

test.run();
