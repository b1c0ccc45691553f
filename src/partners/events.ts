import type { Terms } from './view.ts';

/** The activities that a partnership travels by. */
export type PartnerAct = 'Follow' | 'Accept' | 'Reject' | 'Undo' | 'Update';

/** `said`: by us, to be told to them · `heard`: by them · `over`: its last day has passed, which both know by themselves. */
export type PartnerEvent =
  | { type: 'partner.said'; host: string; act: PartnerAct; terms: Terms; reason: string; at: number }
  | { type: 'partner.heard'; host: string; act: PartnerAct }
  | { type: 'partner.over'; host: string };
