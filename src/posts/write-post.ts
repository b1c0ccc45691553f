import { type Account, accountByHandle, accountsByIds } from '../accounts/account.ts';
import { memberOf } from '../accounts/members.ts';
import { roleOf } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { checkAttachments } from '../media/film.ts';
import { attachMedia } from '../media/media.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { namesIn, renderMarkdown } from '../platform/markdown.ts';
import { Invalid } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { placeOf } from './community-post.ts';
import type { PostEvent } from './events.ts';
import { gatheringColumns, gatheringFaults } from './gathering.ts';
import { namedIn, type Post, postUri, visiblePost } from './post.ts';
import { giveStamp, quotablePost, quoteColumns, stampUri } from './quote.ts';
import { savePost } from './save-post.ts';
import type { Audience, Draft } from './view.ts';
import { quoteAudiences, replyAudiences } from './visibility.ts';

export type { Draft } from './view.ts';

export const limits = {
  text: 5000,
  title: 200,
  summary: 500,
  article: { text: 40_000, media: 16 },
  notice: 500,
  media: 4,
  pollOptions: 8,
  pollOption: 100,
  pollHours: 24 * 30,
  mentions: 100,
};

/**
 * Publishes a Note or an Article of a member, or of the organisation when `writtenBy` says who writes in its name; throws Invalid, or 404 when it
 * answers what the author cannot read. `also` joins the transaction, and undoes it when it throws. Gives the post's id.
 */
export async function writePost(
  instance: Instance,
  author: Account,
  draft: Draft,
  writtenBy?: string,
  also?: (tx: Tx, id: string) => Promise<void>,
): Promise<string> {
  const { parent, place, quoted, text, rendered, named } = await preparePost(instance, author, draft);
  await checkAttachments(instance, writtenBy ?? author.id, draft.mediaIds);
  const member = await memberOf(instance, author.id);
  const id = instance.ids();
  const now = instance.clock();
  await write(instance, async (tx) => {
    const uri = postUri(instance, id);
    const asksStamp = quoted?.local && quoted.accountId !== author.id;
    const stamp = asksStamp ? stampUri(instance, await giveStamp(instance, tx, quoted.id, uri, author.id)) : null;
    await savePost(tx, {
      row: {
        id,
        uri,
        url: `${instance.config.origin}/@${author.name}/${id}`,
        accountId: author.id,
        writtenById: writtenBy ?? null,
        local: true,
        inReplyToId: parent?.id ?? null,
        inReplyToUri: parent?.uri ?? null,
        title: titleOf(draft),
        summary: draft.summary?.trim() ?? '',
        notice: draft.notice.trim(),
        html: rendered.html,
        source: text,
        language: draft.language,
        communityId: place.communityId,
        audience: place.audience,
        heldAt: place.heldAt ?? null,
        threadKind: place.communityId && !parent ? (draft.threadKind ?? null) : null,
        sensitive: draft.notice.trim() !== '',
        ...(quoted && quoteColumns(quoted, place.audience, stamp)),
        quotePolicy: draft.quotePolicy ?? member?.quotePolicy ?? 'public',
        createdAt: now,
      },
      mentions: named,
      hashtags: rendered.hashtags,
      poll: draft.poll && {
        multiple: draft.poll.multiple,
        endsAt: now + draft.poll.hours * 3_600_000,
        options: filled(draft.poll.options).map((title) => ({ title, votes: 0 })),
      },
      gathering: draft.gathering && gatheringColumns(draft.gathering),
    });
    if (draft.mediaIds.length) await attachMedia(tx, writtenBy ?? author.id, draft.mediaIds, id);
    if (quoted?.local) await record<PostEvent>(tx, { type: 'post.quoted', postId: id, quotedId: quoted.id });
    else if (quoted) await record<PostEvent>(tx, { type: 'quote.requested', postId: id });
    await also?.(tx, id);
  });
  return id;
}

/** Everything that is to be known before it is written; throws what {@link writePost} would throw. */
export async function preparePost(instance: Instance, author: Account, draft: Draft) {
  const parent = draft.inReplyToId
    ? await visiblePost(instance, { accountId: author.id, local: true }, draft.inReplyToId)
    : null;
  checkDraft(draft, parent, instance.clock());
  const viewer = { accountId: author.id, local: true };
  const place = await placeOf(instance, viewer, draft, parent);
  const announces = draft.threadKind === 'announcement' && place.communityId && !parent;
  if (announces && !(await roleOf(instance, author.id, place.communityId!)))
    throw new Invalid({ threadKind: 'compose.hostsAnnounce' });
  const quoted = draft.quoteOfId ? await quotablePost(instance, viewer, draft.quoteOfId) : null;
  if (quoted && !quoteAudiences(quoted.audience).includes(place.audience))
    throw new Invalid({ audience: 'quote.wider' });
  const text = draft.text.trim();
  const rendered = await renderPost(instance, text, isLong(draft));
  return {
    parent,
    place,
    quoted,
    text,
    rendered,
    named: await readersOf(instance, author, place.audience, rendered.named, parent),
  };
}

/** An Article; what stands in a community is a Note, with a title or without. */
const isLong = ({ title, communityId }: Draft) => title !== undefined && !communityId;

const titleOf = ({ title }: Draft): string | null => title?.trim() || null;

const filled = (options: string[]) => options.map((option) => option.trim()).filter(Boolean);

function checkDraft(draft: Draft, parent: Post | null, now: number) {
  const faults: Record<string, string | { key: string; args: Record<string, number> }> = {};
  if (!draft.text.trim() && !draft.mediaIds.length && !draft.poll && !draft.quoteOfId) faults.text = 'compose.empty';
  const most = isLong(draft) ? limits.article : limits;
  if ([...draft.text].length > most.text) faults.text = { key: 'compose.tooLong', args: { most: most.text } };
  if (isLong(draft)) Object.assign(faults, articleFaults(draft));
  else if ([...(draft.title ?? '').trim()].length > limits.title)
    faults.title = { key: 'form.tooLong', args: { most: limits.title } };
  if ([...draft.notice].length > limits.notice) faults.notice = { key: 'form.tooLong', args: { most: limits.notice } };
  if (draft.mediaIds.length > most.media) faults.media = { key: 'compose.tooManyImages', args: { most: most.media } };
  if (parent && !replyAudiences(parent.audience).includes(draft.audience)) faults.audience = 'compose.widerThanThread';
  if (draft.gathering) Object.assign(faults, gatheringFaults(draft, draft.gathering, now));
  if (draft.poll) {
    const options = filled(draft.poll.options);
    if (options.length < 2 || options.length > limits.pollOptions || new Set(options).size !== options.length)
      faults.poll = { key: 'compose.pollOptions', args: { most: limits.pollOptions } };
    else if (options.some((option) => option.length > limits.pollOption))
      faults.poll = { key: 'form.tooLong', args: { most: limits.pollOption } };
    else if (!(draft.poll.hours >= 1 && draft.poll.hours <= limits.pollHours)) faults.poll = 'compose.pollTime';
  }
  if (Object.keys(faults).length) throw new Invalid(faults);
}

/** An Article has a title and a text, and stands alone. Also for one that is being changed. */
export function articleFaults({ title, summary = '', text }: Pick<Draft, 'title' | 'summary' | 'text'>) {
  if (title === undefined) return {};
  const tooLong = (words: string, most: number) =>
    [...words.trim()].length > most ? { key: 'form.tooLong', args: { most } } : undefined;
  const faults = {
    title: title.trim() ? tooLong(title, limits.title) : 'form.required',
    summary: tooLong(summary, limits.summary),
    text: text.trim() ? tooLong(text, limits.article.text) : 'compose.empty',
  };
  return Object.fromEntries(Object.entries(faults).flatMap(([name, fault]) => (fault ? [[name, fault]] : [])));
}

/** HTML of a text with the accounts it names (those we know; the rest stays text) and its hashtags. */
export async function renderPost(instance: Instance, text: string, article = false) {
  const accounts = new Map<string, Account>();
  for (const handle of namesIn(text).handles.slice(0, limits.mentions)) {
    const account = await accountByHandle(instance, handle);
    if (account) accounts.set(handle.toLowerCase(), account);
  }
  const { html, hashtags } = renderMarkdown(text, {
    mentions: (handle) => {
      const account = accounts.get(handle.replace(/^@/, '').toLowerCase());
      return account ? { href: account.url ?? account.uri, label: account.name } : null;
    },
    hashtag: (name) => `${instance.config.origin}/tags/${encodeURIComponent(name.toLowerCase())}`,
    headings: article,
  });
  return { html, hashtags, named: [...accounts.values()].map((account) => account.id) };
}

/** Who the post names: those in the text and, in a conversation between people, those who were in it. */
async function readersOf(
  instance: Instance,
  author: Account,
  audience: Audience,
  inText: string[],
  parent: Post | null,
) {
  const named = new Set(inText);
  if (parent && parent.accountId !== author.id) named.add(parent.accountId);
  if (parent?.audience === 'direct') for (const id of await namedIn(instance, parent.id)) named.add(id);
  named.delete(author.id);
  if (audience === 'direct' && !named.size) throw new Invalid({ text: 'compose.nobodyNamed' });
  if (audience !== 'organisation') return [...named];
  // What stays in the organisation names nobody outside it.
  const known = await accountsByIds(instance, [...named]);
  return known.filter((account) => account.host === '').map((account) => account.id);
}
