import { csvRows } from '../platform/csv.ts';
import { dayOf } from './affiliation.ts';
import { emailFault, emailKey } from './email.ts';
import { nameFault } from './names.ts';
import type { MemberRole } from './tables.ts';
import { type Affiliation, affiliations } from './view.ts';

/** Somebody whom a list names, as it is kept until they come. */
export interface Expected {
  email: string;
  /** '' when the list says none: the person gives it. */
  displayName: string;
  /** The handle that is proposed. */
  name: string;
  /** What they do, as profiles say it. */
  title: string;
  role: MemberRole;
  affiliation: Affiliation | null;
  /** Noon (UTC) of the first and the last day of the tie. */
  from: number | null;
  until: number | null;
  language: 'fr' | 'en' | null;
}

export interface RowFault {
  line: number;
  /** What the line is about, as it was written, cut. */
  what: string;
  /** Key of a sentence. */
  reason: string;
}

export const mostRows = 2000;

/** Names of columns, in the languages of the pages; the first one is written in the model. */
const columns: Record<string, readonly string[]> = {
  email: ['email', 'e-mail', 'mail', 'address', 'adresse', 'courriel', 'adresse electronique'],
  displayName: ['name', 'nom', 'display name', 'full name', 'nom complet'],
  name: ['handle', 'username', 'identifiant'],
  title: ['title', 'job title', 'fonction'],
  role: ['role'],
  affiliation: ['affiliation', 'tie', 'lien'],
  from: ['from', 'start', 'debut', 'du'],
  until: ['until', 'end', 'fin', 'au'],
  language: ['language', 'lang', 'langue'],
};
const words: Record<string, Affiliation> = {
  etudiant: 'student',
  etudiante: 'student',
  enseignant: 'faculty',
  enseignante: 'faculty',
  personnel: 'staff',
  salarie: 'employee',
  salariee: 'employee',
  ancien: 'alum',
  ancienne: 'alum',
  associe: 'affiliate',
  associee: 'affiliate',
};
const roles: Record<string, MemberRole> = {
  '': 'member',
  member: 'member',
  membre: 'member',
  communication: 'communication',
  moderator: 'moderator',
  moderation: 'moderator',
};

/**
 * People of a CSV file with a line of column names (commas, semicolons or tabs; names in French or English; an address
 * is all that is needed). `problem`: the file as a whole says nothing (`members.csvNoEmail`, `members.csvTooLong`).
 */
export function readMemberList(text: string): {
  people: { line: number; person: Expected }[];
  faults: RowFault[];
  unknown: string[];
  problem: string | null;
} {
  const first = text.replace(/^\ufeff/, '').split(/\r?\n|\r/, 1)[0]!;
  const separator = ([';', '\t', ','] as const).find((one) => first.includes(one)) ?? ',';
  const [head, ...rows] = csvRows(text, mostRows + 2, separator);
  const nothing = { people: [], faults: [], unknown: [] };
  const names = (head?.cells ?? []).map(plain);
  const keys = names.map((name) => Object.keys(columns).find((key) => columns[key]!.includes(name)) ?? '');
  if (!keys.includes('email')) return { ...nothing, problem: 'members.csvNoEmail' };
  if (rows.length > mostRows) return { ...nothing, problem: 'members.csvTooLong' };
  const unknown = head!.cells.filter((_, place) => !keys[place] && names[place]).map((name) => name.slice(0, 40));
  const people: { line: number; person: Expected }[] = [];
  const faults: RowFault[] = [];
  const seen = { email: new Set<string>(), name: new Set<string>() };
  for (const { line, cells } of rows) {
    const cell = (key: string) => (cells[keys.indexOf(key)] ?? '').replaceAll('\0', '').trim();
    const read = personOf(cell);
    const twice =
      typeof read !== 'string' &&
      ((seen.email.has(read.email) && 'members.rowTwice') ||
        (read.name !== '' && seen.name.has(read.name) && 'members.rowNameTwice'));
    const reason = typeof read === 'string' ? read : twice;
    if (reason) faults.push({ line, what: (cell('email') || cell('displayName')).slice(0, 80), reason });
    else {
      const person = read as Expected;
      seen.email.add(person.email);
      if (person.name) seen.name.add(person.name);
      people.push({ line, person });
    }
  }
  return { people, faults, unknown, problem: null };
}

/** What a row says, or the key of what is wrong in it. */
function personOf(cell: (key: string) => string): Expected | string {
  const email = emailKey(cell('email'));
  const name = cell('name').replace(/^@/, '').toLowerCase();
  const displayName = cell('displayName');
  const tie = plain(cell('affiliation'));
  const affiliation = words[tie] ?? affiliations.find((one) => one === tie) ?? null;
  const role = roles[plain(cell('role'))];
  const language = {
    '': null,
    fr: 'fr',
    francais: 'fr',
    french: 'fr',
    en: 'en',
    anglais: 'en',
    english: 'en',
  } as const;
  const spoken = language[plain(cell('language')) as keyof typeof language];
  const [from, until] = [day(cell('from')), day(cell('until'))];
  if (!email) return 'members.rowNoEmail';
  if (emailFault(email)) return 'email.form';
  if (name && nameFault(name)) return nameFault(name)!;
  if (displayName.length > 60) return 'members.rowNameLong';
  if (cell('title').length > 120) return 'members.rowTitleLong';
  if (tie && !affiliation) return 'members.rowAffiliation';
  if (['administrator', 'administration', 'admin'].includes(plain(cell('role')))) return 'members.rowAdministrator';
  if (!role) return 'members.rowRole';
  if (spoken === undefined) return 'members.rowLanguage';
  if (from === undefined || until === undefined) return 'affiliation.noDate';
  if (from !== null && until !== null && until < from) return 'affiliation.endsBefore';
  return { email, displayName, name, title: cell('title'), role, affiliation, from, until, language: spoken };
}

/** `2027-06-30` or `30/06/2027`, as {@link dayOf}; undefined when it is no day. */
function day(text: string): number | null | undefined {
  try {
    return dayOf(
      'day',
      text.replace(/^(\d\d?)\/(\d\d?)\/(\d{4})$/, (_, d, m, y) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`),
    );
  } catch {
    return undefined;
  }
}

/** Small letters without accents. */
const plain = (text: string) => text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
