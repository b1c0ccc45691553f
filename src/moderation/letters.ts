import { memberOf } from '../accounts/members.ts';
import { organisationOf } from '../accounts/organisation.ts';
import type { Instance } from '../instance.ts';
import type { Tx } from '../platform/database.ts';
import { createTranslate, type Language } from '../platform/i18n.ts';
import { enqueueLetter } from '../platform/letters.ts';
import type { Letter } from '../platform/mail.ts';
import { decisionById, decisionKey } from './decisions.ts';
import { reportById } from './read-reports.ts';

/**
 * `receipt`, `outcome`: of a report, to who left an address with it · `decision`, `answer`: of a decision, to the member
 * it concerns (DSA 16, 17, 20).
 */
export interface ModerationLetter {
  letter: 'receipt' | 'outcome' | 'decision' | 'answer';
  /** Of the report or of the decision. */
  id: number;
}

/** Puts a letter in the queue, in the transaction of what it tells; `inside` sees what was written there. */
export async function postLetter(inside: Instance, tx: Tx, wanted: ModerationLetter): Promise<void> {
  const letter = await letterOf(inside, wanted);
  if (letter) await enqueueLetter(inside, tx, letter);
}

/** The letter, or null when there is nobody to write to. */
function letterOf(instance: Instance, { letter, id }: ModerationLetter): Promise<Letter | null> {
  return letter === 'receipt' || letter === 'outcome'
    ? toReporter(instance, letter, id)
    : toMember(instance, letter, id);
}

async function toReporter(instance: Instance, letter: 'receipt' | 'outcome', id: number): Promise<Letter | null> {
  const report = await reportById(instance, id);
  if (!report?.reporterEmail) return null;
  const t = createTranslate(report.language === 'en' ? 'en' : 'fr');
  const decision = report.decisionId === null ? null : await decisionById(instance, report.decisionId);
  const args = { organisation: await nameOf(instance), n: id, url: report.url, name: report.reporterName };
  if (letter === 'receipt')
    return { to: report.reporterEmail, subject: t('letter.receiptSubject', args), text: t('letter.receipt', args) };
  if (!decision) return null;
  const said = { ...args, act: t(`decided.${decision.act}`), statement: decision.statement };
  return { to: report.reporterEmail, subject: t('letter.outcomeSubject', args), text: t('letter.outcome', said) };
}

async function toMember(instance: Instance, letter: 'decision' | 'answer', id: number): Promise<Letter | null> {
  const decision = await decisionById(instance, id);
  const member = await memberOf(instance, decision.accountId);
  // That nothing was found wrong is told to who reported; the person never learns that they were.
  if (!member || decision.act === 'none') return null;
  const t = createTranslate(member.language as Language);
  const args = {
    organisation: await nameOf(instance),
    act: t(`decided.${decision.act}`),
    ground: t(`ground.${decision.ground}`),
    statement: decision.statement,
    answer: decision.answer,
    upheld: decision.upheld ? 'yes' : 'no',
    link: `${instance.config.origin}/decisions/${id}?key=${decisionKey(instance, id)}`,
  };
  return letter === 'decision'
    ? { to: member.email, subject: t('letter.decisionSubject', args), text: t('letter.decision', args) }
    : { to: member.email, subject: t('letter.answerSubject', args), text: t('letter.answer', args) };
}

const nameOf = async (instance: Instance) => (await organisationOf(instance))?.name ?? '';
