import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { concerned, revokeAll, signedInSince, writeToAll } from '../accounts/revoke-all.ts';
import type { Config } from '../config.ts';
import { csvLine } from '../data/csv.ts';
import { audited } from '../moderation/audit.ts';
import { withInstance } from './with-instance.ts';

/**
 * `maillon revoke [--since YYYY-MM-DD] [--notice FILE]`: signs everybody out and ends the links under way, then prints
 * as CSV whom it concerns. `--since` adds who has signed in since that day; `--notice` writes to each of them.
 */
export async function revoke(config: Config, args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { since: { type: 'string' }, notice: { type: 'string' } } });
  const since = values.since === undefined ? null : Date.parse(`${values.since}T00:00:00Z`);
  if (since !== null && Number.isNaN(since)) throw new Error('Write the day as --since 2026-11-23.');
  const notice = values.notice === undefined ? null : noticeOf(readFileSync(values.notice, 'utf8'));
  await withInstance(config, async (instance) => {
    const signedOut = await audited(instance, { by: '', act: 'member.revokeAll' }, revokeAll);
    const ids = new Set([...signedOut, ...(since === null ? [] : await signedInSince(instance, since))]);
    const written = notice ? await writeToAll(instance, [...ids], notice) : 0;
    process.stdout.write(csvLine(['account', 'address', 'last sign-in']));
    for (const { name, email, lastSignIn } of await concerned(instance, ids))
      process.stdout.write(csvLine([name, email, lastSignIn === null ? '' : new Date(lastSignIn).toISOString()]));
    console.error(`${signedOut.length} accounts were signed out; ${ids.size} are concerned; ${written} letters wait.`);
  });
}

/** First line: the subject. The rest, after an empty line: the text. */
function noticeOf(file: string): { subject: string; text: string } {
  const [subject = '', ...lines] = file.split(/\r?\n/);
  const text = lines.join('\n').trim();
  if (!subject.trim() || !text) throw new Error('The notice needs a subject on its first line, then its text.');
  return { subject: subject.trim().slice(0, 200), text: `${text}\n` };
}
