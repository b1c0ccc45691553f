import type { Instance } from '../instance.ts';
import { and, asc, eq, gte, sql } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { wordsOf } from '../platform/words.ts';
import { present } from './account.ts';
import { accounts, profileWords } from './tables.ts';

const mostWords = 60;
const leastLetters = 3;

/** Keeps the words by which a member is found: what they know, and what they help with. */
export async function keepProfileWords(tx: Tx, accountId: string, texts: string[]): Promise<void> {
  await tx.delete(profileWords).where(eq(profileWords.accountId, accountId));
  const words = [...new Set(wordsOf(texts.join('\n')))].filter((word) => word.length >= leastLetters);
  if (words.length)
    await tx.insert(profileWords).values(words.slice(0, mostWords).map((word) => ({ word, accountId })));
}

/** Members who know or help with all the words of a text, the last of which may go on; only those in the directory. */
export async function peopleByWords(instance: Instance, text: string, most = 8): Promise<string[]> {
  const words = wordsOf(text).filter((word) => word.length >= leastLetters);
  if (!words.length || words.length > 8) return [];
  let found: Set<string> | null = null;
  for (const [place, word] of words.entries()) {
    const isLast = place === words.length - 1;
    const matches = isLast
      ? and(gte(profileWords.word, word), sql`${profileWords.word} like ${`${word}%`}`)
      : eq(profileWords.word, word);
    const rows = await instance.db
      .selectDistinct({ id: profileWords.accountId, name: accounts.nameKey })
      .from(profileWords)
      .innerJoin(accounts, eq(accounts.id, profileWords.accountId))
      .where(and(matches, eq(accounts.discoverable, true), present))
      .orderBy(asc(accounts.nameKey))
      .limit(500);
    const ids: string[] = rows.map((row) => row.id);
    found = new Set(found ? ids.filter((id) => found!.has(id)) : ids);
  }
  return [...(found ?? [])].slice(0, most);
}
