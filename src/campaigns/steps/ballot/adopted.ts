/** A clause holds when more voices are for it, or without objection, than against; the quorum is asked elsewhere. */
export const isAdopted = (said: Record<string, number> = {}): boolean =>
  (said.for ?? 0) + (said.consent ?? 0) > (said.against ?? 0);
