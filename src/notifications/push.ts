import { type Account, accountById } from '../accounts/account.ts';
import { picture } from '../accounts/account-view.ts';
import { memberOf } from '../accounts/members.ts';
import { relationships } from '../accounts/relationship.ts';
import { accessTokens } from '../accounts/token-tables.ts';
import type { Instance } from '../instance.ts';
import { and, eq, isNull, notExists, sql } from '../platform/columns.ts';
import { createTranslate, type Language } from '../platform/i18n.ts';
import { type JobHandlers, Retry } from '../platform/jobs.ts';
import { Invalid } from '../platform/refusal.ts';
import { createSecretBox } from '../platform/secret-box.ts';
import { isReceiver, pushRequest } from '../platform/web-push.ts';
import { write } from '../platform/write.ts';
import { pushKeys } from './push-keys.ts';
import type { Told } from './push-queue.ts';
import { type NotificationType, notifications, type PushPolicy, pushSubscriptions } from './tables.ts';

export type PushSubscription = typeof pushSubscriptions.$inferSelect;

export interface Wish {
  types: NotificationType[];
  policy: PushPolicy;
}

const longest = 2000;
/** Nobody wants to be woken for what is older. */
const tooLateMs = 86_400_000;
const answerMs = 15_000;
const sealedFor = (tokenId: number) => `push:${tokenId}`;

/**
 * Wakes the program of an access token from now on; it replaces what the token asked for before. `token` is its text: it
 * is kept sealed, for programs tell by it which of their accounts is meant. Throws Invalid.
 */
export async function subscribe(
  instance: Instance,
  holder: { tokenId: number; accountId: string; token: string },
  asked: Wish & { endpoint: string; p256dh: string; auth: string; standard: boolean },
): Promise<PushSubscription> {
  const { endpoint, p256dh, auth, standard, types, policy } = asked;
  const isWeb = /^https?:$/.test(URL.canParse(endpoint) ? new URL(endpoint).protocol : '');
  if (!isWeb || endpoint.length > longest) throw new Invalid({ endpoint: 'form.required' });
  if (!isReceiver({ p256dh, auth })) throw new Invalid({ keys: 'form.required' });
  const box = createSecretBox(instance.config.secretKey);
  const sealedToken = box.seal(holder.token, sealedFor(holder.tokenId));
  const row = { endpoint, p256dh, auth, standard, types, policy, sealedToken, createdAt: instance.clock() };
  return write(instance, async (tx) => {
    const [kept] = await tx
      .insert(pushSubscriptions)
      .values({ ...row, tokenId: holder.tokenId, accountId: holder.accountId })
      .onConflictDoUpdate({ target: pushSubscriptions.tokenId, set: row })
      .returning();
    return kept!;
  });
}

export async function subscriptionOf(instance: Instance, tokenId: number): Promise<PushSubscription | null> {
  const [row] = await instance.db.select().from(pushSubscriptions).where(eq(pushSubscriptions.tokenId, tokenId));
  return row ?? null;
}

/** Changes what it is woken for; null when there is no subscription. */
export const changeWish = (instance: Instance, tokenId: number, wish: Wish): Promise<PushSubscription | null> =>
  write(instance, async (tx) => {
    const [row] = await tx
      .update(pushSubscriptions)
      .set(wish)
      .where(eq(pushSubscriptions.tokenId, tokenId))
      .returning();
    return row ?? null;
  });

export const unsubscribe = (instance: Instance, tokenId: number): Promise<void> =>
  write(instance, async (tx) => {
    await tx.delete(pushSubscriptions).where(eq(pushSubscriptions.tokenId, tokenId));
  });

/** Forgets those whose token has ended. Hourly. */
export const purgePush = (instance: Instance): Promise<void> =>
  write(instance, async (tx) => {
    const held = tx.select({ one: sql`1` }).from(accessTokens).where(eq(accessTokens.id, pushSubscriptions.tokenId));
    await tx.delete(pushSubscriptions).where(notExists(held));
  });

export const pushJobs: JobHandlers = {
  'notifications.push': async (instance, told: Told & { subscriptionId: number }, job) => {
    if (instance.clock() - job.createdAt > tooLateMs) return;
    const subscription = await heldSubscription(instance, told.subscriptionId);
    const notice = subscription && (await noticeOf(instance, told));
    const from = notice && (await accountById(instance, told.fromId));
    if (!from || !(await isWanted(instance, subscription, told))) return;
    const { status, headers } = await deliver(
      instance,
      subscription,
      await payloadOf(instance, subscription, notice, from),
    );
    if (status === 404 || status === 410) return forget(instance, subscription.id);
    if (status === 429) {
      const seconds = Number(headers['retry-after']) || 600;
      throw new Retry('the push service asks to wait', instance.clock() + Math.min(seconds, 3600) * 1000);
    }
    if (status >= 500) throw new Retry(`the push service answered ${status}`);
  },
};

/** With a token that still opens something, of somebody who may sign in. */
async function heldSubscription(instance: Instance, id: number): Promise<PushSubscription | null> {
  const [row] = await instance.db
    .select({ subscription: pushSubscriptions })
    .from(pushSubscriptions)
    .innerJoin(accessTokens, eq(accessTokens.id, pushSubscriptions.tokenId))
    .where(eq(pushSubscriptions.id, id));
  return row?.subscription ?? null;
}

/** What was told, unless it was taken back meanwhile. */
async function noticeOf(instance: Instance, { ownerId, type, fromId, postId }: Told) {
  const [row] = await instance.db
    .select({ id: notifications.id, type: notifications.type })
    .from(notifications)
    .where(
      and(
        eq(notifications.ownerId, ownerId),
        eq(notifications.type, type),
        eq(notifications.fromId, fromId),
        postId ? eq(notifications.postId, postId) : isNull(notifications.postId),
      ),
    );
  return row ?? null;
}

async function isWanted(instance: Instance, { policy, accountId }: PushSubscription, { fromId }: Told) {
  if (policy === 'all' || policy === 'none') return policy === 'all';
  const tie = (await relationships(instance, accountId, [fromId])).get(fromId);
  return Boolean(policy === 'followed' ? tie?.following : tie?.followedBy);
}

/** Mastodon's words, for the programs that were made for it; of a post nothing but that there is one (S63). */
export const pushNames: Partial<Record<NotificationType, string>> = {
  mention: 'mention',
  reply: 'mention',
  thread: 'status',
  community: 'status',
  quote: 'quote',
  like: 'favourite',
  boost: 'reblog',
  follow: 'follow',
  'follow-request': 'follow_request',
  poll: 'poll',
  edit: 'update',
};

async function payloadOf(
  instance: Instance,
  { accountId, tokenId, sealedToken }: PushSubscription,
  notice: { id: number; type: NotificationType },
  from: Account,
) {
  const language: Language = (await memberOf(instance, accountId))?.language === 'en' ? 'en' : 'fr';
  const name = pushNames[notice.type]!;
  const t = createTranslate(language);
  return {
    access_token: createSecretBox(instance.config.secretKey).open(sealedToken, sealedFor(tokenId)),
    preferred_locale: language,
    notification_id: notice.id,
    notification_type: name,
    icon: `${instance.config.origin}${picture(from.avatarId, from.avatarUrl, from.id, 'avatar') ?? '/avatars/original/missing.png'}`,
    title: t.dynamic(`push.${name}`, { name: from.displayName || from.name }),
    body: '',
  };
}

async function deliver(instance: Instance, subscription: PushSubscription, payload: object) {
  const { origin } = instance.config;
  const request = pushRequest(subscription, payload, { keys: await pushKeys(instance), origin });
  const limits = { maxBytes: 4096, timeoutMs: answerMs };
  return instance.http.request(subscription.endpoint, { method: 'POST', ...request, ...limits });
}

const forget = (instance: Instance, id: number): Promise<void> =>
  write(instance, async (tx) => {
    await tx.delete(pushSubscriptions).where(eq(pushSubscriptions.id, id));
  });
