import { accountById } from '../accounts/account.ts';
import { dropPicture } from '../media/media.ts';
import type { Fields } from '../web/form.ts';
import { sentPicture } from '../web/sent-picture.ts';
import type { Web } from '../web/web.ts';
import type { CommunitySettings } from './view.ts';

type Pictures = Pick<CommunitySettings, 'avatarId' | 'bannerId'>;

/**
 * The pictures that a form sends for a community, given to `work`: those it replaces go when it is done, those that came
 * when it fails. Throws Invalid at the field of what is no picture.
 */
export async function keepingPictures<T>(
  web: Web,
  fields: Fields,
  who: { accountId: string; byId: string },
  work: (pictures: Pictures) => Promise<T>,
): Promise<T> {
  const { instance } = web;
  const before = await accountById(instance, who.accountId);
  const sent: Pictures = {};
  const drop = (ids: (string | null | undefined)[]) =>
    Promise.all(ids.map((id) => id && dropPicture(instance, who.accountId, id)));
  try {
    sent.avatarId = await sentPicture(web, fields, 'avatar', who);
    sent.bannerId = await sentPicture(web, fields, 'banner', who);
    const done = await work(sent);
    await drop(
      [sent.avatarId !== undefined && before?.avatarId, sent.bannerId !== undefined && before?.bannerId].map(
        (id) => id || null,
      ),
    );
    return done;
  } catch (error) {
    await drop([sent.avatarId, sent.bannerId]);
    throw error;
  }
}
