// deadline: 240 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dialect } from '../../src/config.ts';
import { runKills } from './kill.ts';

const kills = dialect === 'sqlite' ? 30 : 10;

test(`F01 F02 F03 ${kills} times kill -9 under load: nothing is lost, nothing is done twice`, async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  console.log(`seed ${seed}`);
  assert.equal(await runKills({ kills, seed, peers: 5, mostLifeMs: 900, say: console.log }), []);
});

test.run();
