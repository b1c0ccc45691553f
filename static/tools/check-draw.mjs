// Recomputes a draw from its record: node check-draw.mjs record.json (or its address). Needs Node 18 or later, nothing else.
// The method is RFC 3797 with SHA-256 for MD5 and a counter of four bytes.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const from = process.argv[2] ?? '';
const record = JSON.parse(/^https?:/.test(from) ? await (await fetch(from)).text() : readFileSync(from || 0, 'utf8'));
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
const faults = [];
const expect = (fact, words) => fact || faults.push(words);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// 1. What was published before: rules, sources, list.
const lines = [
  `draw ${record.title}`,
  `campaign ${record.campaign}`,
  `places ${record.places}`,
  ...record.quotas.map((quota) => `quota ${quota.by} ${quota.value} ${quota.places}`),
  ...record.seeds.map((seed) => `seed ${seed.name} ${seed.commitment}`),
  `public ${record.publicAt} ${record.publicSource}`,
  ...record.candidates.map((line) => `${line.n} ${line.token} ${line.organisation} ${line.affiliation}`.trimEnd()),
];
expect(sha256(lines.join('\n')) === record.fingerprint, 'the list or the rules are not those that were published');
expect(
  record.candidates.every((line, at) => line.n === at + 1),
  'the list is not numbered from 1',
);

if (record.order) {
  // 2. The seeds are those whose hashes were published.
  for (const { name, seed, commitment } of record.seeds)
    expect(seed === null || sha256(seed) === commitment, `the seed of ${name} is not the one whose hash was published`);
  expect(record.publicAt <= record.drawnAt, 'it was drawn before the public value was known');

  // 3. The sources in their canonical form make the entropy string.
  const canonical = (source) => {
    const text = (source ?? '').normalize('NFKC').trim();
    if (!text) return '/';
    if (!/^\d[\d\s,;.·-]*$/.test(text)) return `${text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')}./`;
    const numbers = text.match(/\d+/g).map((digits) => BigInt(digits));
    return `${numbers.sort((one, other) => (one < other ? -1 : one > other ? 1 : 0)).map((one) => `${one}.`).join('')}/`;
  };
  const entropy = [...record.seeds.map(({ seed }) => seed), record.publicValue].map(canonical).join('');
  expect(entropy === record.entropy, 'the entropy string is another one');

  // 4. One number after the other.
  const left = record.candidates.map(({ n }) => n);
  const order = [];
  for (let turn = 0; left.length > 0; turn++) {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(turn);
    const hash = BigInt(`0x${sha256(counter, entropy, counter)}`);
    order.push(left.splice(Number(hash % BigInt(left.length)), 1)[0]);
  }
  expect(same(order, record.order), 'the order is another one');

  // 5. Places that were kept come first, then anybody.
  const wanted = record.quotas.map(({ places }) => places);
  const chosen = new Set();
  for (const n of order) {
    const line = record.candidates[n - 1];
    const fills = record.quotas.map(({ by, value }, at) => wanted[at] > 0 && line[by] === value);
    if (!fills.some(Boolean) || chosen.size >= record.places) continue;
    chosen.add(n);
    fills.forEach((fill, at) => {
      if (fill) wanted[at]--;
    });
  }
  for (const n of order) if (chosen.size < record.places) chosen.add(n);
  const drawn = order.filter((n) => chosen.has(n));
  expect(same(drawn, record.drawn), 'others have the places');
  console.log(`${record.title}: ${drawn.join(', ')}`);
} else console.log(`${record.title}: not drawn yet`);

for (const fault of faults) console.error(`WRONG: ${fault}`);
console.log(faults.length ? 'This draw does not hold.' : 'All of it is right.');
process.exitCode = faults.length ? 1 : 0;
