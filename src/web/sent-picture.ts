import { receiveImage } from '../media/media.ts';
import type { MediaKind } from '../media/tables.ts';
import { Invalid, Refusal } from '../platform/refusal.ts';
import type { Fields } from './form.ts';
import type { Web } from './web.ts';

/**
 * What a form says of a picture of `accountId`: the id of the new one, null when it was taken away (`<role>-remove`),
 * undefined when nothing changed. `byId` sends it, and is who is limited. Throws Invalid at the field of that name for
 * what is no picture.
 */
export async function sentPicture(
  { instance, limits }: Web,
  { files, values }: Fields,
  role: MediaKind & ('avatar' | 'banner' | 'logo'),
  { accountId, byId }: { accountId: string; byId: string },
): Promise<string | null | undefined> {
  const file = files.find((one) => one.field === role);
  if (!file) return values[`${role}-remove`] === 'on' ? null : undefined;
  await limits.upload.take(byId);
  try {
    return (await receiveImage(instance, accountId, { path: file.path, role })).id;
  } catch (error) {
    if (error instanceof Refusal && error.status === 422)
      throw new Invalid({ [role]: { key: error.key, args: error.args } });
    throw error;
  }
}
