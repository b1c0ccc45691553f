import { Invalid } from '../platform/refusal.ts';
import { timeAt, wallTime } from '../platform/zones.ts';
import type { KeptDraft } from './draft.ts';
import { readQuotePolicy } from './quote-policy.ts';
import { type Audience, audiences, type Draft, type PostView, threadKinds, type Voice } from './view.ts';
import { replyAudiences } from './visibility.ts';
import { limits } from './write-post.ts';

/** What a form said. */
interface Written {
  values: Record<string, string>;
  all(name: string): string[];
}

/** An answer to somebody elsewhere begins with their name, so that their server tells them. */
export function opening(replyTo: PostView | null, accountId: string, handle: string): string {
  if (handle) return `${handle} `;
  return replyTo && replyTo.author.id !== accountId && replyTo.author.host ? `${replyTo.author.handle} ` : '';
}

export function draftOf(
  { values, all }: Written,
  replyTo: PostView | null,
  mediaIds: string[],
  usual: Audience,
): Draft {
  const options = Array.from({ length: limits.pollOptions }, (_, place) => values[`poll-${place + 1}`] ?? '');
  const policy = readQuotePolicy(values.quotePolicy);
  const asksPoll = options.some((option) => option.trim());
  return {
    text: values.text ?? '',
    ...(values.community && {
      communityId: values.community,
      title: values.title ?? '',
      threadKind: threadKinds.find((kind) => kind === values.threadKind) ?? null,
    }),
    ...(values.kind === 'article' && { title: values.title ?? '', summary: values.summary ?? '' }),
    notice: values.notice ?? '',
    language: readLanguage(values.language),
    audience: readAudience(all('audience').at(-1)) ?? (replyTo ? replyAudiences(replyTo.audience)[0]! : usual),
    inReplyToId: replyTo?.id ?? null,
    quoteOfId: values.quoteOf || null,
    ...(policy && { quotePolicy: policy }),
    mediaIds,
    poll: asksPoll
      ? { options, multiple: values['poll-multiple'] === 'on', hours: Number(values['poll-days'] ?? 3) * 24 }
      : null,
  };
}

export const readAudience = (text: unknown): Audience | undefined => audiences.find((audience) => audience === text);
export const readLanguage = (text: string | undefined): string | null =>
  text && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text) ? text : null;

export const readVoice = (text: string | undefined): Voice => (text === 'organisation' ? text : 'own');

/** The moment that `day` and `time` name in the person's zone; throws Invalid when they name none. */
export function readSchedule({ values }: Pick<Written, 'values'>, zone: string): number {
  const at = timeAt(values.day ?? '', values.time ?? '', zone);
  if (at === null) throw new Invalid({ schedule: 'schedule.when' });
  return at;
}

/** The form as it was when the draft was kept. */
export function fieldsOfDraft({ content, voice, scheduledAt }: KeptDraft, zone: string): Written & { files: [] } {
  const { text, title, summary = '', notice, language, audience, poll, mediaIds } = content;
  const values: Record<string, string> = {
    text,
    notice,
    audience,
    voice,
    ...(content.quoteOfId && { quoteOf: content.quoteOfId }),
    ...(content.quotePolicy && { quotePolicy: content.quotePolicy }),
    ...(language ? { language } : {}),
  };
  if (content.communityId)
    Object.assign(values, { community: content.communityId, title: title ?? '', threadKind: content.threadKind ?? '' });
  else if (title !== undefined) Object.assign(values, { kind: 'article', title, summary });
  for (const [place, option] of (poll?.options ?? []).entries()) values[`poll-${place + 1}`] = option;
  if (poll) values['poll-days'] = String(poll.hours / 24);
  if (poll?.multiple) values['poll-multiple'] = 'on';
  if (scheduledAt !== null) Object.assign(values, wallTime(scheduledAt, zone));
  return { values, all: (name) => (name === 'media' ? mediaIds : []), files: [] };
}
