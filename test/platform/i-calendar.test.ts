import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type CalendarEvent, iCalendar } from '../../src/platform/i-calendar.ts';

const event: CalendarEvent = {
  uid: '1@home.example',
  sequence: 3,
  changedAt: Date.UTC(2026, 10, 20, 8),
  startsAt: Date.UTC(2026, 10, 28, 13),
  endsAt: Date.UTC(2026, 10, 28, 16, 30),
  title: 'Plantation; haie, noisetiers\\cornouillers',
  description: 'Quarante plants.\nGants conseillés.',
  location: 'Entrée nord',
  url: 'https://home.example/@solene/1',
  cancelled: false,
};
/** Lines as a calendar reads them: unfolded (RFC 5545 §3.1). */
const lines = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

test('an event in UTC, its marks escaped', () => {
  const read = lines(iCalendar('Agenda', [event]));
  assert.is(read[0], 'BEGIN:VCALENDAR');
  assert.is(read.at(-1), '');
  for (const line of [
    'UID:1@home.example',
    'DTSTART:20261128T130000Z',
    'DTEND:20261128T163000Z',
    'DTSTAMP:20261120T080000Z',
    'SEQUENCE:3',
    'SUMMARY:Plantation\\; haie\\, noisetiers\\\\cornouillers',
    'DESCRIPTION:Quarante plants.\\nGants conseillés.',
    'STATUS:CONFIRMED',
  ])
    assert.ok(read.includes(line), line);
});

test('lines are folded at 75 octets, never inside a character', () => {
  const title = 'é🌱'.repeat(60);
  const text = iCalendar('Agenda', [{ ...event, title }]);
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  assert.ok(lines(text).includes(`SUMMARY:${title}`));
});

test('what somebody writes begins no line of its own', () => {
  const hostile = 'x\r\nEND:VEVENT\rBEGIN:VALARM\nATTACH:file:///etc/passwd\u0000';
  const told = {
    ...event,
    title: hostile,
    description: hostile,
    location: hostile,
    uid: hostile,
    url: `https://a.example/${hostile}`,
  };
  const names = iCalendar(hostile, [told])
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .map((line) => line.split(':')[0]);
  assert.is(names.filter((name) => name === 'END').length, 2);
  assert.not(names.includes('ATTACH'));
  assert.not(/[\u0000-\u0008]/.test(iCalendar(hostile, [told])));
});

test.run();
