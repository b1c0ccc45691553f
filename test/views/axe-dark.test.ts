// deadline: 600 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { needsBrowser } from '../support/browser.ts';
import { inspect } from './axe.ts';

needsBrowser(test)('axe finds nothing on any page in the dark theme at 1280, 390 and 320 px', async () => {
  assert.equal(await inspect('dark'), []);
});

test.run();
