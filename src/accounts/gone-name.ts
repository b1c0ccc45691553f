import { tokenHash } from '../platform/tokens.ts';

/** What a name leaves behind, so that nobody is given it again: no name can be read from it by looking (S20). */
export const goneName = (name: string): string => `~${tokenHash(name)}`;
