import type { Community } from '../../communities/community.ts';
import { reaches } from '../../communities/view.ts';
import { documentId, refId, sameOrigin } from '../ids.ts';
import { type Json, list } from '../json.ts';

/**
 * What the document of a Group says of the community behind it (FEP-1b12, Lemmy's `postingRestrictedToMods`, and our own
 * `reach`; a server that does not say is read as public).
 */
export function readGroup(document: Json): Pick<Community, 'reach' | 'admission' | 'posting' | 'moderatorsUri'> {
  const uri = documentId(document.id) ?? '';
  const moderators = documentId(refId(list(document.attributedTo)[0] ?? document.moderators));
  return {
    reach: reaches.find((reach) => reach === document.reach) ?? 'public',
    admission: document.manuallyApprovesFollowers === true ? 'request' : 'open',
    posting: document.postingRestrictedToMods === true ? 'moderators' : 'members',
    moderatorsUri: moderators && uri && sameOrigin(moderators, uri) ? moderators : null,
  };
}
