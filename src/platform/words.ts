const longest = 60;
const ligatures: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss' };

/** Lower case, without accents, ligatures apart: « Cœur » and « coeur », « été » and « ete » are the same. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[œæß]/g, (letter) => ligatures[letter]!);

/** The words of a text in their order, folded; letters and digits alone, so that nothing of a query language is left. */
export const wordsOf = (text: string): string[] =>
  [...fold(text).matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => [...word].slice(0, longest).join(''));
