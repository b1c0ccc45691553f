import type { Instance } from '../instance.ts';
import { addCaptions } from '../media/captions.ts';
import { tooLarge } from '../media/film.ts';
import { describeMedia } from '../media/media.ts';
import { mediaLimits } from '../media/quota.ts';
import { receiveFile } from '../media/receive-file.ts';
import { Invalid, Refusal } from '../platform/refusal.ts';
import type { MediaChanges } from './edit-post.ts';
import { limits } from './write-post.ts';

/** What a form said and brought. */
interface Sent {
  values: Record<string, string>;
  all(name: string): string[];
  files: { field: string; path: string; isCut: boolean }[];
}

/**
 * What a form says anew of the files of a published post: their descriptions, and captions, which are kept at once. Throws
 * Invalid when those are none.
 */
export async function changeMedia(
  instance: Instance,
  accountId: string,
  post: { id: string; media: readonly { id: string }[] },
  { values, files }: Sent,
  count: () => Promise<void>,
): Promise<MediaChanges> {
  let captions = false;
  for (const { id } of post.media) {
    const file = files.find(({ field }) => field === `captions-${id}`);
    if (!file) continue;
    await count();
    try {
      if (file.isCut) throw new Refusal(422, 'media.captions');
      await addCaptions(instance, accountId, id, { path: file.path, language: captionLanguage(values, id) });
      captions = true;
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 422) throw error;
      throw new Invalid({ [file.field]: { key: error.key, args: error.args } });
    }
  }
  const described = post.media.flatMap(({ id }) => {
    const description = values[`alt-${id}`];
    return description === undefined ? [] : [{ id, description }];
  });
  return { described, captions };
}

const captionLanguage = (values: Sent['values'], id: string): string =>
  /^[a-z]{2,3}$/.exec(values[`captions-language-${id}`] ?? '')?.[0] ?? 'fr';

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
        const language = captionLanguage(values, captioned);
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
