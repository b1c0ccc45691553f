import type { Instance } from '../instance.ts';
import type { Tx } from '../platform/database.ts';
import { Invalid } from '../platform/refusal.ts';
import { evidence } from './tables.ts';

export const limits = { evidence: 4, evidenceTitle: 120 };

export interface Proof {
  title: string;
  url: string;
}

/** Those that say something; throws Invalid when an address is none that anybody can open. */
export function checkProofs(said: Proof[]): Proof[] {
  const proofs = said.filter(({ title, url }) => title.trim() || url.trim()).slice(0, limits.evidence);
  const wrong = proofs.some(({ url }) => !/^https?:\/\//.test(url) || !URL.canParse(url) || url.length > 2048);
  if (wrong) throw new Invalid({ proof: 'campaign.proofAddress' });
  return proofs;
}

/** Keeps where they can be read, with the answer they stand with. */
export async function keepProofs(instance: Instance, tx: Tx, postId: string, proofs: Proof[]): Promise<void> {
  for (const { title, url } of proofs)
    await tx.insert(evidence).values({
      postId,
      title: (title.trim() || new URL(url).host).slice(0, limits.evidenceTitle),
      url,
      at: instance.clock(),
    });
}

/** The proof of a form: `proof-0`, `proofUrl-0`… */
export const proofIn = (values: Record<string, string>, n: number): Proof => ({
  title: values[`proof-${n}`] ?? '',
  url: values[`proofUrl-${n}`]?.trim() ?? '',
});
