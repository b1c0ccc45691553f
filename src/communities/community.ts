import { type Account, accountByHandle, accountById, type Viewer } from '../accounts/account.ts';
import type { AccountEvent } from '../accounts/events.ts';
import { acceptFollow, follow } from '../accounts/follow.ts';
import { newLocalAccount } from '../accounts/local-account.ts';
import { nameFault } from '../accounts/names.ts';
import { accounts, follows } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { ofPartners } from '../partners/scope.ts';
import { and, eq, type SQL, sql } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { renderMarkdown } from '../platform/markdown.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import type { CommunityEvent } from './events.ts';
import { mustBeAllowed } from './opening.ts';
import { communities, communityInvitations, communityRoles } from './tables.ts';
import { topicsIn } from './topics.ts';
import { admissions, type CommunitySettings, postings, reaches } from './view.ts';

export type Community = typeof communities.$inferSelect;

export const limits = {
  name: 30,
  displayName: 80,
  purpose: 500,
  rules: 4000,
  rule: 300,
  topics: 8,
  topic: 40,
  welcome: 2000,
  questions: 5,
  approveFirst: 5,
};

/** Opens a community: its founder is its first member and owner. Throws Invalid. Gives its id, `id` when it is given. */
export async function openCommunity(
  instance: Instance,
  founderId: string,
  name: string,
  settings: CommunitySettings,
  id = instance.ids(),
): Promise<string> {
  const wanted = name.trim().toLowerCase();
  const badName = nameFault(wanted);
  const faults = { ...settingFaults(settings), ...(badName && { name: badName }) };
  if (Object.keys(faults).length) throw new Invalid(faults);
  const waits = await mustBeAllowed(instance, founderId);
  await write(instance, async (tx) => {
    const inside = within(instance, tx);
    const { displayName } = settings;
    await newLocalAccount(instance, tx, { id, kind: 'group', name: wanted, displayName });
    await tx.update(accounts).set(accountColumns(settings)).where(eq(accounts.id, id));
    await tx.insert(communities).values({
      ...communityColumns(settings),
      accountId: id,
      local: true,
      pendingAt: waits ? instance.clock() : null,
      createdById: founderId,
      createdAt: instance.clock(),
    });
    await tx
      .insert(communityRoles)
      .values({ communityId: id, accountId: founderId, role: 'owner', createdAt: instance.clock() });
    await follow(inside, founderId, id);
    await acceptFollow(inside, id, founderId);
    await record<CommunityEvent>(tx, { type: 'community.changed', communityId: id });
    if (waits) await record<CommunityEvent>(tx, { type: 'community.wished', communityId: id, founderId });
  });
  return id;
}

/** Changes what a community says of itself. Who may is for the caller to have asked. Throws Invalid. */
export async function changeCommunity(instance: Instance, id: string, settings: CommunitySettings): Promise<void> {
  const faults = settingFaults(settings);
  if (Object.keys(faults).length) throw new Invalid(faults);
  await write(instance, async (tx) => {
    await tx
      .update(communities)
      .set(communityColumns(settings))
      .where(and(eq(communities.accountId, id), eq(communities.local, true)));
    await tx
      .update(accounts)
      .set({
        ...accountColumns(settings),
        displayName: settings.displayName.trim(),
        version: sql`${accounts.version} + 1`,
        updatedAt: instance.clock(),
      })
      .where(eq(accounts.id, id));
    await record<CommunityEvent>(tx, { type: 'community.changed', communityId: id });
    await record<AccountEvent>(tx, { type: 'account.updated', accountId: id });
  });
}

const accountColumns = ({ purpose, reach, admission, avatarId, bannerId }: CommunitySettings) => ({
  ...(avatarId !== undefined && { avatarId }),
  ...(bannerId !== undefined && { bannerId }),
  bioSource: purpose.trim(),
  bio: renderMarkdown(purpose.trim()).html,
  locked: admission !== 'open',
  discoverable: reach === 'public',
  indexable: reach === 'public',
});

const communityColumns = (settings: CommunitySettings) => {
  const { reach, admission, posting, rules, language, topics } = settings;
  return {
    reach,
    admission,
    posting,
    rules: rulesOf(rules).join('\n'),
    language,
    topics: topicsIn(topics),
    approveFirst: Math.min(limits.approveFirst, Math.max(0, Math.trunc(settings.approveFirst ?? 0))),
    questions: rulesOf(settings.questions ?? '').join('\n'),
    welcome: (settings.welcome ?? '').trim(),
  };
};

/** What somebody who asks to come in is asked. */
export const questionsOf = ({ questions }: Pick<Community, 'questions'>): string[] => rulesOf(questions);

export const rulesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

function settingFaults(settings: CommunitySettings) {
  const { displayName, purpose, rules, reach, admission, posting, topics, questions = '', welcome = '' } = settings;
  const tooLong = (text: string, most: number) =>
    [...text.trim()].length > most ? { key: 'form.tooLong', args: { most } } : undefined;
  const faults = {
    displayName: displayName.trim() ? tooLong(displayName, limits.displayName) : 'form.required',
    purpose: purpose.trim() ? tooLong(purpose, limits.purpose) : 'form.required',
    rules: rulesOf(rules).some((rule) => rule.length > limits.rule)
      ? { key: 'form.tooLong', args: { most: limits.rule } }
      : tooLong(rules, limits.rules),
    reach: reaches.includes(reach) ? undefined : 'form.required',
    admission: admissions.includes(admission) ? undefined : 'form.required',
    posting: postings.includes(posting) ? undefined : 'form.required',
    questions:
      rulesOf(questions).length > limits.questions || rulesOf(questions).some((one) => one.length > limits.rule)
        ? { key: 'community.tooManyQuestions', args: { n: limits.questions, most: limits.rule } }
        : undefined,
    welcome: tooLong(welcome, limits.welcome),
    topics:
      topicsIn(topics).length > limits.topics || topics.some((topic) => topic.length > limits.topic)
        ? { key: 'form.tooLong', args: { most: limits.topic } }
        : undefined,
  };
  return Object.fromEntries(Object.entries(faults).flatMap(([name, fault]) => (fault ? [[name, fault]] : [])));
}

/** The account and the community of this id, ours or another server's; for who acts for the server itself. */
export async function communityById(instance: Instance, id: string): Promise<Community | null> {
  const [community] = await instance.db.select().from(communities).where(eq(communities.accountId, id));
  return community ?? null;
}

/**
 * The condition « this viewer may know that the community is there »: public ones are for everybody, those of the
 * organisation for its members, those of partners for partners too; of the rest, whoever has an account may
 * know those that one may ask to join, and who is in or invited knows the others. What waits for an administrator is
 * known to its founder alone.
 */
export function knowable(viewer: Viewer): SQL {
  const open = sql`${communities.reach} = 'public'`;
  const allowed = sql`${communities.pendingAt} is null`;
  if (!viewer) return sql`(${open} and ${allowed})`;
  const member = sql`exists (select 1 from ${follows} where ${follows.followedId} = ${communities.accountId} and ${follows.followerId} = ${viewer.accountId} and ${eq(follows.accepted, true)})`;
  const partners = sql`(${communities.reach} = 'partners' and ${ofPartners(viewer, 'communities')})`;
  const house = viewer.local
    ? sql`not (${communities.reach} = 'members' and ${communities.admission} = 'invitation')`
    : sql`(${eq(communities.local, true)} and ${communities.reach} = 'members' and ${communities.admission} <> 'invitation')`;
  const invited = sql`exists (select 1 from ${communityInvitations} where ${communityInvitations.communityId} = ${communities.accountId} and ${communityInvitations.accountId} = ${viewer.accountId})`;
  const founder = sql`${communities.createdById} = ${viewer.accountId}`;
  return sql`((${open} or ${house} or ${partners} or ${member} or ${invited}) and (${allowed} or ${founder}))`;
}

/** By its handle, when the viewer may know of it; the 404 of an absent one otherwise (S53). */
export async function findCommunity(
  instance: Instance,
  viewer: Viewer,
  handle: string,
): Promise<{ account: Account; community: Community }> {
  const account = await accountByHandle(instance, handle);
  if (account?.kind !== 'group') throw notFound();
  const [community] = await instance.db
    .select()
    .from(communities)
    .where(and(eq(communities.accountId, account.id), knowable(viewer)));
  if (!community) throw notFound();
  return { account, community };
}

/** The same by id. */
export async function findCommunityById(instance: Instance, viewer: Viewer, id: string): Promise<Community> {
  const [community] = await instance.db
    .select()
    .from(communities)
    .where(and(eq(communities.accountId, id), knowable(viewer)));
  if (!community) throw notFound();
  return community;
}

/** What a server says of a group of its own; asked for again when its actor is. */
export const saveRemoteCommunity = (
  instance: Instance,
  accountId: string,
  said: Pick<Community, 'reach' | 'admission' | 'posting' | 'moderatorsUri' | 'topics'>,
): Promise<void> =>
  write(instance, async (tx) => {
    const account = await accountById(within(instance, tx), accountId);
    if (account?.kind !== 'group' || account.host === '') return;
    await tx
      .insert(communities)
      .values({ ...said, accountId, local: false, createdAt: account.createdAt })
      .onConflictDoUpdate({ target: communities.accountId, set: said });
  });
