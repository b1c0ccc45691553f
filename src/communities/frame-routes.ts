import type { Request, Response } from 'express';
import type { CommunityFrame } from '../../views/communities/page.ts';
import { accountByHandle } from '../accounts/account.ts';
import { accountList } from '../accounts/account-view.ts';
import { countFollowRequests } from '../accounts/follow.ts';
import { organisationViews } from '../accounts/organisation.ts';
import type { Instance } from '../instance.ts';
import { countHostReports } from '../moderation/host-reports.ts';
import { forbidden, notFound } from '../platform/refusal.ts';
import { countComing } from '../posts/agenda.ts';
import { countHeld } from '../posts/held-post.ts';
import { signedIn, viewerOf } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { type Community, findCommunity, findCommunityById } from './community.ts';
import { communityViews } from './community-views.ts';
import { mayAdopt } from './hosts.ts';
import { levelOf } from './level.ts';
import { membershipOf, moderators, roleOf } from './membership.ts';
import { membersOrigins } from './origins.ts';

export type OfHandle = Request<{ handle: string }>;

/** The community of this address with what stands around its pages; members may look up one of another server. */
export async function frameOf({ instance }: Web, request: OfHandle, response: Response): Promise<CommunityFrame> {
  const viewer = viewerOf(response);
  const { handle } = request.params;
  if (handle.includes('@') && signedIn(response) && !(await accountByHandle(instance, handle)))
    await instance.discover.account(handle).catch(() => null);
  const { community } = await findCommunity(instance, viewer, handle);
  const [view] = await communityViews(instance, viewer, [community]);
  if (!view) throw notFound();
  const hosts = community.local && Boolean(view.membership?.role);
  return {
    community: { ...view, membership: await membershipOf(instance, viewer, community) },
    hosts: await accountList(instance, (await moderators(instance, view.id)).slice(0, 6)),
    origins: await originsOf(instance, view.id, view.members),
    waiting: hosts ? await countFollowRequests(instance, view.id) : 0,
    queue: hosts ? (await countHeld(instance, view.id)) + (await countHostReports(instance, view.id)) : 0,
    level: viewer ? await levelOf(instance, viewer.accountId, view.id) : null,
    coming: await countComing(instance, viewer, view.id),
    adoptable: viewer ? await mayAdopt(instance, viewer.accountId, community) : false,
  };
}

async function originsOf(instance: Instance, id: string, members: number): Promise<CommunityFrame['origins']> {
  const rows = (await membersOrigins(instance, id, members)).slice(0, 6);
  const organisations = await organisationViews(
    instance,
    rows.map(({ host }) => host),
  );
  return rows.map(({ host, n }) => ({ name: organisations.get(host)!.name, hue: organisations.get(host)!.hue, n }));
}

/** A community that the member looks after; 404 when they may not know of it, 403 when they are no host. */
export async function hosted({ instance }: Web, accountId: string, id: string): Promise<Community> {
  const community = await findCommunityById(instance, { accountId, local: true }, id);
  if (!(await roleOf(instance, accountId, id))) throw forbidden('community.hostsOnly');
  return community;
}

/** The same for a community of ours: what another server keeps is not ours to change. */
export async function hostedHere(web: Web, accountId: string, id: string): Promise<Community> {
  const community = await hosted(web, accountId, id);
  if (!community.local) throw forbidden('community.hostsOnly');
  return community;
}

/** The same, for its owners alone. */
export async function owned(web: Web, accountId: string, id: string): Promise<Community> {
  const community = await hostedHere(web, accountId, id);
  if ((await roleOf(web.instance, accountId, id)) !== 'owner') throw forbidden('community.ownersOnly');
  return community;
}

/** Who is in a closed community, and what was decided there, is told to its members. */
export const isTold = ({ reach, membership }: CommunityFrame['community']): boolean =>
  reach === 'public' || membership?.state === 'member';
