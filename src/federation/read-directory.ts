import type { Instance } from '../instance.ts';
import { find } from '../partners/partnership.ts';
import { isPartner } from '../partners/scope.ts';
import { partnerEntries, partnerships } from '../partners/tables.ts';
import { and, eq, isNull, lt, or } from '../platform/columns.ts';
import { Dead, enqueue, type Job, Retry } from '../platform/jobs.ts';
import { within, write } from '../platform/write.ts';
import { FetchFault, fetchDocument } from './fetch-document.ts';
import { documentId, originOf, refId, sameOrigin } from './ids.ts';
import { list } from './json.ts';
import { readEntry } from './objects/directory-entry.ts';

const dayMs = 86_400_000;
const mostPages = 50;
const mostTries = 5;

/** Reads the directory of a partner in a while; nothing where none is open to us. */
export async function askForDirectory(instance: Instance, host: string, inMs = 0): Promise<void> {
  if ((await find(instance.db, host))?.state !== 'active') return;
  const due = instance.clock() + inMs;
  await write(instance, (tx) =>
    enqueue(tx, { kind: 'federation.directory', lane: 'backfill', key: `directory ${host}`, payload: { host }, due }),
  );
}

/** The directories that were not read for a day. */
export async function askForDirectories(instance: Instance): Promise<void> {
  const old = or(isNull(partnerships.directoryAt), lt(partnerships.directoryAt, instance.clock() - dayMs));
  const rows = await instance.db
    .select({ host: partnerships.host })
    .from(partnerships)
    .where(and(eq(partnerships.state, 'active'), old));
  for (const { host } of rows) await askForDirectory(instance, host);
}

/**
 * The job that reads a partner's directory, page after page, and puts it in the place of what we had: who took
 * themselves out there is out here. What could not be read whole changes nothing.
 */
export async function readDirectory(instance: Instance, { host }: { host: string }, job?: Job): Promise<void> {
  const row = await find(instance.db, host);
  if (row?.state !== 'active') return;
  const home = `${originOf(row.actorUri)}/ap/directory`;
  let items: unknown[];
  try {
    items = await itemsOf(instance, home);
  } catch (error) {
    if (!(error instanceof FetchFault)) throw error;
    throw job && job.attempts + 1 < mostTries ? new Retry(error.message) : new Dead(error.message);
  }
  const read = items.flatMap((item) => readEntry(item, host, home) ?? []);
  const entries = [...new Map(read.map((entry) => [entry.uri, entry])).values()];
  await write(instance, async (tx) => {
    const inside = within(instance, tx);
    // Asked again at the last moment: the partnership may have ended meanwhile.
    const open = {
      person: await isPartner(inside, host, 'people'),
      group: await isPartner(inside, host, 'communities'),
    };
    await tx.delete(partnerEntries).where(eq(partnerEntries.host, host));
    const kept = entries.filter(({ kind }) => open[kind]);
    for (let from = 0; from < kept.length; from += 50)
      await tx
        .insert(partnerEntries)
        .values(kept.slice(from, from + 50))
        .onConflictDoNothing();
    await tx.update(partnerships).set({ directoryAt: instance.clock() }).where(eq(partnerships.host, host));
  });
}

async function itemsOf(instance: Instance, home: string): Promise<unknown[]> {
  const items: unknown[] = [];
  const seen = new Set<string>();
  let next = documentId(refId((await fetchDocument(instance, home, { fresh: true })).first));
  while (next && seen.size < mostPages && sameOrigin(next, home) && !seen.has(next)) {
    seen.add(next);
    const page = await fetchDocument(instance, next, { fresh: true });
    items.push(...list(page.orderedItems));
    next = documentId(refId(page.next));
  }
  return items;
}
