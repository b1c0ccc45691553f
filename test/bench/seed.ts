import { addMember } from '../../src/accounts/add-member.ts';
import { openSession } from '../../src/accounts/sessions.ts';
import { accounts, follows, members } from '../../src/accounts/tables.ts';
import type { Instance } from '../../src/instance.ts';
import { eq } from '../../src/platform/columns.ts';
import type { Tx } from '../../src/platform/database.ts';
import { hashPassword } from '../../src/platform/password.ts';
import { write } from '../../src/platform/write.ts';
import { homeEntries, mentions, posts } from '../../src/posts/tables.ts';

const memberCount = 200;
const remoteCount = 1800;
const postCount = 100_000;
const followedByReader = 300;

/** Rows as the server itself would have written them, by the hundred: this is history, not what is measured. */
export async function seed(instance: Instance): Promise<{ cookie: string; id: string; notes: string[] }> {
  const passwordHash = await hashPassword('maillon-demonstration-2026');
  const ids: string[] = [];
  for (let n = 0; n < memberCount; n++)
    ids.push(
      await addMember(instance, {
        name: `membre${n}`,
        displayName: `Membre ${n}`,
        email: `membre${n}@valombre.example`,
        passwordHash,
        affiliation: 'student',
        language: 'fr',
      }),
    );
  const reader = ids[0]!;
  const now = Date.now();
  const remote = Array.from({ length: remoteCount }, (_, n) => remoteAccount(instance.ids(), n, now));
  await inParts(instance, remote, (tx, part) => tx.insert(accounts).values(part));
  const authors = [...ids, ...remote.map((account) => account.id)];
  const followed = new Set(authors.filter((_, n) => n % Math.ceil(authors.length / followedByReader) === 1));
  const ties = [...followed].map((followedId) => ({ followedId, followerId: reader }));
  const tieRows = ties.map((tie, n) => ({ ...tie, accepted: true, uri: `urn:follow:${n}`, createdAt: now }));
  await inParts(instance, tieRows, (tx, part) => tx.insert(follows).values(part));

  const notes: string[] = [];
  const rows = Array.from({ length: postCount }, (_, n) => {
    const at = now - (postCount - n) * 60_000;
    const place = (n * 7919) % authors.length;
    return postRow(instance, instance.ids(at), authors[place]!, place < memberCount, at, n);
  });
  // Some answer others, and some pass others on.
  for (let n = 10; n < rows.length; n += 10)
    Object.assign(rows[n]!, { inReplyToId: rows[n - 5]!.id, inReplyToUri: rows[n - 5]!.uri });
  for (let n = 13; n < rows.length; n += 20) Object.assign(rows[n]!, { boostOfId: rows[n - 7]!.id, html: '' });
  await inParts(instance, rows, (tx, part) => tx.insert(posts).values(part));
  for (const row of rows) if (row.local && !row.boostOfId && notes.length < 500) notes.push(row.id);
  const named = rows.filter((_, n) => n % 10 === 0).map((row) => ({ postId: row.id, accountId: reader }));
  await inParts(instance, named, (tx, part) => tx.insert(mentions).values(part));
  const entries = rows
    .filter((row) => followed.has(row.accountId))
    .map((row) => ({ ownerId: reader, entryId: row.id, authorId: row.accountId }));
  await inParts(instance, entries, (tx, part) => tx.insert(homeEntries).values(part));
  await write(instance, (tx) =>
    tx.update(members).set({ onboardedAt: now, homeSeenAt: now }).where(eq(members.accountId, reader)),
  );
  const token = await openSession(instance, reader, { agent: 'bench', address: '127.0.0.1' });
  return { cookie: `session=${token}`, id: reader, notes };
}

export async function inParts<T>(instance: Instance, rows: T[], insert: (tx: Tx, part: T[]) => Promise<unknown>) {
  for (let from = 0; from < rows.length; from += 1000)
    await write(instance, (tx) => insert(tx, rows.slice(from, from + 1000)));
}

export const remoteAccount = (id: string, n: number, now: number) => {
  const host = `h${n % 300}.example`;
  const uri = `https://${host}/users/u${n}`;
  return {
    id,
    uri,
    kind: 'person' as const,
    name: `u${n}`,
    nameKey: `u${n}`,
    host,
    displayName: `Personne ${n}`,
    url: `https://${host}/@u${n}`,
    inbox: `${uri}/inbox`,
    sharedInbox: `https://${host}/inbox`,
    createdAt: now,
    updatedAt: now,
    fetchedAt: now,
  };
};

export const postRow = (instance: Instance, id: string, accountId: string, local: boolean, at: number, n: number) => ({
  id,
  uri: local ? `${instance.config.origin}/ap/posts/${id}` : `https://h${n % 300}.example/notes/${n}`,
  accountId,
  local,
  threadId: id,
  html: `<p>${`Une phrase comme on en écrit, la ${n}e, avec ce qu’il faut de mots. `.repeat(3)}</p>`,
  language: 'fr',
  audience: 'public' as const,
  likes: n % 5,
  createdAt: at,
  boostOfId: null as string | null,
  inReplyToId: null as string | null,
  inReplyToUri: null as string | null,
});
