/** One member of a `Signature-Input` dictionary: covered components and parameters, with its exact text. */
export interface SignatureInput {
  components: string[];
  parameters: Record<string, string | number>;
  /** Serialised inner list with its parameters: the value of `@signature-params`. */
  text: string;
}

const label = /\s*([a-z*][a-z0-9_.*-]*)=/y;
const item = /\s*"([^"\\]*)"/y;
const parameter = /;\s*([a-z*][a-z0-9_.*-]*)=(?:"([^"\\]*)"|(-?\d{1,15})|\?[01])/y;
const separator = /\s*(,|$)/y;

/**
 * Reads the part of RFC 9651 that RFC 9421 needs: a dictionary of inner lists of plain strings. Component parameters
 * (`;sf`, `;req`…) are not read. Null when malformed, when a label or a component comes twice, or over 8 KiB.
 */
export function readSignatureInput(header: string): Map<string, SignatureInput> | null {
  if (header.length > 8192) return null;
  const found = new Map<string, SignatureInput>();
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(header);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < header.length) {
    const name = take(label)?.[1];
    if (!name || found.has(name) || header[at] !== '(') return null;
    const from = at++;
    const components: string[] = [];
    for (let match = take(item); match; match = take(item)) components.push(match[1]!);
    if (!take(/\s*\)/y) || new Set(components).size !== components.length) return null;
    const parameters: SignatureInput['parameters'] = {};
    for (let match = take(parameter); match; match = take(parameter)) {
      const [, key, text, number] = match;
      if (Object.hasOwn(parameters, key!)) return null;
      parameters[key!] = text ?? Number(number);
    }
    found.set(name, { components, parameters, text: header.slice(from, at) });
    if (!take(separator)) return null;
  }
  return found.size ? found : null;
}

/** Reads a dictionary of byte sequences (`Signature`): label → bytes; null when malformed. */
export function readByteSequences(header: string): Map<string, Buffer> | null {
  if (header.length > 8192) return null;
  const found = new Map<string, Buffer>();
  const member = /\s*([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/=]*):\s*(,|$)/y;
  while (member.lastIndex < header.length) {
    const [, name, bytes] = member.exec(header) ?? [];
    if (!name || found.has(name)) return null;
    found.set(name, Buffer.from(bytes!, 'base64'));
  }
  return found.size ? found : null;
}
