import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { placedPictures } from '../../src/data/placed-pictures.ts';
import { notificationsOf } from '../../src/notifications/notifications.ts';
import { postViews } from '../../src/posts/post-views.ts';
import { posts } from '../../src/posts/tables.ts';
import { startFediverse } from '../support/fediverse.ts';
import { withFolder } from '../support/folder.ts';
import { picture } from '../support/pictures.ts';
import { member } from '../support/visitor.ts';
import { bring, note, outbox, tar } from './archives.ts';

const address = (name: string) => `https://old.example/media/${name}/full?until=1&key=x`;
const file = (name: string) => `media_attachments/files/${name}.webp`;

/** An article with three pictures, of which the first did not come with the archive. */
function article(digits: string, title: string, body: (lost: string, hedge: string, cow: string) => object) {
  const [lost, hedge, cow] = [...digits].map((digit) => digit.repeat(32)) as [string, string, string];
  const named = { [lost]: 'Un portail', [hedge]: 'Une haie', [cow]: 'Une vache' };
  const attachment = Object.entries(named).map(([name, words]) => ({
    type: 'Document',
    url: `/${file(name)}`,
    name: words,
  }));
  return {
    activity: note(title, { type: 'Article', name: title, attachment, ...body(lost, hedge, cow) }),
    files: [file(hedge), file(cow)],
  };
}

test('pictures of an article that is brought stand in its text here, and none is asked of the old server', () =>
  withFolder(async (folder) => {
    const fediverse = await startFediverse(['valombre']);
    const home = fediverse.homes.valombre;
    const webp = await picture('webp', 90, 60);
    const inHtml = article('abc', 'En HTML', (lost, hedge, cow) => ({
      content: [lost, cow, hedge].map((name) => `<p><img src="${address(name)}" alt="x"></p>`).join('<h2>Puis</h2>'),
    }));
    const inMarkdown = article('def', 'En Markdown', (_, hedge) => ({
      content: '<p>x</p>',
      source: {
        content: `[image 1]\n\nPuis\n\n[image 3]\n\n![la haie](${address(hedge)})\n\n![ailleurs](https://old.example/x.png)`,
        mediaType: 'text/markdown',
      },
    }));
    const bytes = await tar(folder, {
      'actor.json': '{"name":"Malik"}',
      'outbox.json': outbox(inHtml.activity, inMarkdown.activity),
      ...Object.fromEntries([...inHtml.files, ...inMarkdown.files].map((name) => [name, webp])),
    });
    assert.match(await bring(home, fediverse.settled, bytes), '2 publications');
    const rows = await home.instance.db.select().from(posts);
    const views = await postViews(home.instance, null, rows);
    const told = (title: string) => {
      const view = views.find((one) => one.title === title)!;
      return view
        .parts!.map((part) =>
          typeof part === 'number'
            ? view.media[part]!.description
            : part
                .replace(/<[^>]*>/g, ' ')
                .replace(/\s+/g, ' ')
                .trim(),
        )
        .filter(Boolean);
    };
    assert.equal(told('En HTML'), ['Un portail Puis', 'Une vache', 'Puis', 'Une haie']);
    assert.equal(told('En Markdown'), ['Un portail Puis', 'Une vache', 'Une haie', 'ailleurs']);
    assert.match(rows.find((row) => row.title === 'En HTML')!.html, '<h2>Puis</h2>');
    for (const row of rows) assert.not.match(`${row.html}${row.source}`, 'old.example');
    await fediverse.stop();
  }));

test('S33 many unclosed pictures are read at once', () => {
  const began = performance.now();
  placedPictures({ text: '!['.repeat(50_000), html: '<img '.repeat(50_000) }, []);
  // A pattern that goes back over what it read would take minutes.
  assert.ok(performance.now() - began < 10_000);
});

test('who takes their data away or brings it is told when it is done, or could not be', () =>
  withFolder(async (folder) => {
    const fediverse = await startFediverse(['valombre']);
    const home = fediverse.homes.valombre;
    const { id } = await home.account('malik');
    const told = async () =>
      (await notificationsOf(home.instance, id)).map(({ type, from }) => `${type} by ${from.name}`);
    const malik = await member(home, 'malik');
    const bytes = await tar(folder, { 'actor.json': '{}', 'outbox.json': outbox(note('Bonjour')) });
    await bring(home, fediverse.settled, bytes);
    await bring(home, fediverse.settled, Buffer.from('x'));
    await bring(home, fediverse.settled, bytes);
    assert.equal(await told(), ['import by valombre', 'transfer-failed by valombre'], 'the last one of each kind');
    const page = (await malik.get('/notifications')).text;
    assert.match(page, 'href="/settings/data/import"');
    assert.match(page, 'Vos données ont été reprises');
    await fediverse.stop();
  }));

test.run();
