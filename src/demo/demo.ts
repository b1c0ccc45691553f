import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accountByHandle } from '../accounts/account.ts';
import { addMember } from '../accounts/add-member.ts';
import { expect } from '../accounts/expected.ts';
import { saveImprint } from '../accounts/imprint.ts';
import { invite } from '../accounts/invitations.ts';
import { markOnboarded } from '../accounts/members.ts';
import { organisationOf } from '../accounts/organisation.ts';
import { changeIdentity } from '../accounts/organisation-settings.ts';
import { updateProfile } from '../accounts/profile.ts';
import { changeRole } from '../accounts/roles.ts';
import { setUp } from '../accounts/setup.ts';
import { signUp } from '../accounts/sign-up.ts';
import { parseConfig } from '../config.ts';
import { chooseLevels } from '../directory/levels.ts';
import { askForDirectories } from '../federation/read-directory.ts';
import type { Instance } from '../instance.ts';
import { receiveImage } from '../media/media.ts';
import { decide } from '../moderation/decide.ts';
import { receiveNotice } from '../moderation/notice.ts';
import { report } from '../moderation/reports.ts';
import { hashPassword } from '../platform/password.ts';
import { profileTimeline } from '../posts/timelines.ts';
import { type Running, startInstance } from '../start.ts';
import { leaveAbsentServer } from './absent-server.ts';
import { type CastOrganisation, cast, password } from './cast.ts';
import { drawLogo } from './pictures.ts';
import { tellStory } from './tell.ts';
import { guarded, leaveTraces, recoveryCodes } from './traces.ts';

export interface Demo {
  running: Running[];
  stop(): Promise<void>;
}

const fifteenDays = 15 * 86_400_000;

/** Starts the three organisations; the first time, or with `fresh`, their story is told from the beginning. */
export async function startDemo(options: {
  folder: string;
  port: number;
  fresh?: boolean;
  logLevel?: string;
}): Promise<Demo> {
  const told = join(options.folder, 'told');
  if (options.fresh || !existsSync(told)) await rm(options.folder, { recursive: true, force: true });
  let offset = 0;
  const clock = () => Date.now() + offset;
  const running: Running[] = [];
  for (const [place, { key }] of cast.entries()) {
    const port = options.port + place;
    const config = parseConfig({
      PORT: String(port),
      ORIGIN: `http://${key}.localhost:${port}`,
      DATA_DIR: join(options.folder, key),
      ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8,::1/128',
      LOG_LEVEL: options.logLevel ?? 'error',
    });
    running.push(await startInstance(config, { clock }));
  }
  if (!existsSync(told)) {
    const homes = new Map<string, Instance>();
    const now = Date.now();
    offset = -fifteenDays;
    for (const [place, organisation] of cast.entries()) await people(running[place]!.instance, organisation, homes);
    await tellStory({ running, homes, setClock: (at) => (offset = at - Date.now()) }, now);
    offset = 0;
    for (const { instance, settled } of running) {
      await askForDirectories(instance);
      await settled();
    }
    await leaveToDo(homes);
    await leaveTraces(homes, options.folder, (at) => (offset = at - Date.now()));
    offset = 0;
    await leaveAbsentServer(running[0]!, options.folder, options.port + cast.length);
    await writeFile(told, new Date(now).toISOString());
  }
  return { running, stop: async () => void (await Promise.all(running.map((one) => one.stop()))) };
}

async function people(instance: Instance, organisation: CastOrganisation, homes: Map<string, Instance>) {
  const [first, ...others] = organisation.members;
  const email = (name: string) => `${name}@${organisation.key}.example`;
  const administrator = { name: first!.name, displayName: first!.displayName, email: email(first!.name), password };
  await setUp(instance, { ...organisation, signUp: 'approval', emailDomains: [], administrator });
  await present(instance, organisation);
  const passwordHash = await hashPassword(password);
  for (const member of others) await addMember(instance, { ...member, email: email(member.name), passwordHash });
  for (const { name, bio, role, affiliation, helpsWith = '', skills = [], speaks = [] } of organisation.members) {
    const account = (await accountByHandle(instance, name))!;
    await updateProfile(instance, account.id, {
      bio,
      role,
      affiliation,
      helpsWith,
      skills,
      languages: speaks,
      discoverable: true,
      indexable: true,
    });
    // Everybody is found by their organisation and its partners, some by anybody.
    const level = affiliation === 'student' ? 'partners' : 'public';
    const more = { affiliation: 'partners', skills: 'partners', helpsWith: 'partners' } as const;
    await chooseLevels(instance, account.id, { name: level, role: level, ...more });
    await markOnboarded(instance, account.id);
    homes.set(name, instance);
  }
  homes.set(organisation.handle, instance);
}

/** As an administrator does, from a file. */
async function present(instance: Instance, organisation: CastOrganisation) {
  const path = instance.files.temporary();
  await writeFile(path, drawLogo(organisation.key));
  const { accountId } = (await organisationOf(instance))!;
  const { id: logoId } = await receiveImage(instance, accountId, { path, role: 'logo' });
  await rm(path, { force: true });
  await changeIdentity(instance, { ...organisation, logoId });
  const director = organisation.members[0]!.displayName;
  const imprint = { publisher: '', contact: '', officer: '', hoster: '', postal: '1 place du Marché, 58120 Valombre' };
  await saveImprint(instance, { ...imprint, director });
}

/** What waits at the university: somebody who asks to join, reports, a decision, an invitation that is open. */
async function leaveToDo(homes: Map<string, Instance>) {
  const university = homes.get('ines')!;
  const ines = (await accountByHandle(university, 'ines'))!;
  const nour = (await accountByHandle(university, 'nour'))!;
  const malik = (await accountByHandle(university, 'malik'))!;
  await signUp(university, {
    invitation: null,
    name: 'camille',
    displayName: 'Camille Roy',
    email: 'camille@valombre.example',
    password,
    affiliation: 'alum',
    language: 'fr',
    acceptsCharter: true,
    request: 'Promotion 2019 de biologie. J’aimerais aider les étudiants qui cherchent un stage.',
  });
  const solene = (await accountByHandle(university, 'solene'))!;
  await changeRole(university, solene.id, 'moderator');
  await changeRole(university, nour.id, 'communication');
  const [post] = (await profileTimeline(university, null, malik.id, 'posts')).posts;
  const comment = 'Rien de grave : le menu cité date de la semaine dernière.';
  await report(university, { reporterId: nour.id, targetId: malik.id, postIds: post ? [post.id] : [], comment });
  await receiveNotice(university, {
    url: `${university.config.origin}/@theo`,
    ground: 'rights',
    comment: 'La photographie de la haie, dans son profil, est la mienne. Je demande qu’elle soit créditée ou retirée.',
    name: 'Paul Roche',
    email: 'paul@roche.example',
    goodFaith: true,
    language: 'fr',
  });
  await decide(university, {
    reportId: null,
    accountId: malik.id,
    postId: null,
    act: 'notice',
    ground: 'charter',
    statement: 'Le menu du mardi a été cité deux fois sans sa date. Merci de la donner.',
    by: solene.id,
  });
  await expect(university, ines.id, [
    {
      email: 'lea.morel@valombre.example',
      displayName: 'Léa Morel',
      name: 'lea',
      title: 'Licence de géographie',
      role: 'member',
      affiliation: 'student',
      from: Date.UTC(2026, 8, 1, 12),
      until: Date.UTC(2029, 7, 31, 12),
      language: 'fr',
    },
  ]);
  await invite(university, ines.id, { seats: 20, days: 30, affiliation: 'student', note: 'Rentrée' });
}

/** `npm run demo`: until Ctrl+C. */
export async function runDemo({
  fresh,
  port,
  dataDir,
}: {
  fresh: boolean;
  port: number;
  dataDir: string;
}): Promise<void> {
  const folder = join(dataDir, 'demo');
  const started = Date.now();
  const demo = await startDemo({ folder, port, fresh });
  console.log(`Three organisations, ready in ${((Date.now() - started) / 1000).toFixed(1)} s:\n`);
  for (const [place, { name, members }] of cast.entries()) {
    console.log(`  ${name}\n    ${demo.running[place]!.instance.config.origin}/sign-in`);
    for (const member of members) console.log(`      ${member.name.padEnd(8)} ${member.displayName}, ${member.role}`);
  }
  const codes = (await recoveryCodes(folder)).split('\n').join('  ');
  console.log(`\nAfter the password ${guarded} is asked for a code. Each of these opens once:\n  ${codes}`);
  console.log(`\nEverybody's password: ${password}\nCtrl+C stops; npm run demo -- --fresh starts the story anew.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => demo.stop().then(() => process.exit(0)));
}
