import { createHash } from 'node:crypto';
import type { Member } from '../accounts/sessions.ts';
import { members } from '../accounts/tables.ts';
import { accessTokens, oauthCodes } from '../accounts/token-tables.ts';
import type { Instance } from '../instance.ts';
import { and, desc, eq, inArray, isNull, lt, or } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { Invalid } from '../platform/refusal.ts';
import { newToken, tokenHash } from '../platform/tokens.ts';
import { write } from '../platform/write.ts';
import { appsByIds, type OauthApp, sameText } from './app.ts';
import { covers, within } from './scopes.ts';

export type AccessToken = typeof accessTokens.$inferSelect;

const codeMs = 10 * 60_000;
const hourMs = 3_600_000;

/** What a program may do from now on, and for whom. */
export interface Grant {
  token: AccessToken;
  /** null: the program speaks for itself alone. */
  member: Member | null;
}

/** A member lets a program in: gives the code that it exchanges for a token. */
export async function consent(
  instance: Instance,
  accountId: string,
  app: OauthApp,
  asked: { scopes: string[]; redirectUri: string; challenge: string | null },
): Promise<string> {
  const code = newToken();
  const row = { id: tokenHash(code), appId: app.id, accountId, ...asked, expiresAt: instance.clock() + codeMs };
  await write(instance, (tx) => tx.insert(oauthCodes).values(row));
  return code;
}

/**
 * Exchanges a code for a token, once (RFC 6749 §4.1.2). `verifier`: PKCE (RFC 7636). Null: no such code for this program and address.
 */
export async function exchangeCode(
  instance: Instance,
  app: OauthApp,
  asked: { code: string; redirectUri: string; verifier: string; needsVerifier?: boolean },
): Promise<{ token: string; row: AccessToken } | null> {
  const token = newToken();
  return write(instance, async (tx) => {
    const [code] = await tx
      .delete(oauthCodes)
      .where(and(eq(oauthCodes.id, tokenHash(asked.code)), eq(oauthCodes.appId, app.id)))
      .returning();
    if (!code || code.expiresAt < instance.clock() || code.redirectUri !== asked.redirectUri) return null;
    // A program without a secret shows by its verifier that it is the one that asked.
    if (code.challenge === null && asked.needsVerifier) return null;
    if (code.challenge !== null && !sameText(code.challenge, challengeOf(asked.verifier))) return null;
    const row = await issue(instance, tx, token, { appId: app.id, accountId: code.accountId, scopes: code.scopes });
    return { token, row };
  });
}

export const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

/** A token for the program itself (`client_credentials`): it reads what everybody may. */
export async function appToken(instance: Instance, app: OauthApp, scopes: string[]) {
  const token = newToken();
  const asked = { appId: app.id, accountId: null, scopes: within(scopes, app.scopes) ? scopes : app.scopes };
  return { token, row: await write(instance, (tx) => issue(instance, tx, token, asked)) };
}

/** A token that a member makes for a program of their own. Throws Invalid. Gives its text, which is told once. */
export async function personalToken(
  instance: Instance,
  accountId: string,
  name: string,
  scopes: string[] | null,
): Promise<string> {
  if (!name.trim() || name.length > 60) throw new Invalid({ name: 'form.required' });
  if (!scopes?.length) throw new Invalid({ scopes: 'form.required' });
  const token = newToken();
  await write(instance, (tx) => issue(instance, tx, token, { appId: null, accountId, scopes, name: name.trim() }));
  return token;
}

async function issue(
  instance: Instance,
  tx: Tx,
  token: string,
  row: Pick<AccessToken, 'appId' | 'accountId' | 'scopes'> & { name?: string },
): Promise<AccessToken> {
  const [made] = await tx
    .insert(accessTokens)
    .values({ ...row, hash: tokenHash(token), createdAt: instance.clock() })
    .returning();
  return made!;
}

/** Whom a token stands for; null when it opens nothing (any more): revoked, or its member may not sign in. */
export async function grantOf(instance: Instance, text: string): Promise<Grant | null> {
  const [found] = await instance.db
    .select({ token: accessTokens, member: members })
    .from(accessTokens)
    .leftJoin(members, and(eq(members.accountId, accessTokens.accountId), eq(members.state, 'active')))
    .where(eq(accessTokens.hash, tokenHash(text)));
  if (!found || (found.token.accountId !== null && !found.member)) return null;
  const now = instance.clock();
  if ((found.token.usedAt ?? 0) < now - hourMs)
    await write(instance, (tx) =>
      tx
        .update(accessTokens)
        .set({ usedAt: now })
        .where(and(eq(accessTokens.id, found.token.id), or(isNull(accessTokens.usedAt), lt(accessTokens.usedAt, now)))),
    ).catch(() => {});
  return found;
}

/** Which of these tokens still stand for somebody who may sign in. */
export async function heldTokens(instance: Instance, ids: number[]): Promise<Set<number>> {
  const held = new Set<number>();
  for (let from = 0; from < ids.length; from += 400) {
    const rows = await instance.db
      .select({ id: accessTokens.id })
      .from(accessTokens)
      .innerJoin(members, and(eq(members.accountId, accessTokens.accountId), eq(members.state, 'active')))
      .where(inArray(accessTokens.id, ids.slice(from, from + 400)));
    for (const { id } of rows) held.add(id);
  }
  return held;
}

export const allows = (grant: Grant, scope: string): boolean => covers(grant.token.scopes, scope);

/** Ends a token by its text; only the program it was given to may (RFC 7009). */
export const revokeToken = (instance: Instance, app: OauthApp, text: string) =>
  write(instance, (tx) =>
    tx.delete(accessTokens).where(and(eq(accessTokens.hash, tokenHash(text)), eq(accessTokens.appId, app.id))),
  );

/** A program that a member has let in, or a token of their own making. */
export interface AppLine {
  id: number;
  name: string;
  website: string | null;
  own: boolean;
  scopes: string[];
  createdAt: number;
  usedAt: number | null;
}

export async function tokensOf(instance: Instance, accountId: string): Promise<AppLine[]> {
  const rows = await instance.db
    .select()
    .from(accessTokens)
    .where(eq(accessTokens.accountId, accountId))
    .orderBy(desc(accessTokens.id))
    .limit(200);
  const apps = new Map(
    (
      await appsByIds(
        instance,
        rows.flatMap((row) => row.appId ?? []),
      )
    ).map((app) => [app.id, app]),
  );
  return rows.map((row) => {
    const app = row.appId ? apps.get(row.appId) : undefined;
    const { id, scopes, createdAt, usedAt } = row;
    return { id, name: app?.name ?? row.name, website: app?.website ?? null, own: !app, scopes, createdAt, usedAt };
  });
}

/** A member ends one of their own (S54). False when it is not theirs, or no longer there. */
export const endToken = (instance: Instance, accountId: string, id: number): Promise<boolean> =>
  write(instance, async (tx) => {
    const gone = await tx
      .delete(accessTokens)
      .where(and(eq(accessTokens.id, id), eq(accessTokens.accountId, accountId)))
      .returning({ id: accessTokens.id });
    return gone.length > 0;
  });
