import { accountById, localHost, type Viewer } from '../../../accounts/account.ts';
import { accountViews } from '../../../accounts/account-view.ts';
import { organisationViews } from '../../../accounts/organisation.ts';
import type { Instance } from '../../../instance.ts';
import { count, desc, eq, inArray } from '../../../platform/columns.ts';
import { postById } from '../../../posts/post.ts';
import { drawCandidates, draws } from '../../draw-tables.ts';
import type { DrawLine, DrawRecord, DrawView } from '../../draw-view.ts';
import { campaignPath } from '../../frame-path.ts';
import { holdFault } from './hold.ts';
import { candidatesOf, type Draw, recordOf, seedsOf } from './record.ts';

/** Draws of a campaign, the last first. */
export async function drawLines(instance: Instance, campaignId: string): Promise<DrawLine[]> {
  const rows = await instance.db
    .select()
    .from(draws)
    .where(eq(draws.campaignId, campaignId))
    .orderBy(desc(draws.publishedAt), desc(draws.id))
    .limit(60);
  return linesOf(instance, campaignId, rows);
}

/** Those of these sessions, by session. */
export async function drawsOfSessions(instance: Instance, campaignId: string, postIds: string[]) {
  if (!postIds.length) return new Map<string, DrawLine>();
  const rows = await instance.db.select().from(draws).where(inArray(draws.postId, postIds));
  const lines = await linesOf(instance, campaignId, rows);
  return new Map(rows.map(({ postId }, at) => [postId!, lines[at]!]));
}

async function linesOf(instance: Instance, campaignId: string, rows: Draw[]): Promise<DrawLine[]> {
  if (!rows.length) return [];
  const path = await campaignPath(instance, campaignId);
  const sizes = await instance.db
    .select({ drawId: drawCandidates.drawId, n: count() })
    .from(drawCandidates)
    .where(
      inArray(
        drawCandidates.drawId,
        rows.map(({ id }) => id),
      ),
    )
    .groupBy(drawCandidates.drawId);
  const counts = new Map(sizes.map(({ drawId, n }) => [drawId, n]));
  return rows.map(({ id, title, places, publicAt, publicSource, drawnAt }) => ({
    ...{ id, title, places, publicAt, publicSource, drawnAt },
    path: `${path}/draws/${id}`,
    candidates: counts.get(id) ?? 0,
  }));
}

/** People beyond these are not named on the page. */
const mostNamed = 600;

/** A draw as its page shows it: names only where the list has them, to who looks after it, and one's own. */
export async function drawView(
  instance: Instance,
  viewer: Viewer,
  draw: Draw,
  facilitates: boolean,
): Promise<DrawView> {
  const record = await recordOf(instance, draw);
  const candidates = await candidatesOf(instance, draw.id);
  const seeds = await seedsOf(instance, draw.id);
  const shown = draw.named || facilitates ? new Set(numbersShown(record)) : new Set<number>();
  const known = candidates.filter(({ n, accountId }) => accountId !== null && shown.has(n));
  const accounts = await accountViews(
    instance,
    known.map(({ accountId }) => accountId!),
  );
  const own = viewer && candidates.find(({ accountId }) => accountId === viewer.accountId);
  const me = own && (await accountById(instance, viewer.accountId));
  const post = draw.postId ? await postById(instance, draw.postId) : null;
  const by = draw.drawnById ? (await accountViews(instance, [draw.drawnById])).get(draw.drawnById) : null;
  return {
    id: draw.id,
    stepId: draw.stepId,
    path: `${await campaignPath(instance, draw.campaignId)}/draws/${draw.id}`,
    record,
    session: post && !post.deletedAt ? { path: `/posts/${post.id}`, title: post.title ?? '' } : null,
    by: by ?? null,
    people: new Map(
      known.flatMap(({ n, accountId }) => (accounts.get(accountId!) ? [[n, accounts.get(accountId!)!]] : [])),
    ),
    named: draw.named,
    mine: own && me ? { n: own.n, salt: own.salt, uri: me.uri } : null,
    awaited: seeds.filter(({ own: ours, seed }) => !ours && seed === null).map(({ id, name }) => ({ id, name })),
    fault: draw.drawnAt === null ? holdFault(draw, seeds, instance.clock()) : null,
    facilitates,
  };
}

const numbersShown = ({ candidates, drawn, reserves }: DrawRecord) => [
  ...candidates.slice(0, mostNamed / 2).map(({ n }) => n),
  ...(drawn ?? []).slice(0, mostNamed / 2),
  ...(reserves ?? []).slice(0, mostNamed / 2),
];

/** Names of organisations by how the list tells them. */
export async function organisationNames(instance: Instance, hosts: string[]): Promise<Map<string, string>> {
  const home = localHost(instance);
  const views = await organisationViews(
    instance,
    [...new Set(hosts)].map((host) => (host === home ? '' : host)),
  );
  return new Map([...views].map(([host, { name }]) => [host || home, name]));
}
