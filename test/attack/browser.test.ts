// deadline: 240 s
import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { acceptCharter } from '../../src/accounts/charter.ts';
import { changeIdentity } from '../../src/accounts/organisation-settings.ts';
import { updateProfile } from '../../src/accounts/profile.ts';
import { openSession } from '../../src/accounts/sessions.ts';
import { postByUri } from '../../src/posts/post.ts';
import { hostileHtml } from '../platform/hostile-html.ts';
import { needsBrowser, withBrowser } from '../support/browser.ts';
import { hostileScene } from '../support/hostile-scene.ts';

const browserTest = needsBrowser(test);
const mark = `"'><i>{{7*7}}\${7*7}</i>`;

/** Runs before each page: what a script of ours would never do is written down. */
const watch = () => {
  const heard: string[] = [];
  Object.assign(window, { heard });
  for (const name of ['alert', 'confirm', 'prompt'] as const)
    Object.assign(window, { [name]: () => heard.push(`${name} was called`) });
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
    heard.push(`${violatedDirective} ${blockedURI} ${sample}`),
  );
};

browserTest('S75 S77 S79 S89 nothing that others write runs, asks for anything, or reaches the policy', () =>
  hostileScene(async ({ fediverse, home, alice, victim }) => {
    const { instance } = home;
    const uris: string[] = [];
    const publish = async (more: Record<string, unknown>) => {
      const note = alice.note('x', { ...more });
      uris.push(String(note.id));
      assert.is(await alice.post(home.origin, alice.activity('Create', note, { to: note.to, cc: note.cc })), 202);
    };
    // Home pages hold twenty posts: the corpus goes into a few, as text, title, notice, names and answers.
    for (let start = 0; start < hostileHtml.length; start += 12) {
      const payloads = hostileHtml.slice(start, start + 12);
      const [first = mark, second = mark] = payloads;
      await publish({
        content: payloads.join('\n'),
        contentMap: { [first]: second, en: payloads.join('\n') },
        summary: first,
        tag: payloads.flatMap((name, place) => [
          { type: 'Hashtag', name: `#${name}`, href: 'javascript:alert(1)' },
          { type: 'Emoji', name: `:${name}:`, icon: { type: 'Image', url: `${victim.origin}/emoji${place}` } },
          { type: 'Mention', name, href: `${home.origin}/ap/accounts/1` },
        ]),
        attachment: [{ type: 'Image', mediaType: 'image/png', url: `${victim.origin}/picture.png`, name: second }],
      });
    }
    for (const name of hostileHtml.slice(0, 4))
      await publish({
        type: 'Question',
        content: name,
        oneOf: hostileHtml.slice(4, 10).map((option) => ({ type: 'Note', name: option })),
        endTime: new Date(Date.now() + 86_400_000).toISOString(),
      });
    await publish({ type: 'Article', name: hostileHtml.join(' ').slice(0, 400), content: hostileHtml.join(' ') });
    const ours = (await home.account('malik')).uri;
    await publish({
      content: `<p>${hostileHtml.join('')}</p>`,
      tag: [{ type: 'Mention', href: ours, name: mark }],
      cc: [ours],
    });
    victim.answer('/users/alice', {
      body: {
        ...alice.document,
        name: `alice ${mark} ${hostileHtml[0]}`,
        summary: hostileHtml.join(' '),
        url: 'javascript:alert(1)',
        icon: { type: 'Image', url: 'data:image/svg+xml,<svg onload=alert(1)>' },
        attachment: hostileHtml.slice(0, 4).map((value) => ({ type: 'PropertyValue', name: mark, value })),
      },
    });
    await alice.post(home.origin, alice.activity('Update', alice.uri));
    const malik = await home.account('malik');
    await updateProfile(instance, malik.id, {
      displayName: `Malik ${mark}`,
      role: `${mark} ${hostileHtml[3]}`,
      bio: hostileHtml.join('\n\n').slice(0, 2000),
      fields: [{ name: mark, value: hostileHtml[3]! }],
    });
    await changeIdentity(instance, {
      name: `Université ${mark}`,
      sentence: `${mark} ${hostileHtml[3]}`,
      charter: hostileHtml.join('\n\n'),
      hue: 195,
      languages: ['fr', 'en'],
    });
    for (const name of ['malik', 'ines']) await acceptCharter(instance, (await home.account(name)).id, 2);
    const own = await home.write('malik', hostileHtml.join('\n').slice(0, 4900), {
      notice: `${mark} ${hostileHtml[3]}`,
      poll: { options: hostileHtml.slice(0, 4).map((text) => text.slice(0, 90)), multiple: true, hours: 24 },
    });
    await home.write('ines', `@malik ${hostileHtml.slice(0, 30).join('\n')}`, { inReplyToId: own });
    await fediverse.settled();

    const remote = await Promise.all(uris.map(async (uri) => (await postByUri(instance, uri))?.id));
    const kept = remote.filter(Boolean);
    assert.ok(kept.length > 8, `${kept.length} of ${uris.length} were kept`);
    const profile = `/@alice@${victim.host}`;
    const pages: Record<string, string[]> = {
      malik: [
        ...['/', '/public', '/organisation', '/notifications', '/settings/profile', '/@malik', '/@ines/followers'],
        ...[`/@malik/${own}`, `/posts/${own}/history`, `/posts/${own}/edit`, `/compose?reply=${own}`],
        ...[profile, `${profile}/media`, '/search?q=alice', `/tags/${encodeURIComponent(mark)}`],
        ...[`/search?q=${encodeURIComponent(mark)}`, `/nowhere/${encodeURIComponent(mark)}`],
        ...kept.map((id) => `/posts/${id}`),
      ],
      ines: ['/charter/accept', '/admin', '/admin/members', '/admin/identity', '/admin/hosts', '/moderation'],
      '': ['/', '/charter', '/about', '/@malik', profile, `/@malik/${own}`, `/posts/${kept[0]}`],
    };
    const cookie = async (name: string) => ({
      name: 'session',
      value: await openSession(instance, (await home.account(name)).id, { agent: 'test', address: '' }),
      url: home.origin,
    });
    for (const [name, paths] of Object.entries(pages))
      await withBrowser(async (context) => {
        await context.addInitScript(watch);
        if (name) await context.addCookies([await cookie(name)]);
        const tab = await context.newPage();
        for (const path of paths) await visit(tab, home.origin, path);
        if (name !== 'malik') return;
        // What is looked at here does look, and shows what was written.
        await tab.goto(`${home.origin}/@malik`);
        assert.match((await tab.textContent('main h1')) ?? '', mark);
        await tab.evaluate(() => {
          alert(1);
          document.body.append(Object.assign(document.createElement('img'), { src: 'https://evil.example/x.png' }));
        });
        await tab.waitForFunction(() => (window as unknown as { heard: string[] }).heard.length > 1);
      });
  }),
);

async function visit(tab: Page, origin: string, path: string) {
  const asked: string[] = [];
  const said: string[] = [];
  const onRequest = (request: { url: () => string }) => asked.push(request.url());
  const onConsole = (message: { type: () => string; text: () => string }) => {
    if (message.type() === 'error' && !/status of (404|401)/.test(message.text())) said.push(message.text());
  };
  tab.on('request', onRequest);
  tab.on('console', onConsole);
  await tab.goto(origin + path, { waitUntil: 'load' });
  // Whatever waits for the pointer or the focus gets both.
  await tab.evaluate(() => {
    for (const element of document.querySelectorAll('main *')) {
      for (const type of ['mouseover', 'focus', 'click', 'revealed', 'htmx:load'])
        if (type !== 'click' || element.closest('.voice'))
          element.dispatchEvent(new Event(type, { cancelable: true, bubbles: false }));
    }
  });
  await tab.waitForTimeout(60);
  tab.off('request', onRequest);
  tab.off('console', onConsole);
  const foreign = asked.filter((url) => {
    const { origin: from, pathname } = new URL(url);
    return (
      from !== origin ||
      !(
        pathname === new URL(path, origin).pathname ||
        /^\/(assets|media|live|moderation\/live|@|sign-in|manifest)/.test(pathname) ||
        pathname === '/'
      )
    );
  });
  assert.equal(foreign, [], `${path} asks for`);
  assert.equal(said, [], `${path} says`);
  assert.equal(await tab.evaluate(() => (window as unknown as { heard: string[] }).heard), [], `${path} did`);
  // As text, never as markup.
  assert.is(await tab.locator(`i:text-is("{{7*7}}\${7*7}")`).count(), 0, path);
  assert.is(
    await tab
      .locator('main script, main iframe, main object, main embed, main style, main [style], main [onerror]')
      .count(),
    0,
    path,
  );
  const live = await tab
    .locator('.voice *')
    .evaluateAll((all) =>
      all.flatMap((one) => one.getAttributeNames().filter((name) => /^(hx-|data-hx|on)/.test(name))),
    );
  assert.equal(live, [], path);
}

test.run();
