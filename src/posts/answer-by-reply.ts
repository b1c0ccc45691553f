import { accountById } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import type { Subscriber } from '../platform/events-log.ts';
import { createTranslate, type Key } from '../platform/i18n.ts';
import { Refusal } from '../platform/refusal.ts';
import { attend, attendanceOf, attendeesOf, decline } from './attend.ts';
import { hashtagsOf, type Post, postById, postByUri } from './post.ts';
import type { Attendance } from './view.ts';
import { writePost } from './write-post.ts';

const coming = ['jeviens', 'imcoming'];
const notComing = ['jeneviensplus', 'jenevienspas', 'notcoming'];

/**
 * From a server without events one comes by a reply with a hashtag, which the event itself explains: words alone are never
 * guessed at. Both kinds at once say nothing. The community answers, to that person alone.
 */
export const replySubscriber: Subscriber = {
  name: 'gathering-replies',
  on: {
    'post.created': async (instance, { postId, inReplyToId }) => {
      if (inReplyToId === null) return;
      const post = await postById(instance, postId);
      const event = post && !post.local && !post.boostOfId && (await eventAnswered(instance, post));
      const wish = event && wishIn(await hashtagsOf(instance, postId));
      if (!post || !event || !wish) return;
      const said = await answer(instance, event, post, wish);
      if (said) await sayTo(instance, event, post, said);
    },
    'gathering.moved-up': (instance, { postId, accountId }) =>
      tell(instance, postId, accountId, 'gathering.reply.moved'),
    'gathering.cancelled': async (instance, { postId }) => {
      for (const { accountId } of await attendeesOf(instance, postId, ['going', 'waiting']))
        await tell(instance, postId, accountId, 'gathering.reply.cancelled');
    },
  },
};

async function eventAnswered(instance: Instance, post: Post): Promise<Post | null> {
  const parent = post.inReplyToId ? await postById(instance, post.inReplyToId) : null;
  return parent?.local && parent.hasGathering && !parent.deletedAt ? parent : null;
}

function wishIn(tags: string[]): 'attend' | 'decline' | null {
  const [yes, no] = [coming, notComing].map((names) => tags.some((tag) => names.includes(tag)));
  return yes === no ? null : yes ? 'attend' : 'decline';
}

async function answer(instance: Instance, event: Post, reply: Post, wish: 'attend' | 'decline'): Promise<Key | null> {
  const viewer = { accountId: reply.accountId, local: false };
  try {
    if (wish === 'attend') return words[await attend(instance, viewer, event.id, reply.uri)] ?? null;
    if (!(await attendanceOf(instance, event.id, reply.accountId))) return null;
    await decline(instance, viewer, event.id);
    return 'gathering.reply.declined';
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error;
    // To whom may not read it nothing is said (S53).
    return error.status === 409 ? 'gathering.reply.full' : null;
  }
}

const words: Partial<Record<Attendance, Key>> = {
  going: 'gathering.reply.going',
  waiting: 'gathering.reply.waiting',
};

/** Only who came by a reply is told in words; others by their server, or by a notification. */
async function tell(instance: Instance, eventId: string, accountId: string, key: Key): Promise<void> {
  const event = await postById(instance, eventId);
  const known = event?.local ? await attendanceOf(instance, eventId, accountId) : null;
  const reply = known && (await postByUri(instance, known.uri));
  if (event && reply) await sayTo(instance, event, reply, key);
}

/** A word of the community to one person, under their reply. */
async function sayTo(instance: Instance, event: Post, reply: Post, key: Key): Promise<void> {
  const group = event.communityId ? await accountById(instance, event.communityId) : null;
  const person = await accountById(instance, reply.accountId);
  if (!group || !person || reply.deletedAt) return;
  const language = event.language === 'en' ? 'en' : 'fr';
  try {
    await writePost(instance, group, {
      ...{ text: `@${person.name}@${person.host} ${createTranslate(language)(key)}`, notice: '', language },
      ...{ audience: 'direct', inReplyToId: reply.id, mediaIds: [], poll: null },
    });
  } catch (error) {
    // A reply for members alone is one that the group's own account does not read.
    if (!(error instanceof Refusal) || error.status >= 500) throw error;
  }
}
