import express, { type Router } from 'express';
import { accountsByIds, localHost } from '../accounts/account.ts';
import { contactOf } from '../accounts/imprint.ts';
import { countMembers } from '../accounts/members.ts';
import { type Organisation, organisationOf } from '../accounts/organisation.ts';
import { hosts } from '../federation/tables.ts';
import type { Instance } from '../instance.ts';
import { mediaLimits } from '../media/quota.ts';
import { pushKeys } from '../notifications/push-keys.ts';
import { isNotNull } from '../platform/columns.ts';
import { unavailable } from '../platform/refusal.ts';
import { countLocalPosts } from '../posts/published.ts';
import { limits } from '../posts/write-post.ts';
import { version } from '../version.ts';
import { accountEntity } from './entities/account.ts';
import { rulesOf } from './instance-text-routes.ts';

/** The level of Mastodon whose features all work here (mastodon-api.md §1.3). */
const level = '4.5.0';
/** The same as a number: 2 grouped notifications, 4 web push by the standard, 6 what is featured, 7 quotes. */
const apiVersion = 7;
const imageTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'];
const filmTypes = ['video/mp4', 'video/webm', 'video/quicktime', 'audio/mpeg', 'audio/ogg', 'audio/mp4', 'audio/flac'];

/** What this server is: asked by apps before anybody signs in, so it answers everybody in every mode. */
export function instanceRoutes(instance: Instance): Router {
  const router = express.Router();
  const { origin } = instance.config;

  router.get('/api/v2/instance', async (_request, response) => {
    const { own, contact, account } = await told();
    response.json({
      domain: localHost(instance),
      title: own.name,
      version: `${level} (compatible; Maillon ${version})`,
      source_url: `${origin}/about`,
      description: own.sentence,
      usage: { users: { active_month: await countMembers(instance) } },
      thumbnail: { url: `${origin}/avatars/original/missing.png`, blurhash: null, versions: {} },
      icon: [],
      languages: own.languages,
      configuration: await configuration(),
      registrations: {
        enabled: own.signUp !== 'invitation',
        approval_required: own.signUp === 'approval',
        reason_required: own.signUp === 'approval',
        message: null,
        min_age: null,
        url: `${origin}/sign-up`,
      },
      contact: { email: contact, account },
      rules: await rulesOf(instance),
      api_versions: { mastodon: apiVersion },
    });
  });

  router.get('/api/v1/instance', async (_request, response) => {
    const { own, contact, account } = await told();
    response.json({
      uri: localHost(instance),
      title: own.name,
      short_description: own.sentence,
      description: own.sentence,
      email: contact,
      version: `${level} (compatible; Maillon ${version})`,
      urls: { streaming_api: origin.replace(/^http/, 'ws') },
      stats: {
        user_count: await countMembers(instance),
        status_count: await countLocalPosts(instance),
        domain_count: (await peers()).length,
      },
      thumbnail: `${origin}/avatars/original/missing.png`,
      languages: own.languages,
      registrations: own.signUp !== 'invitation',
      approval_required: own.signUp === 'approval',
      invites_enabled: true,
      configuration: await configuration(),
      contact_account: account,
      rules: await rulesOf(instance),
    });
  });

  router.get('/api/v1/instance/peers', async (_request, response) => void response.json(await peers()));
  router.get('/api/v1/instance/extended_description', async (_request, response) => {
    const { own } = await told();
    response.json({ updated_at: new Date(instance.clock()).toISOString(), content: own.sentence });
  });
  router.get(
    ['/api/v1/instance/activity', '/api/v1/instance/domain_blocks', '/api/v1/custom_emojis'],
    (_, response) => void response.json([]),
  );
  router.get('/api/v1/instance/translation_languages', (_request, response) => void response.json({}));

  const peers = async () =>
    (await instance.db.select({ host: hosts.host }).from(hosts).where(isNotNull(hosts.seenAt)).limit(5000)).map(
      ({ host }) => host,
    );

  async function told(): Promise<{ own: Organisation; contact: string; account: object | null }> {
    const own = await organisationOf(instance);
    if (!own) throw unavailable();
    const [voice] = await accountsByIds(instance, [own.accountId]);
    return { own, contact: await contactOf(instance), account: voice ? accountEntity(instance, voice) : null };
  }

  async function configuration() {
    const { filmBytes } = await mediaLimits(instance);
    return {
      urls: {
        streaming: origin.replace(/^http/, 'ws'),
        status: null,
        about: `${origin}/about`,
        privacy_policy: `${origin}/privacy`,
        terms_of_service: `${origin}/terms`,
      },
      vapid: { public_key: (await pushKeys(instance)).publicKey },
      accounts: {
        max_featured_tags: 0,
        max_pinned_statuses: 5,
        max_display_name_length: 60,
        max_note_length: 2000,
        max_profile_fields: 6,
        profile_field_name_limit: 60,
        profile_field_value_limit: 250,
      },
      statuses: {
        max_characters: limits.text,
        max_media_attachments: limits.media,
        characters_reserved_per_url: 23,
      },
      media_attachments: {
        supported_mime_types: instance.films.available ? [...imageTypes, ...filmTypes] : imageTypes,
        description_limit: 1500,
        image_size_limit: 16 * 1024 * 1024,
        image_matrix_limit: 33_177_600,
        video_size_limit: Math.min(filmBytes, 2 ** 31 - 1),
        video_frame_rate_limit: 60,
        video_matrix_limit: 8_294_400,
      },
      polls: {
        max_options: limits.pollOptions,
        max_characters_per_option: limits.pollOption,
        min_expiration: 3600,
        max_expiration: limits.pollHours * 3600,
      },
      translation: { enabled: false },
      timelines_access: {
        live_feeds: { local: 'public', remote: 'authenticated' },
        hashtag_feeds: { local: 'public', remote: 'public' },
        trending_link_feeds: { local: 'authenticated', remote: 'disabled' },
      },
      limited_federation: instance.config.federationMode !== 'open',
    };
  }
  return router;
}
