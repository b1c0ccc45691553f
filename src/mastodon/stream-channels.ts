import { ownList } from '../accounts/list.ts';
import { isMember } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { isId } from '../platform/ids.ts';
import { communityTimeline } from '../posts/community-timeline.ts';
import { hashtagTimeline, listTimeline, publicLocalTimeline, publicTimeline } from '../posts/timelines.ts';
import type { PostView } from '../posts/view.ts';
import { notThere } from './http.ts';

type Viewer = { accountId: string; local: true };

/** What somebody listens to on a connection. */
export interface Channel {
  /** As messages name it: `["user"]`, `["hashtag", "campus"]`. */
  name: string[];
  /** Lines of the member's home. */
  home: boolean;
  notices: boolean;
  conversations: boolean;
  /** The last lines of another timeline, of which the new ones are told; null: none. */
  read: (() => Promise<PostView[]>) | null;
}

const most = 40;
const kinds = [
  'user',
  'user:notification',
  'public',
  'public:local',
  'public:remote',
  'public:media',
  'public:local:media',
  'public:remote:media',
  'hashtag',
  'hashtag:local',
  'list',
  'direct',
] as const;
type Kind = (typeof kinds)[number];

export const readKind = (text: string): Kind | null => kinds.find((kind) => kind === text) ?? null;

/** The channel of this name for a member; 404 for a list that is not theirs (S54). */
export async function channelFor(
  instance: Instance,
  viewer: Viewer,
  kind: Kind,
  more: { list: string; tag: string },
): Promise<Channel> {
  const channel = (rest: Partial<Channel> = {}, name: string[] = [kind]): Channel => ({
    name,
    home: false,
    notices: false,
    conversations: false,
    read: null,
    ...rest,
  });
  const of =
    (timeline: () => Promise<{ posts: PostView[] }>, holds: (post: PostView) => boolean = () => true) =>
    async () =>
      (await timeline()).posts.filter(holds);
  if (kind === 'user') return channel({ home: true, notices: true });
  if (kind === 'user:notification') return channel({ notices: true });
  if (kind === 'direct') return channel({ conversations: true });
  if (kind === 'list') {
    const id = isId(more.list) ? more.list.padStart(18, '0') : '';
    if (!id) throw notThere();
    const read = (await isMember(instance, viewer.accountId, id))
      ? of(() => communityTimeline(instance, viewer, id, 'new', { most }))
      : await ownList(instance, viewer.accountId, id).then(() =>
          of(() => listTimeline(instance, viewer, id, { most })),
        );
    return channel({ read }, [kind, more.list]);
  }
  if (kind.startsWith('hashtag')) {
    const tag = more.tag.replace(/^#/, '').toLowerCase();
    if (!tag) throw notThere();
    const isHere = (post: PostView) => kind === 'hashtag' || post.remoteUrl === null;
    return channel({ read: of(() => hashtagTimeline(instance, viewer, tag, { most }), isHere) }, [kind, tag]);
  }
  const [, place] = kind.split(':');
  const timeline = place === 'local' ? publicLocalTimeline : publicTimeline;
  const holds = (post: PostView) =>
    (place !== 'remote' || post.remoteUrl !== null) && (!kind.endsWith('media') || post.media.length > 0);
  return channel({ read: of(() => timeline(instance, viewer, { most }), holds) });
}
