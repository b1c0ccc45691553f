import { saveOrganisation } from '../accounts/organisation.ts';
import type { Instance } from '../instance.ts';
import type { Candidate } from '../partners/partnership.ts';
import { Invalid } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { mayAsk } from './host-policy.ts';
import { canonicalId, hostOf } from './ids.ts';
import { nodeInfo } from './node-info.ts';
import { schemes } from './web-finger-lookup.ts';

/** What a server says of its organisation, before it is asked to be a partner. */
export interface CandidateView extends Candidate {
  name: string;
  /** Their first page. */
  home: string;
  sentence: string;
  hue: number | null;
  software: string;
  members: number | null;
}

/**
 * Asks a server, by what an administrator typed (a host, or an address on it), who it is. Throws Invalid with the reason:
 * no such server, kept at a distance, or one that makes no partnerships.
 */
export async function partnerCandidate(instance: Instance, typed: string): Promise<CandidateView> {
  const words = typed.trim().toLowerCase();
  const home = canonicalId(/^https?:\/\//.test(words) ? words : `https://${words}/`);
  if (!home) throw new Invalid({ host: 'partner.noHost' });
  const host = hostOf(home);
  if (host === new URL(instance.config.origin).host) throw new Invalid({ host: 'partner.own' });
  for (const scheme of schemes(instance, host)) {
    const origin = `${scheme}://${host}`;
    if (!(await mayAsk(instance, `${origin}/`))) throw new Invalid({ host: 'partner.atDistance' });
    const said = await nodeInfo(instance, origin).catch(() => null);
    if (!said) continue;
    if (!said.organisation) throw new Invalid({ host: 'partner.notPossible' });
    const { name, hue, sentence, members, software, version } = said;
    if (name)
      await write(instance, (tx) => saveOrganisation(instance, tx, host, { name, ...(hue !== null && { hue }) }));
    return {
      ...{
        host,
        actorUri: said.organisation,
        home: `${origin}/`,
        name: name ?? host,
        sentence: sentence ?? '',
        hue,
        members,
      },
      software: [software, version].filter(Boolean).join(' '),
    };
  }
  throw new Invalid({ host: 'partner.silent' });
}
