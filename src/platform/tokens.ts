import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for cookies and one-time links. */
export const newToken = () => randomBytes(32).toString('base64url');

/** What is stored of a token: a stolen database opens nothing. */
export const tokenHash = (token: string) => createHash('sha256').update(token).digest('base64url');
