import { type Journal, refused } from './journal.ts';
import type { RecordingPeer } from './recording-peer.ts';
import type { Visitor } from './visitor.ts';

export interface Member {
  name: string;
  /** ActivityPub id. */
  uri: string;
  visitor: Visitor;
}

export interface LoadOptions {
  origin: string;
  members: Member[];
  peers: RecordingPeer[];
  journal: Journal;
  random: () => number;
  /** Bytes of a picture that some of the posts carry. */
  picture: Buffer;
  /** Milliseconds that each of them rests between two acts, on average. */
  restMs: number;
  /** Resolves when the server is up (again). */
  up: () => Promise<void>;
}

let count = 0;

/** Members who write through the form, and servers that send, until `stop`; a broken connection is no fault of theirs. */
export function startLoad(options: LoadOptions) {
  let stopped = false;
  const { members, peers, random } = options;
  const turns = async (act: () => Promise<void>) => {
    while (!stopped) {
      await options.up();
      if (stopped) return;
      await act().catch(() => {});
      await new Promise((done) => setTimeout(done, options.restMs * 2 * random()));
    }
  };
  const working = [
    ...members.map((member) => turns(() => writePost(options, member))),
    ...peers.map((peer) => turns(() => sendActivity(options, peer))),
  ];
  return {
    stop: async () => {
      stopped = true;
      await Promise.all(working);
    },
  };
}

async function writePost({ journal, random, picture }: LoadOptions, member: Member) {
  const marker = `marque-${++count}-${Math.floor(random() * 1e9)}`;
  journal.tried.add(marker);
  const withPicture = random() < 0.08;
  const fields = { text: `Essai ${marker}`, audience: 'public', language: 'fr', action: 'publish' };
  const { status, headers } = await member.visitor.post(
    '/posts',
    fields,
    withPicture ? { name: 'image.png', bytes: picture } : undefined,
  );
  const id = String(headers.location ?? '').match(/\/(\d{18})$/)?.[1];
  if (status === 303 && id) journal.posts.push({ member: member.name, marker, id, picture: withPicture });
  else refused(journal, status);
}

/** A note that names a member, thanks for a post, or a new follower; sent again with its id until it is answered. */
async function sendActivity(options: LoadOptions, peer: RecordingPeer) {
  const { origin, journal, random, members } = options;
  const number = ++count;
  const member = members[Math.floor(random() * members.length)]!;
  const post = journal.posts[Math.floor(random() * journal.posts.length)];
  const kind = random() < 0.6 || !post ? 'Create' : random() < 0.6 ? 'Like' : 'Follow';
  // Another one after some time: of who names people without end they are no longer told (S45).
  const writer = `writer${Math.floor(number / (15 * options.peers.length))}`;
  const user = kind === 'Create' ? writer : `guest${number}`;
  const id = `${peer.origin}/activities/${number}`;
  const object = {
    Create: () => note(peer, writer, number, member.uri),
    Like: () => `${origin}/ap/posts/${post!.id}`,
    Follow: () => member.uri,
  }[kind]();
  for (let attempt = 0; attempt < 20; attempt++) {
    await options.up();
    const status = await peer.send(`${origin}/ap/inbox`, user, { id, type: kind, object }).catch(() => 0);
    if (status === 202) {
      const about = typeof object === 'string' ? object : object.id;
      journal.accepted.push({ id, kind, actor: peer.actor(user), object: about });
      return;
    }
    if (status) refused(journal, status);
    await new Promise((done) => setTimeout(done, status === 429 ? 1000 : 100));
  }
}

const note = (peer: RecordingPeer, writer: string, number: number, member: string) => ({
  id: `${peer.origin}/notes/${number}`,
  type: 'Note',
  attributedTo: peer.actor(writer),
  to: ['https://www.w3.org/ns/activitystreams#Public'],
  cc: [member],
  tag: [{ type: 'Mention', href: member, name: '@member' }],
  published: new Date().toISOString(),
  content: `<p>note ${number}</p>`,
});
