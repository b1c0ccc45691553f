import type { Viewer } from '../../../accounts/account.ts';
import type { Instance } from '../../../instance.ts';
import { and, desc, eq, inArray, isNull } from '../../../platform/columns.ts';
import { sanitisedText } from '../../../platform/sanitise.ts';
import { wordsOf } from '../../../platform/words.ts';
import { posts } from '../../../posts/tables.ts';
import { readable } from '../../../posts/visibility.ts';
import { contributions } from '../../tables.ts';
import { offerFault } from './offer.ts';

const mostRead = 400;
/** Words this short, and those that every offer holds, say nothing of what it is. */
const fewest = 4;
const common = new Set(
  'pour avec dans chez vous nous votre notre cherche cherchons offre offrir donne donner propose proposer demande besoin heure place jour personne quelqu quelques faire peux peut with your have need offer give looking hour place some someone'.split(
    ' ',
  ),
);

export interface Match {
  id: string;
  title: string;
}

/**
 * For each open offer the open request whose telling words it shares most, and the other way round. Nobody is matched with
 * themselves; who is suggested depends on the words alone.
 */
export async function matchesIn(instance: Instance, viewer: Viewer, stepId: string): Promise<Map<string, Match>> {
  const rows = await instance.db
    .select({ row: contributions, title: posts.title, html: posts.html })
    .from(contributions)
    .innerJoin(posts, and(eq(posts.id, contributions.postId), isNull(posts.deletedAt)))
    .where(
      and(
        eq(contributions.stepId, stepId),
        inArray(contributions.kind, ['offer', 'request']),
        eq(contributions.state, 'open'),
        readable(viewer),
      ),
    )
    .orderBy(desc(contributions.createdAt), desc(contributions.postId))
    .limit(mostRead);
  const now = instance.clock();
  const open = rows
    .filter(({ row }) => offerFault(row, now) === null)
    .map(({ row, title, html }) => {
      const text = sanitisedText(html);
      return { row, title: title ?? text.split('\n', 1)[0]!.slice(0, 200), words: telling(`${title ?? ''} ${text}`) };
    });
  const matches = new Map<string, Match>();
  for (const one of open) {
    let best: { shared: number; match: Match } | null = null;
    for (const other of open) {
      if (other.row.kind === one.row.kind || other.row.authorId === one.row.authorId) continue;
      const shared = [...one.words].filter((word) => other.words.has(word)).length;
      if (shared > (best?.shared ?? 0)) best = { shared, match: { id: other.row.postId, title: other.title } };
    }
    if (best) matches.set(one.row.postId, best.match);
  }
  return matches;
}

/** Singular and plural are one word. */
const telling = (text: string): Set<string> =>
  new Set(
    wordsOf(text)
      .filter((word) => word.length >= fewest)
      .map((word) => word.replace(/[sx]$/, ''))
      .filter((word) => !common.has(word)),
  );
