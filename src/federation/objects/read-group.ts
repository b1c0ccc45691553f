import { type Community, limits } from '../../communities/community.ts';
import { topicsIn } from '../../communities/topics.ts';
import { reaches } from '../../communities/view.ts';
import { plainText } from '../../platform/sanitise.ts';
import { documentId, refId, sameOrigin } from '../ids.ts';
import { isObject, type Json, list, text, typesOf } from '../json.ts';

/**
 * What the document of a Group says of the community behind it (FEP-1b12, Lemmy's `postingRestrictedToMods`, and our own
 * `reach`; a server that does not say is read as public).
 */
export function readGroup(
  document: Json,
): Pick<Community, 'reach' | 'admission' | 'posting' | 'moderatorsUri' | 'topics'> {
  const uri = documentId(document.id) ?? '';
  const moderators = documentId(refId(list(document.attributedTo)[0] ?? document.moderators));
  return {
    reach: reaches.find((reach) => reach === document.reach) ?? 'public',
    admission: document.manuallyApprovesFollowers === true ? 'request' : 'open',
    posting: document.postingRestrictedToMods === true ? 'moderators' : 'members',
    topics: topicsOf(document.tag),
    moderatorsUri: moderators && uri && sameOrigin(moderators, uri) ? moderators : null,
  };
}

/** What it is about, as hashtags of the actor. */
const topicsOf = (tags: unknown): string[] =>
  topicsIn(
    list(tags)
      .slice(0, 50)
      .filter((tag): tag is Json => isObject(tag) && typesOf(tag).includes('Hashtag'))
      .map((tag) => plainText(text(tag.name, limits.topic) ?? '')),
  ).slice(0, limits.topics);
