import { timingSafeEqual } from 'node:crypto';
import { accessTokens, oauthCodes } from '../accounts/token-tables.ts';
import type { Instance } from '../instance.ts';
import { and, eq, inArray, lt, notExists, sql } from '../platform/columns.ts';
import { Invalid } from '../platform/refusal.ts';
import { newToken, tokenHash } from '../platform/tokens.ts';
import { write } from '../platform/write.ts';
import { oauthApps } from './tables.ts';

export type OauthApp = typeof oauthApps.$inferSelect;

/** The code is shown for copying instead of being sent anywhere. */
export const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';
const limits = { name: 120, website: 500, uris: 10, uri: 2000 };

export const sameText = (one: string, other: string) => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Schemes that would run something, or read a file, in the browser that is sent there. */
const refused = /^(javascript|data|vbscript|file|blob|about|filesystem):/i;

const redirectFault = (uri: string): boolean =>
  uri !== outOfBand && (uri.length > limits.uri || refused.test(uri) || !URL.canParse(uri) || /[\s#]/.test(uri));

/** Makes a program known. Throws Invalid; the secret is told once and kept as its hash. */
export async function registerApp(
  instance: Instance,
  asked: { name: string; website: string; redirectUris: string[]; scopes: string[] | null },
): Promise<{ app: OauthApp; secret: string }> {
  const { redirectUris, scopes } = asked;
  const name = asked.name.trim();
  const website = asked.website.trim();
  if (!name || name.length > limits.name) throw new Invalid({ client_name: 'form.required' });
  if (!redirectUris.length || redirectUris.length > limits.uris || redirectUris.some(redirectFault))
    throw new Invalid({ redirect_uris: 'form.required' });
  if (website && (website.length > limits.website || !/^https?:\/\//i.test(website) || !URL.canParse(website)))
    throw new Invalid({ website: 'form.required' });
  if (!scopes) throw new Invalid({ scopes: 'form.required' });
  const secret = newToken();
  const app: OauthApp = {
    id: instance.ids(),
    clientId: newToken(),
    secretHash: tokenHash(secret),
    name,
    website: website || null,
    redirectUris,
    scopes,
    createdAt: instance.clock(),
  };
  await write(instance, (tx) => tx.insert(oauthApps).values(app));
  return { app, secret };
}

export async function appByClientId(instance: Instance, clientId: string): Promise<OauthApp | null> {
  const [app] = await instance.db.select().from(oauthApps).where(eq(oauthApps.clientId, clientId));
  return app ?? null;
}

export const appsByIds = (instance: Instance, ids: string[]): Promise<OauthApp[]> =>
  ids.length ? instance.db.select().from(oauthApps).where(inArray(oauthApps.id, ids)) : Promise.resolve([]);

const unusedMs = 30 * 86_400_000;

/** Forgets codes whose time is over, and programs that nobody let in within a month. Daily. */
export async function purgeOauth(instance: Instance): Promise<void> {
  const now = instance.clock();
  await write(instance, (tx) => tx.delete(oauthCodes).where(lt(oauthCodes.expiresAt, now)));
  await write(instance, (tx) =>
    tx
      .delete(oauthApps)
      .where(
        and(
          lt(oauthApps.createdAt, now - unusedMs),
          notExists(tx.select({ one: sql`1` }).from(accessTokens).where(eq(accessTokens.appId, oauthApps.id))),
        ),
      ),
  );
}
