import type { Instance } from '../instance.ts';
import { containerAt, receiveFilm } from './film.ts';
import { type Media, receiveImage } from './media.ts';

/** Takes in what a member sends to be shown in a post: a picture, a film or a sound, by what it is. Throws as they do. */
export const receiveFile = async (
  instance: Instance,
  accountId: string,
  upload: { path: string; description?: string },
): Promise<Media> =>
  (await containerAt(upload.path))
    ? receiveFilm(instance, accountId, upload)
    : receiveImage(instance, accountId, upload);
