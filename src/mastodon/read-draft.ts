import { accountByHandle } from '../accounts/account.ts';
import type { Member } from '../accounts/members.ts';
import type { Instance } from '../instance.ts';
import { isId } from '../platform/ids.ts';
import { namesIn } from '../platform/markdown.ts';
import { visiblePost } from '../posts/post.ts';
import { readQuotePolicy } from '../posts/quote-policy.ts';
import type { Audience, Draft } from '../posts/view.ts';
import { replyAudiences } from '../posts/visibility.ts';
import type { Parameters } from '../web/api-body.ts';

/**
 * What an app asks to be published. A post that names a community at its head or its end is written in it; its first
 * line is the title (mastodon-api.md §2.1). Throws 404 for an answer to what the member may not read.
 */
export async function readDraft(
  instance: Instance,
  asked: Parameters,
  { accountId, defaultAudience }: Pick<Member, 'accountId' | 'defaultAudience'>,
): Promise<Draft> {
  const parent = asked.text('in_reply_to_id')
    ? await visiblePost(instance, { accountId, local: true }, fullId(asked.text('in_reply_to_id')))
    : null;
  const draft: Draft = {
    text: asked.text('status'),
    notice: asked.text('spoiler_text'),
    language: languageOf(asked),
    audience: audienceOf(asked, defaultAudience),
    inReplyToId: parent?.id ?? null,
    quoteOfId: asked.text('quoted_status_id') ? fullId(asked.text('quoted_status_id')) : null,
    mediaIds: asked.list('media_ids'),
    poll: pollOf(asked),
    ...quotesOf(asked),
  };
  if (parent) {
    const allowed = replyAudiences(parent.audience);
    const kept = allowed.includes(draft.audience) && parent.communityId === null;
    return { ...draft, audience: kept ? draft.audience : allowed[0]! };
  }
  const community = await communityNamed(instance, draft.text);
  return community ? { ...draft, ...community } : draft;
}

const fullId = (id: string) => (isId(id) ? id.padStart(18, '0') : id);

const languageOf = (asked: Parameters) =>
  /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(asked.text('language')) ? asked.text('language') : null;

function pollOf(asked: Parameters): Draft['poll'] {
  const given = asked.raw.poll as { options?: unknown; expires_in?: unknown; multiple?: unknown } | undefined;
  const options = given?.options;
  if (!options || typeof options !== 'object') return null;
  return {
    options: Object.values(options).map(String),
    multiple: ['true', '1'].includes(String(given.multiple)),
    hours: Math.round(Number(given.expires_in ?? 86_400) / 3600),
  };
}

function quotesOf(asked: Parameters): Pick<Draft, 'quotePolicy'> {
  const quotePolicy = readQuotePolicy(asked.text('quote_approval_policy'));
  return quotePolicy ? { quotePolicy } : {};
}

/** Words that apps send, `local_only` of those that know it, and ours; else what the member chose as usual. */
function audienceOf(asked: Parameters, usual: Audience): Audience {
  if (asked.flag('local_only')) return 'organisation';
  const known: Record<string, Audience> = {
    public: 'public',
    unlisted: 'unlisted',
    private: 'followers',
    direct: 'direct',
    local: 'organisation',
    organisation: 'organisation',
    partners: 'partners',
  };
  const word = asked.text('visibility');
  return Object.hasOwn(known, word) ? known[word]! : usual;
}

async function communityNamed(
  instance: Instance,
  text: string,
): Promise<Pick<Draft, 'communityId' | 'title' | 'text'> | null> {
  for (const handle of namesIn(text).handles) {
    const account = await accountByHandle(instance, handle);
    if (account?.kind !== 'group') continue;
    const bare = text.replace(new RegExp(`!?@?${handle.replace(/[.*+?^${'$'}{}()|[\]\\]/g, '\\$&')}`, 'i'), '').trim();
    const [first = '', ...rest] = bare.split('\n');
    const more = rest.join('\n').trim();
    return { communityId: account.id, title: more ? first.trim().slice(0, 200) : '', text: more || bare };
  }
  return null;
}
