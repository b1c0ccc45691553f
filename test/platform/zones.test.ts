import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isZone, timeAt, wallTime } from '../../src/platform/zones.ts';

const paris = 'Europe/Paris';
const utc = (text: string) => Date.parse(text);

test('a date and an hour are those of the clocks on the wall, in winter and in summer', () => {
  assert.is(timeAt('2026-01-15', '09:30', paris), utc('2026-01-15T08:30Z'));
  assert.is(timeAt('2026-07-15', '09:30', paris), utc('2026-07-15T07:30Z'));
  assert.is(timeAt('2026-07-15', '00:00', 'America/Cayenne'), utc('2026-07-15T03:00Z'));
  assert.is(timeAt('2026-07-15', '23:45', 'Pacific/Auckland'), utc('2026-07-15T11:45Z'));
  assert.is(timeAt('2026-07-15', '12:00', 'Asia/Kathmandu'), utc('2026-07-15T06:15Z'));
});

test('on the nights when clocks change, every answer is a moment that exists', () => {
  // 29 March 2026, 2 h becomes 3 h; 25 October, 3 h becomes 2 h.
  assert.is(timeAt('2026-03-29', '01:59', paris), utc('2026-03-29T00:59Z'));
  assert.is(timeAt('2026-03-29', '02:30', paris), utc('2026-03-29T01:30Z'));
  assert.is(timeAt('2026-03-29', '03:00', paris), utc('2026-03-29T01:00Z'));
  assert.is(timeAt('2026-10-25', '02:30', paris), utc('2026-10-25T00:30Z'));
  assert.is(timeAt('2026-10-25', '03:00', paris), utc('2026-10-25T02:00Z'));
});

test('what is shown comes back as the same moment', () => {
  for (const zone of [paris, 'UTC', 'America/New_York', 'Asia/Kolkata'])
    for (let time = utc('2026-01-01T00:07Z'); time < utc('2027-01-01T00:00Z'); time += 37 * 3_600_000 + 60_000) {
      const wall = wallTime(time, zone);
      assert.is(timeAt(wall.day, wall.time, zone), time, `${zone} ${new Date(time).toISOString()}`);
    }
});

test('what is no date, no hour or no zone is said to be none', () => {
  for (const day of ['', '2026-02-30', '2026-13-01', '26-01-01', 'demain'])
    assert.is(timeAt(day, '10:00', paris), null, day);
  for (const hour of ['', '24:00', '9:00', '10:60', 'midi']) assert.is(timeAt('2026-01-01', hour, paris), null, hour);
  assert.ok(isZone(paris) && isZone('UTC'));
  for (const zone of ['', 'Mars/Olympus', '+02:00', 'paris; drop']) assert.not.ok(isZone(zone), zone);
});

test.run();
