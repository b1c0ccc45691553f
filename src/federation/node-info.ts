import type { Instance } from '../instance.ts';
import { canonicalId, documentId, sameOrigin } from './ids.ts';
import { isObject, list, text, wholeNumber } from './json.ts';
import { parseJson } from './parse-json.ts';

/** What a server says of itself by NodeInfo 2.x; null when it says nothing. Throws as the guarded client does. */
export async function nodeInfo(instance: Instance, origin: string) {
  const get = async (url: string) => {
    const answer = await instance.http.request(url, { headers: { accept: 'application/json' }, maxBytes: 65_536 });
    return answer.status === 200 ? parseJson(answer.body) : null;
  };
  const links = await get(`${origin}/.well-known/nodeinfo`);
  const href = list(links?.links)
    .filter(isObject)
    .filter((link) => /\/ns\/schema\/2\.[01]$/.test(String(link.rel ?? '')))
    .map((link) => canonicalId(link.href))
    // The link may not lead to another server, let alone a private one (S23).
    .find((url) => url && sameOrigin(url, origin));
  const document = href ? await get(href) : null;
  if (!document) return null;
  const software = isObject(document.software) ? document.software : {};
  const metadata = isObject(document.metadata) ? document.metadata : {};
  const usage = isObject(document.usage) ? document.usage : {};
  return {
    software: text(software.name, 60),
    version: text(software.version, 60),
    name: text(metadata.nodeName, 80),
    sentence: text(metadata.nodeDescription, 200),
    /** Actor of the organisation, by our own term: on the same origin. */
    organisation: ownActor(metadata.organisation, origin),
    members: isObject(usage.users) ? wholeNumber(usage.users.total) : null,
    hue: typeof metadata.hue === 'number' && Number.isFinite(metadata.hue) ? metadata.hue : null,
  };
}

function ownActor(value: unknown, origin: string): string | null {
  const uri = documentId(value);
  return uri && sameOrigin(uri, origin) ? uri : null;
}
