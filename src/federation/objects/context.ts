import { activityStreams } from '../context-policy.ts';

export const publicCollection = `${activityStreams}#Public`;

/** The one context of everything we send: what is plain JSON to most readers is exact JSON-LD to the others. */
export const context: readonly unknown[] = [
  activityStreams,
  'https://w3id.org/security/v1',
  'https://w3id.org/security/data-integrity/v1',
  'https://w3id.org/security/multikey/v1',
  {
    schema: 'http://schema.org#',
    toot: 'http://joinmastodon.org/ns#',
    assertionMethod: { '@id': 'https://w3id.org/security#assertionMethod', '@type': '@id', '@container': '@set' },
    webfinger: 'https://purl.archive.org/socialweb/webfinger#webfinger',
    PropertyValue: 'schema:PropertyValue',
    value: 'schema:value',
    jobTitle: 'schema:jobTitle',
    Hashtag: 'as:Hashtag',
    sensitive: 'as:sensitive',
    manuallyApprovesFollowers: 'as:manuallyApprovesFollowers',
    alsoKnownAs: { '@id': 'as:alsoKnownAs', '@type': '@id' },
    discoverable: 'toot:discoverable',
    indexable: 'toot:indexable',
    featured: { '@id': 'toot:featured', '@type': '@id' },
    votersCount: 'toot:votersCount',
    gts: 'https://gotosocial.org/ns#',
    lemmy: 'https://join-lemmy.org/ns#',
    postingRestrictedToMods: 'lemmy:postingRestrictedToMods',
    Lock: 'lemmy:Lock',
    removeData: 'lemmy:removeData',
    reach: 'urn:maillon:ns:reach',
    interactionPolicy: { '@id': 'gts:interactionPolicy', '@type': '@id' },
    canQuote: { '@id': 'gts:canQuote', '@type': '@id' },
    automaticApproval: { '@id': 'gts:automaticApproval', '@type': '@id' },
    interactingObject: { '@id': 'gts:interactingObject', '@type': '@id' },
    interactionTarget: { '@id': 'gts:interactionTarget', '@type': '@id' },
    quote: { '@id': 'https://w3id.org/fep/044f#quote', '@type': '@id' },
    quoteAuthorization: { '@id': 'https://w3id.org/fep/044f#quoteAuthorization', '@type': '@id' },
    QuoteAuthorization: 'https://w3id.org/fep/044f#QuoteAuthorization',
    QuoteRequest: 'https://w3id.org/fep/044f#QuoteRequest',
    quoteUri: 'http://fedibird.com/ns#quoteUri',
    _misskey_quote: 'https://misskey-hub.net/ns#_misskey_quote',
  },
];

/** Gives a document its context; the members keep their order. */
export const withContext = (document: Record<string, unknown>) => ({ '@context': context, ...document });
