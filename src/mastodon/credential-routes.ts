import express, { type Router } from 'express';
import { accountById } from '../accounts/account.ts';
import { countFollowRequests } from '../accounts/follow.ts';
import { changePreferences, type Member, memberOf, type Preferences } from '../accounts/members.ts';
import { type ProfileChanges, updateProfile } from '../accounts/profile.ts';
import type { Instance } from '../instance.ts';
import { receiveImage } from '../media/media.ts';
import { readQuotePolicy } from '../posts/quote-policy.ts';
import type { Audience } from '../posts/view.ts';
import { type Parameters, parametersOf } from '../web/api-body.ts';
import { credentialEntity } from './entities/account.ts';
import { visibilityOf } from './entities/status.ts';
import { need } from './http.ts';

/** One's own profile, its two pictures, and what one usually writes like. */
export function credentialRoutes(instance: Instance): Router {
  const router = express.Router();

  router.patch('/api/v1/accounts/update_credentials', async (_request, response) => {
    const { member } = need(response, 'write:accounts');
    const asked = parametersOf(response);
    const wishes = wishesIn(asked);
    if (Object.keys(wishes).length) await changePreferences(instance, member.accountId, wishes);
    await updateProfile(instance, member.accountId, {
      ...changesIn(asked),
      ...(await picture(member.accountId, asked, 'avatar')),
      ...(await picture(member.accountId, asked, 'header')),
    });
    response.json(await credentials(instance, (await memberOf(instance, member.accountId))!));
  });

  for (const [name, key] of [
    ['avatar', 'avatarId'],
    ['header', 'bannerId'],
  ] as const)
    router.delete(`/api/v1/profile/${name}`, async (_request, response) => {
      const { member } = need(response, 'write:accounts');
      await updateProfile(instance, member.accountId, { [key]: null });
      response.json(await credentials(instance, member));
    });

  async function picture(accountId: string, { files }: Parameters, name: 'avatar' | 'header') {
    const file = files.find(({ field }) => field === name);
    if (!file) return {};
    const role = name === 'avatar' ? 'avatar' : 'banner';
    return { [`${role}Id`]: (await receiveImage(instance, accountId, { path: file.path, role })).id };
  }
  return router;
}

/** Mastodon's `CredentialAccount` of a member. */
export async function credentials(instance: Instance, member: Member) {
  const account = (await accountById(instance, member.accountId))!;
  return credentialEntity(instance, account, {
    privacy: visibilityOf(member.defaultAudience),
    language: member.postLanguage,
    quotePolicy: member.quotePolicy,
    requests: await countFollowRequests(instance, member.accountId),
    role: '',
  });
}

function changesIn(asked: Parameters): Partial<ProfileChanges> {
  const raw = asked.raw.fields_attributes;
  const fields = raw && typeof raw === 'object' ? Object.values(raw as Record<string, unknown>) : null;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    ...(asked.has('display_name') && { displayName: asked.text('display_name') }),
    ...(asked.has('note') && { bio: asked.text('note') }),
    ...(asked.has('locked') && { locked: asked.flag('locked') === true }),
    ...(asked.has('discoverable') && { discoverable: asked.flag('discoverable') === true }),
    ...(asked.has('indexable') && { indexable: asked.flag('indexable') === true }),
    ...(fields && {
      fields: fields.map((one) => {
        const { name, value } = (one ?? {}) as Record<string, unknown>;
        return { name: text(name), value: text(value) };
      }),
    }),
  };
}

/** `source[…]`: the circle, the language and the quotes of posts that do not say. */
function wishesIn(asked: Parameters): Partial<Preferences> {
  const source = (asked.raw.source ?? {}) as Record<string, unknown>;
  const circles: Record<string, Audience> = { public: 'public', unlisted: 'unlisted', private: 'followers' };
  const defaultAudience = Object.hasOwn(circles, String(source.privacy)) ? circles[String(source.privacy)] : undefined;
  const quotePolicy = readQuotePolicy(source.quote_policy);
  const language = typeof source.language === 'string' ? source.language : null;
  return {
    ...(defaultAudience && { defaultAudience }),
    ...(quotePolicy && { quotePolicy }),
    ...(language !== null && { postLanguage: /^[a-z]{2,3}$/.test(language) ? language : null }),
  };
}
