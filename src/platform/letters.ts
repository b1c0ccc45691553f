import type { Instance } from '../instance.ts';
import type { Tx } from './database.ts';
import { Dead, enqueue, type JobHandlers, Retry } from './jobs.ts';
import { type Letter, MailFault } from './mail.ts';
import { createSecretBox } from './secret-box.ts';

const keptMs = 3 * 86_400_000;
const context = 'letter';

/**
 * Keeps a letter with the change that calls for it: it goes out after the commit, once more when the mail server is
 * away, for three days (F30); after that it stands among the dead letters. Sealed, for it holds an address and often a
 * link that opens an account (S120, S122). Without SMTP_URL there is none, and the log says so.
 */
export async function enqueueLetter(instance: Instance, tx: Tx, letter: Letter): Promise<void> {
  if (!instance.mail.configured) return void instance.log.warn('a letter was not sent: SMTP_URL is not set');
  await enqueue(tx, {
    kind: 'mail.send',
    lane: 'direct',
    // One slow mail domain holds back no other.
    key: `mail ${letter.to.slice(letter.to.lastIndexOf('@') + 1).toLowerCase()}`,
    payload: createSecretBox(instance.config.secretKey).seal(JSON.stringify(letter), context),
  });
}

export const letterJobs: JobHandlers = {
  'mail.send': async (instance, sealed: string, job) => {
    const letter = JSON.parse(createSecretBox(instance.config.secretKey).open(sealed, context)) as Letter;
    try {
      await instance.mail.send(letter);
    } catch (error) {
      if (!(error instanceof MailFault)) throw error;
      const isOld = instance.clock() - job.createdAt > keptMs;
      throw error.permanent || isOld ? new Dead(error.message) : new Retry(error.message);
    }
  },
};
