/** What the form of a post offers: its circles, and what a film may be. */
export const circles = [
  { audience: 'organisation' as const, count: 18_400 },
  { audience: 'public' as const, count: null },
  { audience: 'unlisted' as const, count: null },
  { audience: 'followers' as const, count: 41 },
  { audience: 'direct' as const, count: null },
];

export const filmLimits = { filmBytes: 100e6, filmMs: 900_000 };
