import type { Instance } from '../instance.ts';
import { eq } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { notFound } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { type Organisation, organisationOf } from './organisation.ts';
import { charters } from './organisation-tables.ts';
import { members } from './tables.ts';

export interface CharterVersion {
  version: number;
  /** Markdown. */
  text: string;
  /** Since when it held, Unix ms. */
  at: number;
}

/** A version of the charter; the one that holds when none is asked for. 404: there is none of that number. */
export async function charterOf(instance: Instance, wanted?: number): Promise<CharterVersion> {
  const own = await organisationOf(instance);
  if (!own) throw notFound();
  const version = wanted ?? own.charterVersion;
  const [kept] = await instance.db.select().from(charters).where(eq(charters.version, version));
  if (kept) return { version, text: kept.text, at: kept.createdAt };
  if (version !== own.charterVersion) throw notFound();
  return { version, text: own.charter, at: own.createdAt };
}

/** Keeps the version that ends and the one that begins, in the transaction that changes the charter. */
export async function keepCharters(tx: Tx, own: Organisation, text: string, now: number): Promise<void> {
  await tx
    .insert(charters)
    .values([
      { version: own.charterVersion, text: own.charter, createdAt: own.createdAt },
      { version: own.charterVersion + 1, text, createdAt: now },
    ])
    .onConflictDoNothing();
}

/** The member accepts the charter as it holds now; `version` is the one they have read. 404: it has changed meanwhile. */
export async function acceptCharter(instance: Instance, accountId: string, version: number): Promise<void> {
  const own = await organisationOf(instance);
  if (own?.charterVersion !== version) throw notFound();
  const accepted = { charterVersion: version, charterAcceptedAt: instance.clock() };
  await write(instance, (tx) => tx.update(members).set(accepted).where(eq(members.accountId, accountId)));
}
