import type { Audience } from '../../src/posts/view.ts';

/**
 * Where a post may stand in its life: for somebody, brought back from elsewhere where others could read it, waiting for
 * a host of its community, taken away a moment ago, or erased.
 */
export type Row = Audience | 'imported' | 'held' | 'removed' | 'erased';

/** Everybody who asks, in the order of the columns below. All are tied to the author, nour, whose account is locked. */
export const columns = [
  'anonymous',
  'stranger',
  'requested',
  'follower',
  'named',
  'former',
  'blocked',
  'blocker',
  'author',
  'administrator',
  'remoteFollower',
  'remoteStranger',
  'remoteNamed',
  'remoteBlocked',
  'remotePartner',
] as const;
export type Reader = (typeof columns)[number];

/**
 * Who may read what (architecture decision 9): `x` where the column's reader may. A new audience is one line, a new
 * kind of reader one column. `blocked` and `remoteBlocked` followed nour and are named in each post;
 * `remotePartner` is somebody of a partner organisation who has no other tie.
 *
 *                anonymous stranger requested follower named former blocked blocker author admin | remote: follower stranger named blocked partner
 */
const allowed: Record<Row, string> = {
  public:
    '       x         x        x         x        x     x      .       .       x      x              x        x        x     .       x',
  unlisted:
    '     x         x        x         x        x     x      .       .       x      x              x        x        x     .       x',
  followers:
    '    .         .        .         x        x     .      .       .       x      .              x        .        x     .       .',
  partners:
    '     .         x        x         x        x     x      .       .       x      x              .        .        .     .       x',
  community:
    '    .         .        .         x        .     .      .       .       x      .              x        .        .     .       .',
  organisation:
    ' .         x        x         x        x     x      .       .       x      x              .        .        .     .       .',
  direct:
    '       .         .        .         .        x     .      .       .       x      .              .        .        x     .       .',
  imported:
    '     .         .        .         .        .     .      .       .       x      .              .        .        .     .       .',
  held: '         .         .        .         .        .     .      .       .       x      .              .        .        .     .       .',
  removed:
    '      .         .        .         .        .     .      .       .       .      .              .        .        .     .       .',
  erased:
    '       .         .        .         .        .     .      .       .       .      .              .        .        .     .       .',
};

export const rows = Object.keys(allowed) as Row[];

const cells = new Map(rows.map((row) => [row, allowed[row].trim().split(/\s+/)]));

export const mayRead = (row: Row, reader: Reader): boolean => cells.get(row)![columns.indexOf(reader)] === 'x';

export const isRemote = (reader: Reader) => reader.startsWith('remote');
export const localReaders = columns.filter((reader) => !isRemote(reader));
export const members = localReaders.filter((reader) => reader !== 'anonymous');
