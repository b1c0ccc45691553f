import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accountByHandle } from '../accounts/account.ts';
import { addMember } from '../accounts/add-member.ts';
import { dayOf, setAffiliation } from '../accounts/affiliation.ts';
import { leave } from '../accounts/leave.ts';
import { markOnboarded } from '../accounts/members.ts';
import { updateProfile } from '../accounts/profile.ts';
import { beginSecondStep, begunSecret, confirmSecondStep } from '../accounts/second-step.ts';
import { openSession } from '../accounts/sessions.ts';
import type { Affiliation } from '../accounts/view.ts';
import { beginTransfer } from '../data/transfer.ts';
import type { Instance } from '../instance.ts';
import { appeal } from '../moderation/appeal.ts';
import { decide } from '../moderation/decide.ts';
import { report } from '../moderation/reports.ts';
import { hashPassword } from '../platform/password.ts';
import { totpCode } from '../platform/totp.ts';
import { writePost } from '../posts/write-post.ts';
import { password } from './cast.ts';

const hourMs = 3_600_000;
const phone =
  'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36';
const desktop = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const mac =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 15_1) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15';

/** Who keeps a second step, so that it can be tried: the demo tells recovery codes. */
export const guarded = 'theo';
const codesFile = (folder: string) => join(folder, 'recovery-codes');

/** The recovery codes of {@link guarded}, one a line. */
export const recoveryCodes = (folder: string): Promise<string> => readFile(codesFile(folder), 'utf8').catch(() => '');

/**
 * What a life of some months leaves behind: sign-ins, a second step, dates of affiliations, an archive, somebody who is
 * about to be gone, somebody who was suspended and appeals, a report at each organisation.
 */
export async function leaveTraces(homes: Map<string, Instance>, folder: string, setClock: (at: number) => void) {
  const now = Date.now();
  const idOf = async (name: string) => (await accountByHandle(homes.get(name)!, name))!.id;
  const university = homes.get('ines')!;

  for (const [name, hours, agent, address] of [
    ['malik', 310, desktop, '198.51.100.23'],
    ['malik', 120, phone, '203.0.113.87'],
    ['malik', 20, desktop, '198.51.100.23'],
    ['theo', 200, mac, '198.51.100.40'],
    ['ines', 90, desktop, '198.51.100.7'],
    ['aicha', 60, phone, '203.0.113.5'],
    ['jeanne', 40, mac, '192.0.2.61'],
  ] as const) {
    setClock(now - hours * hourMs);
    await openSession(homes.get(name)!, await idOf(name), { agent, address });
  }
  setClock(now);

  const dated: [string, Affiliation, string, string | null][] = [
    ['malik', 'student', '2024-09-02', '2027-08-31'],
    ['nour', 'student', '2025-09-01', '2027-08-31'],
    ['theo', 'faculty', '2011-09-01', null],
    ['gerard', 'affiliate', '2019-03-01', null],
    ['paul', 'employee', '2020-01-06', '2028-12-31'],
  ];
  for (const [name, affiliation, from, until] of dated)
    await setAffiliation(homes.get(name)!, await idOf(name), {
      affiliation,
      from: dayOf('from', from),
      until: dayOf('until', until ?? ''),
    });

  const theo = await idOf(guarded);
  await beginSecondStep(university, theo);
  const secret = (await begunSecret(university, theo))!;
  const codes = await confirmSecondStep(university, theo, totpCode(secret, Math.floor(university.clock() / 30_000)));
  await writeFile(codesFile(folder), codes.join('\n'), { mode: 0o600 });

  await beginTransfer(university, { accountId: await idOf('malik'), direction: 'export', kind: 'archive' });
  setClock(now - 72 * hourMs);
  await departure(university);
  setClock(now);
  await suspension(university, await idOf('solene'));
  await report(homes.get('aicha')!, {
    reporterId: await idOf('gerard'),
    targetId: await idOf('aicha'),
    postIds: [],
    comment: 'Le bon de livraison qu’elle montre porte le numéro de téléphone d’un voisin.',
  });
  await report(homes.get('jeanne')!, {
    reporterId: await idOf('paul'),
    targetId: await idOf('jeanne'),
    postIds: [],
    comment: 'The internship note should say that it is paid.',
  });
}

/** Léa studied here until the summer; she has eleven days left to change her mind. */
async function departure(university: Instance) {
  const id = await newcomer(university, 'lea', 'Léa Fontaine', 'alum', 'Licence de chimie, promotion 2026.');
  await leave(university, id);
}

/** Hugo sold tickets in everybody's conversations. He says it was a misunderstanding. */
async function suspension(university: Instance, moderator: string) {
  const id = await newcomer(university, 'hugo', 'Hugo Perrin', 'student', 'Associations, concerts, bons plans.');
  const author = (await accountByHandle(university, 'hugo'))!;
  await writePost(university, author, {
    text: 'Places pour le gala à moitié prix, écrivez-moi vite, il n’en reste que dix !',
    ...{ notice: '', language: 'fr', audience: 'organisation', inReplyToId: null, mediaIds: [], poll: null },
  });
  const decision = await decide(university, {
    ...{ reportId: null, accountId: id, postId: null, act: 'suspend', ground: 'charter', by: moderator },
    statement: 'La même annonce a été publiée dans quatorze conversations en une heure, après deux avertissements.',
  });
  await appeal(
    university,
    decision,
    'Les places étaient vraies et l’association m’avait demandé d’en parler. Je ne savais pas que deux fois était de trop.',
  );
}

async function newcomer(instance: Instance, name: string, displayName: string, affiliation: Affiliation, bio: string) {
  const id = await addMember(instance, {
    ...{ name, displayName, affiliation, language: 'fr', email: `${name}@valombre.example` },
    passwordHash: await hashPassword(password),
  });
  await updateProfile(instance, id, { bio, discoverable: true });
  await markOnboarded(instance, id);
  return id;
}
