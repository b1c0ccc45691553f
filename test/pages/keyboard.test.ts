// deadline: 400 s
import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { createList } from '../../src/accounts/list.ts';
import { like } from '../../src/posts/like.ts';
import { says, task } from './task.ts';

/** Marks what a person can act on here; radio buttons of a name are one stop, as the arrow keys move among them. */
const markStops = (tab: Page, within: string): Promise<string[]> =>
  tab.evaluate((part) => {
    const seen = new Set<string>();
    const stops: string[] = [];
    const all = document
      .querySelector(part)!
      .querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex="0"]');
    for (const one of all) {
      const { type, name, disabled } = one as HTMLInputElement;
      if (disabled || type === 'hidden' || !one.checkVisibility({ visibilityProperty: true })) continue;
      if (type === 'radio') {
        const set = `radio ${name} ${(one as HTMLInputElement).form?.id}`;
        if (seen.has(set)) continue;
        seen.add(set);
        one.dataset.stop = set;
        stops.push(set);
        continue;
      }
      one.dataset.stop = String(stops.length);
      stops.push(one.outerHTML.slice(0, 120));
    }
    return stops;
  }, within);

/**
 * Presses Tab through the page; gives what was never reached, and where nothing told that the focus was there. What stands
 * around `main` is the same on every page: it is walked on one.
 */
async function walk(tab: Page, within: 'body' | 'main'): Promise<string[]> {
  const stops = await markStops(tab, within);
  if (within === 'main') await tab.evaluate(() => document.querySelector<HTMLElement>('main')!.focus());
  const reached = new Set<string>();
  const unseen: string[] = [];
  // A day or an hour is several stops: each of its parts, and the calendar.
  const parts = stops.filter((stop) => /type="(date|time)"/.test(stop)).length * 6;
  for (let n = 0; n < stops.length + parts + 5; n++) {
    await tab.keyboard.press('Tab');
    const at = await tab.evaluate(() => {
      const one = document.activeElement as HTMLInputElement | null;
      if (!one || one === document.body) return null;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      const isShown = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      const stop = one.type === 'radio' ? `radio ${one.name} ${one.form?.id}` : (one.dataset.stop ?? '');
      // A file's field and a radio button are drawn by their label, the parts of a day by the browser.
      return {
        stop,
        isShown: isShown || ['radio', 'checkbox', 'file', 'date', 'time'].includes(one.type),
        html: one.outerHTML.slice(0, 120),
      };
    });
    if (!at) continue;
    reached.add(at.stop);
    if (!at.isShown) unseen.push(`no ring: ${at.html}`);
  }
  const missed = stops.filter((stop, place) => !reached.has(stop) && !reached.has(String(place)));
  return [...missed.map((stop) => `not reached: ${stop}`), ...unseen];
}

/** Pages that look different without scripts. */
const changed = /^\/(compose|search|settings\/(profile|security)|@malik\/\d+|communities|admin\/identity)?$/;

task('every control of every page is reached by the Tab key, and shows that it is', async (stage) => {
  const { home } = stage;
  const [malik, nour] = (await Promise.all(['malik', 'nour'].map(async (name) => (await home.account(name)).id))) as [
    string,
    string,
  ];
  const id = await home.write('malik', 'Bonjour #verger', {
    poll: { options: ['oui', 'non'], multiple: false, hours: 2 },
  });
  await home.write('nour', 'Bonjour à toi', { inReplyToId: id });
  await like(home.instance, { accountId: nour, local: true }, id);
  await follow(home.instance, malik, nour);
  const list = await createList(home.instance, malik, 'Ferme');
  await stage.fediverse.settled();
  const wrong: string[] = [];
  const walked = async (who: string | undefined, paths: string[]) => {
    const tab = await stage.tab(who);
    // Without scripts the same controls stand in the same order: what scripts add to is walked again.
    for (const [place, path] of paths.filter((one) => stage.scripts || changed.test(one)).entries()) {
      assert.is((await tab.goto(path))!.status(), 200, path);
      for (const fault of await walk(tab, place ? 'main' : 'body')) wrong.push(`${path} ${fault}`);
    }
  };
  await walked(undefined, ['/', '/sign-in', '/sign-up', '/report', '/moderation-log', `/@malik/${id}`, '/privacy']);
  await walked('malik', [
    ...['/', '/organisation', '/public', `/@malik/${id}`, '/@nour', '/compose', '/compose/article', '/notifications'],
    ...['/search?q=verger', `/lists/${list}/people`, '/drafts', '/bookmarks', '/communities', '/shortcuts'],
    ...['/settings', '/settings/profile', '/settings/privacy', '/settings/directory', '/settings/appearance'],
    ...['/settings/filters', '/settings/hidden', '/settings/notifications', '/settings/languages', '/settings/apps'],
    ...['/settings/security', '/settings/password', '/settings/sessions', '/settings/data', '/settings/data/import'],
    ...['/settings/data/move', '/settings/data/delete', `/posts/${id}/edit`, `/posts/${id}/history`],
  ]);
  await walked('ines', [
    ...['/admin', '/admin/identity', '/admin/legal', '/admin/legal/terms/fr', '/admin/invitations', '/admin/limits'],
    ...['/admin/communities', '/admin/retention', '/admin/members', `/admin/members/${malik}`, '/admin/members/list'],
    ...['/admin/log', '/admin/partners', '/admin/hosts', '/admin/hosts/rules', '/admin/seen', '/admin/dead-letters'],
    ...['/moderation', `/moderation/accounts/${malik}`],
  ]);
  assert.equal(wrong, []);
});

task('by keyboard alone: past the navigation, to the text, published', async (stage) => {
  const tab = await stage.tab('malik');
  await tab.goto('/compose');
  await tab.keyboard.press('Tab');
  assert.is(await tab.evaluate(() => (document.activeElement as HTMLAnchorElement).getAttribute('href')), '#main');
  await tab.keyboard.press('Enter');
  const onto = async (what: string) => {
    for (let n = 0; n < 40; n++) {
      if (await tab.evaluate((css) => document.activeElement?.matches(css) ?? false, what)) return;
      await tab.keyboard.press('Tab');
    }
    throw new Error(`never on ${what}`);
  };
  await onto('#f-text');
  await tab.keyboard.type('Sans souris.');
  await onto('[name=audience]');
  await tab.keyboard.press('ArrowDown');
  await onto('button[value=publish]');
  await tab.keyboard.press('Enter');
  await tab.waitForURL(/\/@malik\/\d+/);
  await says(tab, 'Sans souris.');
  await says(tab, 'Peut lire : Public');
});

test.run();
