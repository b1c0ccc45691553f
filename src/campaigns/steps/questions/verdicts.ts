/** What somebody who went to see may say. */
export const verdicts = ['confirmed', 'refuted', 'unsure'] as const;
export type Verdict = (typeof verdicts)[number];
