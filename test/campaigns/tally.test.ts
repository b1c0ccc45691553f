import { createHmac } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { firstSettings, sharedSettings } from '../../src/campaigns/steps/ballot/settings.ts';
import {
  addTallies,
  countBallots,
  signTally,
  type Tally,
  tallyFault,
  verifyTally,
} from '../../src/campaigns/steps/ballot/tally.ts';

const tally: Tally = {
  ...{ campaign: 'https://a.example/c', step: 'https://a.example/s', host: 'b.example' },
  ...{ electors: 4, turnout: 3 },
  counts: { 'https://a.example/1': { for: 2, against: 1 } },
};
const known = {
  ...{ campaign: tally.campaign, step: tally.step, mode: 'clauses' as const, clauses: ['https://a.example/1'] },
  members: new Map([['b.example', 5]]),
};

test('ballots are counted by the address of each clause', () => {
  const names = new Map([['1', 'https://a.example/1']]);
  const votes = (position: 'for' | 'against') => ({ 1: { position, reason: '' }, gone: { position, reason: '' } });
  assert.equal(countBallots([votes('for'), votes('for'), votes('against')], names), tally.counts);
});

test('tallies are added, and their parts stay as they are', () => {
  const sum = addTallies([
    tally,
    { ...tally, host: 'c.example', turnout: 1, counts: { 'https://a.example/1': { for: 1 } } },
  ]);
  assert.equal(sum, { electors: 8, turnout: 4, counts: { 'https://a.example/1': { for: 3, against: 1 } } });
  assert.equal(tally.counts, { 'https://a.example/1': { for: 2, against: 1 } });
});

const wrong: [string, Partial<Tally>, string][] = [
  ['another campaign', { campaign: 'https://x.example/c' }, 'elsewhere'],
  ['another step', { step: 'https://x.example/s' }, 'elsewhere'],
  ['no carrier', { host: 'x.example' }, 'stranger'],
  ['more votes than electors', { turnout: 5 }, 'electors'],
  ['more electors than members', { electors: 6 }, 'electors'],
  ['a voice too many', { counts: { 'https://a.example/1': { for: 3, against: 1 } } }, 'sum'],
  ['a clause left out', { counts: {} }, 'sum'],
  ['a clause of its own', { counts: { 'https://a.example/2': { for: 3 } } }, 'shape'],
  ['a position of its own', { counts: { 'https://a.example/1': { maybe: 3 } } }, 'shape'],
  ['a fraction', { turnout: 1.5 }, 'shape'],
  ['less than nothing', { counts: { 'https://a.example/1': { for: 4, against: -1 } } }, 'shape'],
];
for (const [name, change, fault] of wrong)
  test(`a tally with ${name} is refused`, () => {
    assert.is(tallyFault(tally, known), null);
    assert.is(tallyFault({ ...tally, ...change }, known), fault);
  });

test('a signature holds for the same sums in any order, and for no others', () => {
  const mac = (bytes: Buffer) => createHmac('sha256', 'k').update(bytes).digest();
  const verify = (bytes: Buffer, signature: Buffer) => mac(bytes).equals(signature);
  const signature = signTally(tally, mac);
  const { counts, host, ...rest } = tally;
  assert.ok(
    verifyTally({ host, counts: { 'https://a.example/1': { against: 1, for: 2 } }, ...rest }, signature, verify),
  );
  assert.not.ok(verifyTally({ ...tally, turnout: 4 }, signature, verify));
});

test('what others are told of the rules names nobody, and what they tell is cut to what there is', () => {
  const told = sharedSettings({ ...firstSettings, mode: 'single', named: ['1'], electorate: 'named', quorum: 30 });
  assert.not.ok('named' in told);
  assert.equal(sharedSettings(told), told);
  const wild = sharedSettings({
    mode: 'auction',
    quorum: 4000,
    most: -1,
    secret: 'no',
    listClosesAt: 'x',
    named: ['1'],
  });
  assert.equal(wild, sharedSettings({ quorum: 100 }));
});

test.run();
