import type { RemotePost } from '../../posts/receive-post.ts';
import { isObject, type Json, list, text, time, wholeNumber } from '../json.ts';

const mostOptions = 20;

/** A Question's options and figures (FEP-9967), or null when it offers fewer than two. */
export function readPoll(object: Json): RemotePost['poll'] {
  const multiple = object.anyOf !== undefined;
  const options = list(multiple ? object.anyOf : object.oneOf)
    .slice(0, mostOptions)
    .filter(isObject)
    .map((option) => ({
      title: text(option.name, 200) ?? '',
      votes: (isObject(option.replies) && wholeNumber(option.replies.totalItems)) || 0,
    }))
    .filter((option) => option.title !== '');
  if (options.length < 2) return null;
  const closedAt =
    time(object.closed) ?? (object.closed === true ? (time(object.endTime) ?? time(object.updated)) : null);
  const voters = wholeNumber(object.votersCount);
  return {
    multiple,
    endsAt: time(object.endTime) ?? closedAt,
    ...(closedAt !== null && { closedAt }),
    // Where the server does not count voters, no more voted than there are votes.
    voters:
      voters ??
      (multiple
        ? Math.max(...options.map((option) => option.votes))
        : options.reduce((sum, { votes }) => sum + votes, 0)),
    options,
  };
}
