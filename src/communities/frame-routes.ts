import type { Request, Response } from 'express';
import type { CommunityFrame } from '../../views/communities/page.ts';
import { accountByHandle } from '../accounts/account.ts';
import { accountList } from '../accounts/account-view.ts';
import { countFollowRequests } from '../accounts/follow.ts';
import { organisationViews } from '../accounts/organisation.ts';
import { notFound } from '../platform/refusal.ts';
import { countComing } from '../posts/agenda.ts';
import { signedIn, viewerOf } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { findCommunity } from './community.ts';
import { communityViews } from './community-views.ts';
import { membersByHost, membershipOf, moderators } from './membership.ts';

/** The community of this address with what stands around its pages; members may look up one of another server. */
export async function frameOf(
  { instance }: Web,
  request: Request<{ handle: string }>,
  response: Response,
): Promise<CommunityFrame> {
  const viewer = viewerOf(response);
  const { handle } = request.params;
  if (handle.includes('@') && signedIn(response) && !(await accountByHandle(instance, handle)))
    await instance.discover.account(handle).catch(() => null);
  const { community } = await findCommunity(instance, viewer, handle);
  const [view] = await communityViews(instance, viewer, [community]);
  if (!view) throw notFound();
  return {
    community: { ...view, membership: await membershipOf(instance, viewer, community) },
    hosts: await accountList(instance, (await moderators(instance, view.id)).slice(0, 6)),
    origins: await originsOf(instance, view.id),
    waiting: view.membership?.role ? await countFollowRequests(instance, view.id) : 0,
    coming: await countComing(instance, viewer, view.id),
  };
}

async function originsOf(instance: Web['instance'], id: string): Promise<CommunityFrame['origins']> {
  const rows = (await membersByHost(instance, id)).slice(0, 6);
  const organisations = await organisationViews(
    instance,
    rows.map(({ host }) => host),
  );
  return rows.map(({ host, n }) => ({ name: organisations.get(host)!.name, hue: organisations.get(host)!.hue, n }));
}
