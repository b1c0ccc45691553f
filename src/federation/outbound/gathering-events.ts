import { type Account, accountById } from '../../accounts/account.ts';
import type { Instance } from '../../instance.ts';
import { type Post, postById, postByUri } from '../../posts/post.ts';
import type { Attendance } from '../../posts/view.ts';
import { activityUri } from '../addresses.ts';
import { perInstance } from '../per-instance.ts';
import { recent } from '../recent.ts';
import { answerOf } from './activities.ts';
import { passedOn } from './group-events.ts';
import { edited } from './post-events.ts';
import type { Publication, Publications } from './publish.ts';
import { inboxesOf } from './recipients.ts';

interface Said {
  postId: string;
  accountId: string;
  uri: string;
  state?: Attendance;
}

async function partsOf(instance: Instance, { postId, accountId }: Said) {
  const post = await postById(instance, postId);
  const host = post && (await accountById(instance, post.accountId));
  const guest = await accountById(instance, accountId);
  return post && host && guest ? { post, host, guest } : null;
}

const toOne = (instance: Instance, from: Account, to: Account, activity: object): Publication => ({
  ...{ accountId: from.id, lane: 'follow', open: false, activity: { ...activity } },
  destinations: inboxesOf(instance, [to]),
});

/** A member of ours asks to come to an event elsewhere, or no longer comes. */
const guest =
  (type: 'Join' | 'Leave'): Publications =>
  async (instance, said: Said) => {
    const parts = await partsOf(instance, said);
    if (!parts || parts.post.local) return [];
    const { post, host, guest: who } = parts;
    const id = type === 'Join' ? said.uri : activityUri(instance, instance.ids());
    return [toOne(instance, who, host, { id, type, actor: who.uri, to: [host.uri], object: post.uri })];
  };

const answers = { going: 'Accept', waiting: 'TentativeAccept', refused: 'Reject' } as const;

/** The answer of an event of ours to a Join. Who came by a reply in words is answered in words. */
async function answered(instance: Instance, said: Said, state: keyof typeof answers): Promise<Publication[]> {
  const parts = await partsOf(instance, said);
  if (!parts?.post.local || parts.guest.host === '' || (await postByUri(instance, said.uri))) return [];
  const { post, host, guest: who } = parts;
  const join = { id: said.uri, type: 'Join', actor: who.uri, object: post.uri };
  const id = activityUri(instance, instance.ids());
  return [toOne(instance, host, who, answerOf(answers[state], id, host.uri, [who.uri], join))];
}

const told = perInstance(() => recent<number>(1_000, 3_600_000));

/** New figures of an event; several answers within the minute make one Update, to readers and through the group. */
const tally: Publications = async (instance, { postId }: { postId: string }) => {
  const post: Post | null = await postById(instance, postId);
  if (!post || post.deletedAt || told(instance).get(post.id, instance.clock()) === post.version) return [];
  told(instance).set(post.id, post.version, instance.clock());
  return [...(await edited(instance, { postId })), ...(await passedOn(instance, { postId, act: 'Update' }))];
};

export const gatheringPublications: Record<string, Publications> = {
  'gathering.asked': guest('Join'),
  'gathering.left': guest('Leave'),
  'gathering.answered': async (instance, said: Said) =>
    said.state === 'going' || said.state === 'waiting' ? answered(instance, said, said.state) : [],
  'gathering.moved-up': (instance, said: Said) => answered(instance, said, 'going'),
  'gathering.refused': (instance, said: Said) => answered(instance, said, 'refused'),
  'gathering.tally': tally,
};
