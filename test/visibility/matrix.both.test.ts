// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { actSurfaces } from './act-surfaces.ts';
import { apiSurfaces } from './api-surfaces.ts';
import { dataSurfaces } from './data-surfaces.ts';
import { feedSurfaces } from './feed-surfaces.ts';
import { keptSurfaces } from './kept-surfaces.ts';
import { listSurfaces } from './list-surfaces.ts';
import { pageSurfaces } from './page-surfaces.ts';
import { mayRead, type Reader, type Row, rows } from './readers.ts';
import { startScene } from './scene.ts';
import { searchSurfaces } from './search-surfaces.ts';
import type { Surface } from './surface.ts';
import { activitySurfaces, mayFetch } from './wire-surfaces.ts';

// One instance for all: surfaces leave what they find as it was.
const scene = await startScene();

for (const surface of [
  ...pageSurfaces,
  ...searchSurfaces,
  ...keptSurfaces,
  ...feedSurfaces,
  ...listSurfaces,
  ...actSurfaces,
  ...apiSurfaces,
  ...dataSurfaces,
])
  check('S62', surface, mayRead);
for (const surface of activitySurfaces) check('S62 ActivityPub:', surface, mayFetch);

/** One test a surface; a cell that differs is said by its row and its reader. */
function check(prefix: string, surface: Surface, allows: (row: Row, reader: Reader) => boolean) {
  test(`${prefix} ${surface.name}`, async () => {
    const wrong: string[] = [];
    const ask = async (reader: Reader) => {
      const wanted = rows.filter(
        (row) => (surface.allows ?? allows)(row, reader) && (surface.shows?.(row, reader) ?? true),
      );
      try {
        const seen = await surface.seen(scene, reader);
        for (const row of rows)
          if (seen.includes(row) !== wanted.includes(row))
            wrong.push(`${reader} ${seen.includes(row) ? 'sees' : 'does not see'} ${row}`);
      } catch (error) {
        wrong.push(`${reader}: ${(error as Error).message}`);
      }
    };
    // Everybody at once, as they come: nobody's answer may depend on who else asks.
    await Promise.all(surface.readers.map(ask));
    assert.equal(wrong, []);
  });
}

test('S62 the scene is taken down', () => scene.stop());

test.run();
