import type { Account } from '../../accounts/account.ts';
import type { Instance } from '../../instance.ts';
import { createTranslate } from '../../platform/i18n.ts';
import { escapeHtml } from '../../platform/sanitise.ts';
import type { Post } from '../../posts/post.ts';
import type { Audience, CardView, FilterView, MediaView, PollView, PostView } from '../../posts/view.ts';
import { accountEntity } from './account.ts';
import { filterResult } from './filter.ts';
import { absolute } from './html.ts';

type Home = Pick<Instance, 'config'>;

/** What a status needs besides the post as pages show it. */
export interface StatusParts {
  accounts: Map<string, Account>;
  /** Accounts that each post names. */
  mentions: Map<string, string[]>;
  tags: Map<string, string[]>;
  /** The posts themselves, and the lines that passed one on. */
  rows: Map<string, Post>;
  /** How often each is quoted. */
  quotes: Map<string, number>;
  /** Statuses that others quote; null: they are only named. */
  quoted: Map<string, object> | null;
  /** The viewer's, when one of them folds a status. */
  filters: FilterView[];
  muted: Set<string>;
}

/** Circles that apps do not know are shown as the narrow one they do (mastodon-api.md §1.2 R11). */
export const visibilityOf = (audience: Audience): 'public' | 'unlisted' | 'private' | 'direct' =>
  audience === 'public' || audience === 'unlisted' || audience === 'direct' ? audience : 'private';

/** Mastodon's `Status`; a line that somebody passed on holds the post in `reblog`, under an id of its own (R12). */
export function statusEntity(instance: Home, view: PostView, parts: StatusParts): object {
  const own = plainStatus(instance, view, parts);
  if (view.entryId === view.id) return own;
  const relay = parts.rows.get(view.entryId);
  const relayer = relay && parts.accounts.get(relay.accountId);
  if (!relay || !relayer) return own;
  return {
    ...own,
    id: view.entryId,
    uri: relay.uri,
    url: null,
    created_at: new Date(relay.createdAt).toISOString(),
    account: accountEntity(instance, relayer),
    reblog: own,
  };
}

function plainStatus(instance: Home, view: PostView, parts: StatusParts) {
  const { origin } = instance.config;
  const author = parts.accounts.get(view.author.id)!;
  const known = parts.rows.get(view.id)!;
  const named = [...(parts.mentions.get(view.id) ?? []), ...(view.community ? [view.community.id] : [])];
  return {
    id: view.id,
    uri: known.uri,
    url: view.remoteUrl ?? `${origin}${view.path}`,
    created_at: new Date(view.createdAt).toISOString(),
    edited_at: view.editedAt === null ? null : new Date(view.editedAt).toISOString(),
    account: accountEntity(instance, author),
    content: contentOf(origin, view),
    visibility: visibilityOf(view.audience),
    sensitive: view.sensitive,
    spoiler_text: view.notice,
    language: view.language,
    in_reply_to_id: view.inReplyTo?.id ?? null,
    in_reply_to_account_id: view.inReplyTo?.author.id ?? null,
    reblog: null,
    application: null,
    media_attachments: view.media.map((one) => mediaEntity(origin, one)),
    mentions: [...new Set(named)].flatMap((id) => {
      const account = parts.accounts.get(id);
      if (!account) return [];
      const { acct, url, username } = accountEntity(instance, account);
      return [{ id, username, url, acct }];
    }),
    tags: (parts.tags.get(view.id) ?? []).map((name) => ({
      name,
      url: `${origin}/tags/${encodeURIComponent(name)}`,
    })),
    emojis: [],
    reblogs_count: view.boosts,
    favourites_count: view.likes,
    replies_count: view.replies,
    quotes_count: parts.quotes.get(view.id) ?? 0,
    poll: view.poll && pollEntity(view.poll),
    card: view.card && cardEntity(origin, view.card),
    quote: quoteEntity(view, known, parts),
    quote_approval: approvalOf(view, known),
    favourited: view.viewer.liked,
    reblogged: view.viewer.boosted,
    bookmarked: view.viewer.bookmarked,
    muted: parts.muted.has(view.id),
    pinned: view.pinned,
    filtered: parts.filters.filter(({ phrase }) => phrase === view.folded).map(filterResult),
    // Of our own, beside what the schema knows.
    title: view.title,
    community: view.community && { id: view.community.id, acct: view.community.handle.slice(1) },
  };
}

/** Mastodon's `Quote`, and `ShallowQuote` inside one (FEP-044f); null where nothing is quoted. */
function quoteEntity(view: PostView, row: Post, { quoted }: StatusParts) {
  if (!view.quote) return null;
  const state = view.quote.state === 'unavailable' ? 'unauthorized' : view.quote.state;
  const id = view.quote.post ? row.quoteOfId : null;
  if (!quoted) return { state, quoted_status_id: id };
  const status = id ? quoted.get(id) : undefined;
  return { state: view.quote.post && !status ? 'unauthorized' : state, quoted_status: status ?? null };
}

/** Who may quote it, and whether the viewer may: all three keys, or some apps refuse the page. */
function approvalOf(view: PostView, { quotePolicy }: Post) {
  const open = view.audience === 'public' || view.audience === 'unlisted';
  const automatic = open && (quotePolicy === 'public' || quotePolicy === 'followers') ? [quotePolicy] : [];
  const asks = open && quotePolicy === 'ask';
  return {
    automatic,
    manual: asks ? ['public'] : [],
    current_user: view.viewer.mayQuote ? (asks && !view.viewer.mine ? 'manual' : 'automatic') : 'denied',
  };
}

/** Apps have no place for a title: it stands at the head, bold (mastodon-api.md §2.1). */
function contentOf(origin: string, view: PostView): string {
  const head = view.title ? `<p><strong>${escapeHtml(view.title)}</strong></p>` : '';
  const more = view.isArticle ? `<p><a href="${origin}${view.path}">${origin}${view.path}</a></p>` : '';
  const body = view.isArticle && view.summary ? `<p>${escapeHtml(view.summary)}</p>` : view.html;
  return absolute(origin, `${head}${body}${more}${circleNote(view)}`);
}

/** Apps show a circle that they do not know as « followers »: who really reads is said in words, at the end. */
function circleNote({ audience, language }: PostView): string {
  if (audience !== 'organisation' && audience !== 'partners' && audience !== 'community') return '';
  const t = createTranslate(language?.startsWith('en') ? 'en' : 'fr');
  return `<p><em>${escapeHtml(`${t('audience.readBy')} ${t(`audience.${audience}.hint`)}`)}</em></p>`;
}

/** Mastodon's `MediaAttachment`; its addresses are ours also for what comes from elsewhere. */
export function mediaEntity(origin: string, view: MediaView) {
  const url = `${origin}${view.full}`;
  const isPreparing = view.film?.state === 'preparing';
  const original = {
    width: view.width,
    height: view.height,
    size: `${view.width}x${view.height}`,
    aspect: view.height ? view.width / view.height : 0,
    ...(view.film?.duration != null && { duration: view.film.duration / 1000 }),
  };
  return {
    id: view.id,
    type: view.kind,
    url: isPreparing ? null : url,
    preview_url: isPreparing ? null : view.thumbnail ? `${origin}${view.thumbnail}` : url,
    remote_url: view.film?.remoteUrl ?? null,
    preview_remote_url: null,
    text_url: null,
    description: view.description || null,
    blurhash: view.blurhash ?? null,
    meta: view.width ? { original, small: original } : {},
  };
}

/** Mastodon's `Poll`. */
export const pollEntity = (poll: PollView) => ({
  id: poll.id,
  expires_at: poll.endsAt === null ? null : new Date(poll.endsAt).toISOString(),
  expired: poll.closed,
  multiple: poll.multiple,
  votes_count: poll.options.reduce((sum, option) => sum + option.votes, 0),
  voters_count: poll.voters,
  voted: poll.voted,
  own_votes: poll.options.flatMap((option, place) => (option.chosen ? [place] : [])),
  options: poll.options.map(({ title, votes }) => ({ title, votes_count: votes })),
  emojis: [],
});

/** Mastodon's `PreviewCard`. */
export const cardEntity = (origin: string, card: CardView) => ({
  url: card.url,
  title: card.title,
  description: card.description,
  language: null,
  type: 'link',
  author_name: '',
  author_url: '',
  authors: [],
  provider_name: card.domain,
  provider_url: '',
  html: '',
  width: 0,
  height: 0,
  image: card.picture ? `${origin}${card.picture}` : null,
  image_description: '',
  embed_url: '',
  blurhash: null,
  published_at: null,
  history: [],
});
