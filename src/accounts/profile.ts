import type { Instance } from '../instance.ts';
import { eq, sql } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { renderMarkdown } from '../platform/markdown.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { type Account, accountByHandle, type Viewer } from './account.ts';
import { accountList, accountView, picture } from './account-view.ts';
import { isAffiliationKept } from './affiliation.ts';
import type { AccountEvent } from './events.ts';
import { organisationViews } from './organisation.ts';
import { keepProfileWords } from './profile-words.ts';
import { isBlockedEitherWay, relationships } from './relationship.ts';
import { accounts } from './tables.ts';
import { type Affiliation, affiliations, type ProfileView } from './view.ts';

export interface ProfileChanges {
  displayName: string;
  bio: string;
  role: string;
  affiliation: string;
  skills: string[];
  languages: string[];
  helpsWith: string;
  fields: { name: string; value: string }[];
  locked: boolean;
  discoverable: boolean;
  indexable: boolean;
  avatarId: string | null;
  bannerId: string | null;
}

const limits = {
  displayName: 60,
  bio: 2000,
  role: 120,
  fieldName: 60,
  fieldValue: 250,
  fields: 6,
  skills: 12,
  skill: 40,
  helpsWith: 200,
};

/** Changes what is given of a local profile; throws Invalid. */
export async function updateProfile(
  instance: Instance,
  accountId: string,
  changes: { [Name in keyof ProfileChanges]?: ProfileChanges[Name] | undefined },
): Promise<void> {
  checkProfile(changes);
  const set: Partial<Account> = {};
  if (changes.displayName !== undefined) set.displayName = changes.displayName.trim();
  if (changes.bio !== undefined) Object.assign(set, { bioSource: changes.bio, bio: renderMarkdown(changes.bio).html });
  if (changes.role !== undefined) set.role = changes.role.trim();
  if (changes.affiliation !== undefined) set.affiliation = (changes.affiliation || null) as Affiliation | null;
  if (changes.skills) set.skills = [...new Set(changes.skills.map((skill) => skill.trim()).filter(Boolean))];
  if (changes.languages) set.languages = changes.languages;
  if (changes.helpsWith !== undefined) set.helpsWith = changes.helpsWith.trim();
  if (changes.fields)
    set.fields = changes.fields
      .filter((field) => field.name.trim() && field.value.trim())
      .map(({ name, value }) => ({ name: name.trim(), value: renderMarkdown(value).html, source: value }));
  for (const name of ['locked', 'discoverable', 'indexable'] as const)
    if (changes[name] !== undefined) set[name] = changes[name];
  for (const name of ['avatarId', 'bannerId'] as const) if (changes[name] !== undefined) set[name] = changes[name];
  await write(instance, async (tx) => {
    if (set.affiliation !== undefined && (await isAffiliationKept(tx, accountId))) delete set.affiliation;
    const [changed] = await tx
      .update(accounts)
      .set({ ...set, updatedAt: instance.clock(), version: sql`${accounts.version} + 1` })
      .where(eq(accounts.id, accountId))
      .returning({ id: accounts.id, skills: accounts.skills, helpsWith: accounts.helpsWith });
    if (!changed) throw notFound();
    if (set.skills || set.helpsWith !== undefined)
      await keepProfileWords(tx, accountId, [...changed.skills, changed.helpsWith]);
    await record<AccountEvent>(tx, { type: 'account.updated', accountId });
  });
}

function checkProfile(changes: Parameters<typeof updateProfile>[2]) {
  const faults: Record<string, { key: string; args: Record<string, number> }> = {};
  const tooLong = (field: string, text: string | undefined, most: number) => {
    if (text && text.length > most) faults[field] = { key: 'form.tooLong', args: { most } };
  };
  tooLong('displayName', changes.displayName, limits.displayName);
  tooLong('bio', changes.bio, limits.bio);
  tooLong('role', changes.role, limits.role);
  tooLong('helpsWith', changes.helpsWith, limits.helpsWith);
  for (const skill of changes.skills ?? []) tooLong('skills', skill.trim(), limits.skill);
  if ((changes.skills ?? []).length > limits.skills)
    faults.skills = { key: 'form.tooMany', args: { most: limits.skills } };
  for (const [place, field] of (changes.fields ?? []).entries()) {
    tooLong(`fieldName${place}`, field.name, limits.fieldName);
    tooLong(`fieldValue${place}`, field.value, limits.fieldValue);
  }
  if ((changes.fields ?? []).length > limits.fields)
    faults.fields = { key: 'form.tooMany', args: { most: limits.fields } };
  if (changes.affiliation && !(affiliations as readonly string[]).includes(changes.affiliation))
    faults.affiliation = { key: 'form.required', args: {} };
  if (Object.keys(faults).length) throw new Invalid(faults);
}

/** The profile behind a handle we know, as the viewer sees it, or the 404 of an absent one. */
export async function profileByHandle(instance: Instance, viewer: Viewer, handle: string): Promise<ProfileView> {
  const account = await accountByHandle(instance, handle);
  if (!account) throw notFound();
  return profileOf(instance, viewer, account);
}

export async function profileOf(instance: Instance, viewer: Viewer, account: Account): Promise<ProfileView> {
  const isViewer = viewer?.accountId === account.id;
  const organisation = (await organisationViews(instance, [account.host])).get(account.host)!;
  const relationship =
    viewer && !isViewer ? (await relationships(instance, viewer.accountId, [account.id])).get(account.id)! : null;
  // Who has blocked the viewer shows a name and nothing to read.
  const hidden = Boolean(
    relationship && !relationship.blocking && (await isBlockedEitherWay(instance, account.id, viewer!.accountId)),
  );
  return {
    ...accountView(account, organisation),
    bio: hidden ? '' : account.bio,
    banner: picture(account.bannerId, account.bannerUrl, account.id, 'banner'),
    fields: hidden
      ? []
      : account.fields.map(({ name, value, verifiedAt }) => ({ name, value, verified: verifiedAt !== undefined })),
    skills: hidden ? [] : account.skills,
    languages: hidden ? [] : account.languages,
    helpsWith: hidden ? '' : account.helpsWith,
    followers: account.followers,
    following: account.following,
    posts: account.posts,
    locked: account.locked,
    discoverable: account.discoverable,
    indexable: account.indexable,
    joinedAt: account.createdAt,
    relationship,
    isViewer,
    movedTo: account.movedToId ? ((await accountList(instance, [account.movedToId]))[0] ?? null) : null,
  };
}
