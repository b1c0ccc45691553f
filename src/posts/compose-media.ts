import type { Instance } from '../instance.ts';
import { addCaptions } from '../media/captions.ts';
import { tooLarge } from '../media/film.ts';
import { describeMedia } from '../media/media.ts';
import { mediaLimits } from '../media/quota.ts';
import { receiveFile } from '../media/receive-file.ts';
import { Invalid, Refusal } from '../platform/refusal.ts';
import { limits } from './write-post.ts';

/** What a form said and brought. */
interface Sent {
  values: Record<string, string>;
  all(name: string): string[];
  files: { field: string; path: string; isCut: boolean }[];
}

/**
 * The pictures and films of a draft, those just sent among them, with their descriptions and captions; `fault` when one
 * of these is none that we take in. `count` is asked before each.
 */
export async function keepMedia(
  instance: Instance,
  accountId: string,
  { values, all, files }: Sent,
  count: () => Promise<void>,
): Promise<{ mediaIds: string[]; fault?: Invalid }> {
  const detached = values.action?.startsWith('detach:') ? values.action.slice(7) : null;
  const mediaIds = all('media').filter((id) => id !== detached);
  const most = values.kind === 'article' ? limits.article.media : limits.media;
  for (const id of mediaIds) await describeMedia(instance, accountId, id, values[`alt-${id}`] ?? '').catch(() => {});
  for (const file of files) {
    const captioned = file.field.startsWith('captions-') ? file.field.slice(9) : null;
    if (captioned === null && (file.field !== 'files' || mediaIds.length >= most)) continue;
    await count();
    try {
      if (file.isCut) throw tooLarge(await mediaLimits(instance));
      if (captioned === null) mediaIds.push((await receiveFile(instance, accountId, { path: file.path })).id);
      else {
        const language = /^[a-z]{2,3}$/.exec(values[`captions-language-${captioned}`] ?? '')?.[0] ?? 'fr';
        await addCaptions(instance, accountId, captioned, { path: file.path, language });
      }
    } catch (error) {
      if (!(error instanceof Refusal) || (error.status !== 422 && error.status !== 413)) throw error;
      const field = captioned === null ? 'media' : file.field;
      return { mediaIds, fault: new Invalid({ [field]: { key: error.key, args: error.args } }) };
    }
  }
  return { mediaIds };
}
