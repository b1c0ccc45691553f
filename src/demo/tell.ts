import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, accountByHandle, localHost } from '../accounts/account.ts';
import { acceptFollow, follow } from '../accounts/follow.ts';
import { createList, putInLists } from '../accounts/list.ts';
import { openCommunity } from '../communities/community.ts';
import { giveRole } from '../communities/hosts.ts';
import { invite } from '../communities/invitation.ts';
import { join as joinCommunity } from '../communities/membership.ts';
import { partnerCandidate } from '../federation/partner-candidate.ts';
import type { Instance } from '../instance.ts';
import { receiveImage } from '../media/media.ts';
import type { MediaKind } from '../media/tables.ts';
import { accept, invite as invitePartner } from '../partners/partnership.ts';
import { timeAt, wallTime } from '../platform/zones.ts';
import { acknowledge } from '../posts/acknowledge.ts';
import { attend } from '../posts/attend.ts';
import { bookmark } from '../posts/bookmark.ts';
import { boost } from '../posts/boost.ts';
import { keepDraft } from '../posts/draft.ts';
import { editPost } from '../posts/edit-post.ts';
import { featurePost } from '../posts/feature-post.ts';
import { addFilter } from '../posts/filter.ts';
import { followTag } from '../posts/followed-tag.ts';
import { like } from '../posts/like.ts';
import { removeFromCommunity } from '../posts/moderate-post.ts';
import { pin } from '../posts/pin.ts';
import { vote } from '../posts/poll.ts';
import { postById, postByUri } from '../posts/post.ts';
import { settleQuestion } from '../posts/settle-question.ts';
import { markThread } from '../posts/thread-mark.ts';
import { replyAudiences } from '../posts/visibility.ts';
import { type Draft, writePost } from '../posts/write-post.ts';
import type { Running } from '../start.ts';
import type { Act } from './act.ts';
import { alliances } from './alliances.ts';
import { commitTogether } from './campaign-pledges.ts';
import { tellRepair } from './campaign-repair.ts';
import { shareThings } from './campaign-sharing.ts';
import { cast } from './cast.ts';
import { desk } from './desk.ts';
import { hangFilm } from './films.ts';
import { gatherings } from './gatherings.ts';
import { drawPicture, type PictureName } from './pictures.ts';
import { story } from './story.ts';
import { watching } from './watching.ts';

export interface Stage {
  running: Running[];
  /** Home of each person and organisation, by name. */
  homes: Map<string, Instance>;
  /** Moves the clock that all three share. */
  setClock(at: number): void;
}

/** Plays the story through the same functions as the pages; everything between the three really crosses the wire. */
export async function tellStory(stage: Stage, now: number): Promise<void> {
  const uris = new Map<string, string>();
  const hasFilms = stage.running.every(({ instance }) => instance.films.available);
  for (const act of [...story, ...gatherings, ...alliances, ...desk, ...(hasFilms ? watching : [])]) {
    stage.setClock(now - act.at * 3_600_000);
    await play(stage, act, uris);
    await settled(stage);
  }
  await tellRepair(stage, now);
  await shareThings(stage, now);
  await commitTogether(stage, now);
  stage.setClock(now);
}

/** Until none of the three has anything left to say to the others. */
export async function settled({ running }: Stage): Promise<void> {
  for (let round = 0; round < 3; round++) for (const one of running) await one.settled();
}

async function play(stage: Stage, act: Act, uris: Map<string, string>): Promise<void> {
  const home = stage.homes.get(act.who)!;
  const me = (await accountByHandle(home, act.who))!;
  const viewer = { accountId: me.id, local: true };
  if ('follows' in act) {
    for (const name of act.follows) {
      const other = await find(stage, home, name);
      if (other) await follow(home, me.id, other.id);
    }
  } else if ('opens' in act) {
    await open(home, me, act);
    stage.homes.set(act.opens, home);
  } else if ('joins' in act) await joinCommunity(home, me.id, (await find(stage, home, act.joins))!.id);
  else if ('welcomes' in act) {
    const community = (await find(stage, home, act.into))!;
    await acceptFollow(home, community.id, (await find(stage, home, act.welcomes))!.id);
  } else if ('scopes' in act) {
    const terms = { scopes: act.scopes, until: null, contact: act.contact, paused: false };
    const host = localHost(stage.homes.get('invites' in act ? act.invites : act.agrees)!);
    if ('agrees' in act) await accept(home, host, terms, me.id);
    else await invitePartner(home, await partnerCandidate(home, host), terms, me.id);
  } else if ('trusts' in act) {
    const community = (await find(stage, home, act.with))!;
    await giveRole(home, me.id, community.id, (await find(stage, home, act.trusts))!.id, 'moderator');
  } else if ('invites' in act)
    await invite(home, me.id, (await find(stage, home, act.to))!.id, (await find(stage, home, act.invites))!.id);
  else if ('features' in act) await featurePost(home, me.id, await localId(home, uris, act.features), true);
  else if ('removes' in act)
    await removeFromCommunity(home, {
      byId: me.id,
      postId: await localId(home, uris, act.removes),
      reason: act.because,
    });
  else if ('settles' in act) await settleQuestion(home, viewer, await localId(home, uris, act.settles), true);
  else if ('hasRead' in act) await acknowledge(home, viewer, await localId(home, uris, act.hasRead));
  else if ('thanks' in act) {
    for (const key of act.thanks) await like(home, viewer, await localId(home, uris, key));
  } else if ('relays' in act) await boost(home, viewer, await localId(home, uris, act.relays));
  else if ('keeps' in act) {
    for (const key of act.keeps) await bookmark(home, viewer, await localId(home, uris, key));
  } else if ('drafts' in act) {
    const content: Draft = { ...unwritten, text: act.drafts, audience: act.audience ?? 'public' };
    const at = act.ahead === undefined ? null : home.clock() + (act.at + act.ahead) * 3_600_000;
    await keepDraft(home, me.id, { content, voice: 'own', at });
  } else if ('lists' in act) {
    const list = await createList(home, me.id, act.lists);
    for (const name of act.people) await putInLists(home, me.id, (await find(stage, home, name))!.id, [list]);
  } else if ('followsTag' in act) await followTag(home, me.id, act.followsTag);
  else if ('filters' in act) await addFilter(home, me.id, { phrase: act.filters, action: 'fold', days: null });
  else if ('pins' in act) await pin(home, me.id, await localId(home, uris, act.pins));
  else if ('proposes' in act) uris.set(act.as, (await postById(home, await propose(stage, home, me, act)))!.uri);
  else if ('comes' in act) await attend(home, viewer, await localId(home, uris, act.comes));
  else if ('hears' in act) await markThread(home, viewer, await localId(home, uris, act.hears), 'followed');
  else if ('votes' in act) await vote(home, viewer, await localId(home, uris, act.votes), [act.choice]);
  else if ('edits' in act) {
    const id = await localId(home, uris, act.edits);
    const post = await postById(home, id);
    await editPost(home, me.id, id, { text: act.to, notice: post!.notice, language: post!.language });
  } else {
    const id = await write(stage, home, me, act, uris);
    if (act.as) uris.set(act.as, (await postById(home, id))!.uri);
  }
}

/** With its pictures, when it has some. */
async function open(home: Instance, me: Account, { opens, settings, pictures }: Extract<Act, { opens: string }>) {
  const id = home.ids();
  const avatarId = pictures && (await hang(home, id, { name: pictures.avatar, description: '', role: 'avatar' }));
  const bannerId = pictures && (await hang(home, id, { name: pictures.banner, description: '', role: 'banner' }));
  await openCommunity(home, me.id, opens, { ...settings, avatarId, bannerId }, id);
}

const unwritten = { notice: '', language: 'fr', inReplyToId: null, mediaIds: [], poll: null };

/** An event so many hours after now, that day at two. */
async function propose(stage: Stage, home: Instance, me: Account, act: Extract<Act, { proposes: string }>) {
  const hour = 3_600_000;
  const zone = 'Europe/Paris';
  const startsAt = timeAt(wallTime(home.clock() + (act.at + act.ahead) * hour, zone).day, '14:00', zone)!;
  return writePost(home, me, {
    ...unwritten,
    ...{
      text: act.proposes,
      title: act.title,
      audience: 'public',
      communityId: (await find(stage, home, act.inside))!.id,
    },
    gathering: {
      ...{ startsAt, endsAt: startsAt + act.hours * hour, zone, place: '', address: '', link: '' },
      ...{ access: '', capacity: null, waitingList: true, answersUntil: null, ...act.event },
    },
  });
}

async function write(
  stage: Stage,
  home: Instance,
  me: Account,
  act: Extract<Act, { writes: string }>,
  uris: Map<string, string>,
) {
  const inReplyToId = act.answers ? await localId(home, uris, act.answers) : null;
  const quoteOfId = act.quotes ? await localId(home, uris, act.quotes) : null;
  const parent = inReplyToId ? await postById(home, inReplyToId) : null;
  // The first member of the cast speaks for the organisation.
  const voice = cast.find((one) => one.handle === act.who)?.members[0];
  const writer = voice && (await accountByHandle(home, voice.name));
  const draft: Draft = {
    text: await linked(home, uris, await address(stage, home, act.writes)),
    ...(act.title && { title: act.title, summary: act.summary ?? '' }),
    notice: act.notice ?? '',
    language: act.language ?? 'fr',
    audience: act.audience ?? (parent ? replyAudiences(parent.audience)[0]! : 'public'),
    inReplyToId,
    quoteOfId,
    communityId: act.inside ? (await find(stage, home, act.inside))!.id : null,
    threadKind: act.kind ?? null,
    mediaIds: await hung(home, writer ?? me, act),
    poll: act.poll ? { options: act.poll.options, multiple: false, hours: act.poll.days * 24 } : null,
  };
  return writePost(home, me, draft, writer?.id);
}

/** `@malik` becomes `@malik@valombre.localhost:3001` where he is elsewhere, and his server is asked for him. */
async function address(stage: Stage, home: Instance, text: string): Promise<string> {
  let addressed = text;
  for (const [, name] of text.matchAll(/@([a-z]+)/g)) {
    await find(stage, home, name!);
    const other = stage.homes.get(name!);
    if (other && other !== home) addressed = addressed.replace(`@${name}`, `@${name}@${localHost(other)}`);
  }
  return addressed;
}

/** `{key}` becomes the address of that post's page. */
async function linked(home: Instance, uris: Map<string, string>, text: string): Promise<string> {
  let full = text;
  for (const [place, key] of text.matchAll(/\{([a-z]+)\}/g)) {
    const post = await postById(home, await localId(home, uris, key!));
    full = full.replace(place, post!.url ?? post!.uri);
  }
  return full;
}

export async function find(stage: Stage, home: Instance, name: string): Promise<Account | null> {
  const other = stage.homes.get(name)!;
  if (other === home) return accountByHandle(home, name);
  const handle = `${name}@${localHost(other)}`;
  return (
    (await accountByHandle(home, handle)) ??
    (await home.discover.account(handle).then(() => accountByHandle(home, handle)))
  );
}

/** The post as `home` knows it; if nobody there has received it, it is looked up at its address. */
async function localId(home: Instance, uris: Map<string, string>, key: string): Promise<string> {
  const uri = uris.get(key)!;
  const known = (await postByUri(home, uri)) ?? (await home.discover.address(uri).then(() => postByUri(home, uri)));
  if (!known) throw new Error(`the demo's post « ${key} » did not reach ${home.config.origin}`);
  return known.id;
}

async function hung(home: Instance, me: Account, { picture, film }: Extract<Act, { writes: string }>) {
  if (film) return [await hangFilm(home, me, film)];
  return picture ? [await hang(home, me.id, picture)] : [];
}

async function hang(
  home: Instance,
  accountId: string,
  { name, description, role }: { name: PictureName; description: string; role?: MediaKind },
): Promise<string> {
  const path = join(tmpdir(), `maillon-demo-${randomBytes(6).toString('hex')}.png`);
  await writeFile(path, drawPicture(name));
  try {
    return (await receiveImage(home, accountId, { path, description, ...(role && { role }) })).id;
  } finally {
    await rm(path, { force: true });
  }
}
