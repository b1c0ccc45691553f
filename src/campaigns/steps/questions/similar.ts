import type { Instance } from '../../../instance.ts';
import { and, desc, eq, isNull } from '../../../platform/columns.ts';
import { sanitisedText } from '../../../platform/sanitise.ts';
import { wordsOf } from '../../../platform/words.ts';
import { posts } from '../../../posts/tables.ts';
import type { Step } from '../../step.ts';
import { contributions } from '../../tables.ts';

const mostRead = 500;
const mostShown = 3;
/** Words this short say nothing of what is asked. */
const fewest = 4;

/** Ids of questions of this step that hold the same telling words, the closest first. */
export async function similarTo(instance: Instance, step: Step, text: string): Promise<string[]> {
  const wanted = telling(text);
  if (!wanted.size) return [];
  const rows = await instance.db
    .select({ id: posts.id, title: posts.title, html: posts.html })
    .from(contributions)
    .innerJoin(posts, and(eq(posts.id, contributions.postId), isNull(posts.deletedAt)))
    .where(and(eq(contributions.stepId, step.id), eq(contributions.kind, 'question')))
    .orderBy(desc(contributions.createdAt))
    .limit(mostRead);
  return rows
    .map(({ id, title, html }) => {
      const words = telling(title ?? sanitisedText(html));
      const shared = [...wanted].filter((word) => words.has(word)).length;
      return { id, likeness: shared / Math.min(wanted.size, words.size || 1) };
    })
    .filter(({ likeness }) => likeness >= 0.5)
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, mostShown)
    .map(({ id }) => id);
}

const telling = (text: string) => new Set(wordsOf(text).filter((word) => word.length >= fewest));
