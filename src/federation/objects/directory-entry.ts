import { type Affiliation, affiliations } from '../../accounts/view.ts';
import type { Offered } from '../../directory/offered.ts';
import type { partnerEntries } from '../../partners/tables.ts';
import { plainText } from '../../platform/sanitise.ts';
import { documentId, sameOrigin } from '../ids.ts';
import { defined, isObject, type Json, list, text, typesOf } from '../json.ts';

type Entry = typeof partnerEntries.$inferInsert;

/** What a partner is told of somebody, or of a community: an actor in short. */
export const toEntry = ({ account, fields }: Offered): Json =>
  defined({
    id: account.uri,
    type: account.kind === 'group' ? 'Group' : 'Person',
    preferredUsername: account.name,
    name: account.displayName,
    summary: account.kind === 'group' ? account.bio : undefined,
    jobTitle: (fields.has('role') && account.role) || undefined,
    'maillon:affiliation': (fields.has('affiliation') && account.affiliation) || undefined,
    'maillon:skills': fields.has('skills') && account.skills.length ? account.skills : undefined,
    'maillon:helpsWith': (fields.has('helpsWith') && account.helpsWith) || undefined,
  });

/** The same of a partner's, cut to the limits; null for who is not on its server, or is neither person nor community. */
export function readEntry(value: unknown, host: string, home: string): Entry | null {
  if (!isObject(value)) return null;
  const uri = documentId(value.id);
  const kind = typesOf(value).includes('Group') ? 'group' : typesOf(value).includes('Person') ? 'person' : null;
  const name = text(value.preferredUsername, 64) ?? '';
  if (!uri || !kind || !sameOrigin(uri, home) || !/^[\p{L}\p{N}_]+([.-]+[\p{L}\p{N}_]+)*$/u.test(name)) return null;
  const words = (said: unknown, most: number) => plainText(text(said, most) ?? '').slice(0, most);
  return {
    ...{ uri, host, kind, name },
    displayName: words(value.name, 200),
    role: words(value.jobTitle, 120),
    affiliation: affiliations.find((one: Affiliation) => one === value['maillon:affiliation']) ?? null,
    skills: list(value['maillon:skills'])
      .slice(0, 12)
      .map((skill) => words(skill, 40))
      .filter(Boolean),
    helpsWith: words(value['maillon:helpsWith'], 200),
    purpose: kind === 'group' ? words(value.summary, 500) : '',
  };
}
