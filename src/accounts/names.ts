/** Names that mean something to a server or that people take for the organisation. */
const reserved = new Set(
  'abuse admin administrator api ap assets autodiscover communities campaigns compose contact documents everyone followers following health help hostmaster inbox info instance invite live localhost login mail maillon media moderation moderator nodeinfo noreply notifications oauth official opportunities outbox partners postmaster posts press privacy register root search security settings setup sign-in sign-up staff static support system tags terms webmaster well-known www'.split(
    ' ',
  ),
);

/**
 * What is wrong with a local name, as a translation key, or null (S20): `[a-z0-9_]+([.-]+[a-z0-9_]+)*`, at most 30,
 * at least 2 characters. Names are lower case and are never given twice.
 */
export function nameFault(name: string): string | null {
  if (name.length < 2 || name.length > 30) return 'name.length';
  if (!/^[a-z0-9_]+([.-]+[a-z0-9_]+)*$/.test(name)) return 'name.form';
  // `/@name.atom` is the feed of `name`.
  return reserved.has(name) || name.endsWith('.atom') ? 'name.reserved' : null;
}

/** Two or three capitals for an organisation or a person's ring: « Université de Valombre » → UV. */
export function initialsOf(displayName: string, name: string): string {
  const words = displayName
    .normalize('NFC')
    .split(/[\s'’-]+/u)
    .filter((word) => /^\p{L}/u.test(word) && !minor.has(word.toLowerCase()));
  const letters =
    words.length > 1 ? [words[0]!, words.at(-1)!].map((word) => [...word][0]!) : [...(words[0] ?? name)].slice(0, 2);
  return letters.join('').toUpperCase();
}

const minor = new Set(['de', 'du', 'des', 'd', 'l', 'la', 'le', 'les', 'et', 'of', 'the', 'and', 'von', 'van']);
