/** Attributes of one tag of HTML as it was written, names in lower case; the first of a name counts. Values are not decoded. */
export function attributesOf(tag: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, double, single, bare] of tag.matchAll(
    /([a-z][a-z:_-]{0,40})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi,
  ))
    if (!found.has(name!.toLowerCase())) found.set(name!.toLowerCase(), double ?? single ?? bare ?? '');
  return found;
}
