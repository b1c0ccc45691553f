import type { Instance } from '../instance.ts';
import { createTranslate, type Language } from '../platform/i18n.ts';
import { Invalid } from '../platform/refusal.ts';
import { retentionOf } from '../platform/retention.ts';
import { readSetting, writeSetting } from '../platform/settings.ts';
import { write } from '../platform/write.ts';
import { emailFault } from './email.ts';
import { organisationOf } from './organisation.ts';

/** Who answers for the service, as legal pages have to say; '' for what is not told. */
export interface Imprint {
  /** Name in law; '' : the organisation's. */
  publisher: string;
  /** Address for letters, one line. */
  postal: string;
  /** Who is responsible for the publication. */
  director: string;
  /** E-mail address; '': that of the mails. */
  contact: string;
  /** Data protection officer. */
  officer: string;
  /** Who hosts the machine; '': the publisher. */
  hoster: string;
}

export const imprintFields = ['publisher', 'postal', 'director', 'contact', 'officer', 'hoster'] as const;
const name = 'imprint';
const nothing: Imprint = { publisher: '', postal: '', director: '', contact: '', officer: '', hoster: '' };

export const imprintOf = async (instance: Instance): Promise<Imprint> => ({
  ...nothing,
  ...(await readSetting<Partial<Imprint>>(instance.db, name)),
});

/** Throws Invalid. */
export async function saveImprint(instance: Instance, wanted: Imprint): Promise<void> {
  const faults: Record<string, string | { key: string; args: Record<string, number> }> = {};
  for (const field of imprintFields)
    if (wanted[field].length > 300) faults[field] = { key: 'form.tooLong', args: { most: 300 } };
  const wrong = wanted.contact && emailFault(wanted.contact);
  if (wrong) faults.contact = wrong;
  if (Object.keys(faults).length) throw new Invalid(faults);
  const kept = Object.fromEntries(imprintFields.map((field) => [field, wanted[field].replace(/\s+/g, ' ').trim()]));
  await write(instance, (tx) => writeSetting(tx, name, kept));
}

/** Where to write to who runs this place: on public pages. */
export const contactOf = async (instance: Instance): Promise<string> =>
  (await imprintOf(instance)).contact || instance.config.mailFrom;

/** What the `{names}` of legal texts stand for. Figures are those that the purge obeys. */
export async function legalFacts(instance: Instance, language: Language): Promise<Record<string, string>> {
  const imprint = await imprintOf(instance);
  const own = await organisationOf(instance);
  const kept = await retentionOf(instance.db);
  const t = createTranslate(language);
  const publisher = imprint.publisher || own?.name || '';
  return {
    ...imprint,
    publisher,
    hoster: imprint.hoster || publisher,
    contact: imprint.contact || instance.config.mailFrom,
    origin: instance.config.origin,
    conformance: t(`conformance.${own?.conformance ?? 'partial'}Sentence`),
    languages: t.list((own?.languages ?? [language]).map((one) => inText(t.dynamic(`language.${one}`), language))),
    eventDays: t.number(kept.events),
    traceDays: t.number(kept.traces),
    copyDays: t.number(kept.copies),
    noticeDays: t.number(kept.notices),
    signInDays: t.number(kept.signIns),
    auditDays: t.number(kept.audit),
    identityDays: kept.identities ? t.number(kept.identities) : '',
    reportDays: t.number(kept.reports),
    remoteDays: kept.remotePosts === null ? '' : t.number(kept.remotePosts),
  };
}

/** French writes the names of languages small. */
const inText = (name: string, language: Language) => (language === 'fr' ? name.toLowerCase() : name);
