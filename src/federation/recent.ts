/** The most recently used entries, at most `most`, each for `lifeMs`; what is older is forgotten (S38). */
export interface Recent<T> {
  get: (key: string, now: number) => T | undefined;
  set: (key: string, value: T, now: number) => void;
  delete: (key: string) => void;
}

export function recent<T>(most: number, lifeMs: number): Recent<T> {
  const entries = new Map<string, { value: T; until: number }>();
  return {
    get: (key, now) => {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      if (entry.until <= now) return undefined;
      entries.set(key, entry);
      return entry.value;
    },
    set: (key, value, now) => {
      entries.delete(key);
      entries.set(key, { value, until: now + lifeMs });
      if (entries.size > most) entries.delete(entries.keys().next().value!);
    },
    delete: (key) => void entries.delete(key),
  };
}
