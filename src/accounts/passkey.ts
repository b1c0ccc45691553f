import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Instance } from '../instance.ts';
import { and, count, desc, eq, gt, isNull, lt } from '../platform/columns.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { tokenHash } from '../platform/tokens.ts';
import { write } from '../platform/write.ts';
import type { Account } from './account.ts';
import { organisationOf } from './organisation.ts';
import { challenges, passkeys } from './sign-in-tables.ts';

const challengeLifeMs = 5 * 60_000;
const mostPasskeys = 20;
const longestName = 60;
const longestAnswer = 20_000;

const library = () => import('@simplewebauthn/server');
/** Whom keys are for: the host, without its port, as WebAuthn names a relying party. */
const rpID = ({ config }: Instance) => new URL(config.origin).hostname;

/** The member's keys, newest first. */
export const passkeysOf = (instance: Instance, accountId: string) =>
  instance.db.select().from(passkeys).where(eq(passkeys.accountId, accountId)).orderBy(desc(passkeys.createdAt));

/** What the browser is asked for to make a key of this account (WebAuthn §5.4); its challenge counts once. */
export async function askForPasskey(instance: Instance, account: Account) {
  const { generateRegistrationOptions } = await library();
  const known = await passkeysOf(instance, account.id);
  const options = await generateRegistrationOptions({
    rpName: (await organisationOf(instance))?.name ?? 'Maillon',
    rpID: rpID(instance),
    userID: new Uint8Array(Buffer.from(account.id)),
    userName: account.name,
    userDisplayName: account.displayName,
    attestationType: 'none',
    excludeCredentials: known.map(({ id }) => ({ id })),
    // The key alone opens the account: it has to be found without a name, and to know its owner.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keepChallenge(instance, options.challenge, account.id);
  return options;
}

/** Keeps the key that the browser made; throws Invalid (`name`, `present`) when it is none that was asked for. */
export async function keepPasskey(instance: Instance, accountId: string, answer: string, name: string): Promise<void> {
  const wanted = checkedName(name);
  const { verifyRegistrationResponse } = await library();
  const verified = await verifyRegistrationResponse({
    response: parse(answer) as RegistrationResponseJSON,
    expectedChallenge: (challenge) => takeChallenge(instance, challenge, accountId),
    expectedOrigin: instance.config.origin,
    expectedRPID: rpID(instance),
    requireUserVerification: true,
  }).catch(() => null);
  if (!verified?.verified) throw new Invalid({ present: 'passkey.failed' });
  const { credential } = verified.registrationInfo;
  await write(instance, async (tx) => {
    const [own] = await tx.select({ n: count() }).from(passkeys).where(eq(passkeys.accountId, accountId));
    if (own!.n >= mostPasskeys) throw new Invalid({ name: { key: 'form.tooMany', args: { most: mostPasskeys } } });
    const kept = await tx
      .insert(passkeys)
      .values({
        id: credential.id,
        accountId,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: credential.transports ?? [],
        name: wanted,
        createdAt: instance.clock(),
      })
      .onConflictDoNothing()
      .returning({ id: passkeys.id });
    if (!kept.length) throw new Invalid({ present: 'passkey.failed' });
  });
}

/** One's own key goes; 404 for anybody else's (S54). */
export const removePasskey = (instance: Instance, accountId: string, id: string): Promise<void> =>
  write(instance, async (tx) => {
    const gone = await tx
      .delete(passkeys)
      .where(and(eq(passkeys.id, id), eq(passkeys.accountId, accountId)))
      .returning({ id: passkeys.id });
    if (!gone.length) throw notFound();
  });

/** Another name for one's own key; throws Invalid (`name`), or 404 for anybody else's. */
export async function renamePasskey(instance: Instance, accountId: string, id: string, name: string): Promise<void> {
  const wanted = checkedName(name);
  const changed = await write(instance, (tx) =>
    tx
      .update(passkeys)
      .set({ name: wanted })
      .where(and(eq(passkeys.id, id), eq(passkeys.accountId, accountId)))
      .returning({ id: passkeys.id }),
  );
  if (!changed.length) throw notFound();
}

function checkedName(name: string): string {
  const wanted = name.trim();
  if (!wanted) throw new Invalid({ name: 'form.required' });
  if ([...wanted].length > longestName)
    throw new Invalid({ name: { key: 'form.tooLong', args: { most: longestName } } });
  return wanted;
}

/** What the browser is asked for at the sign-in, whoever it is (WebAuthn §5.5). */
export async function askForSignIn(instance: Instance) {
  const { generateAuthenticationOptions } = await library();
  const options = await generateAuthenticationOptions({ rpID: rpID(instance), userVerification: 'required' });
  await keepChallenge(instance, options.challenge, null);
  return options;
}

/** Whose key has answered a challenge of ours; null for any other answer (S114). */
export async function passkeyOwner(instance: Instance, answer: string): Promise<string | null> {
  const response = parse(answer) as AuthenticationResponseJSON | null;
  if (typeof response?.id !== 'string') return null;
  const [key] = await instance.db.select().from(passkeys).where(eq(passkeys.id, response.id));
  if (!key) return null;
  const { verifyAuthenticationResponse } = await library();
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) => takeChallenge(instance, challenge, null),
    expectedOrigin: instance.config.origin,
    expectedRPID: rpID(instance),
    credential: {
      id: key.id,
      publicKey: new Uint8Array(Buffer.from(key.publicKey, 'base64url')),
      counter: key.counter,
      transports: key.transports as AuthenticatorTransport[],
    },
    requireUserVerification: true,
  }).catch(() => null);
  if (!verified?.verified) return null;
  const counter = verified.authenticationInfo.newCounter;
  await write(instance, (tx) =>
    tx.update(passkeys).set({ counter, usedAt: instance.clock() }).where(eq(passkeys.id, key.id)),
  );
  return key.accountId;
}

const keepChallenge = (instance: Instance, challenge: string, accountId: string | null) =>
  write(instance, (tx) =>
    tx
      .insert(challenges)
      .values({ id: tokenHash(challenge), accountId, expiresAt: instance.clock() + challengeLifeMs }),
  );

/** A challenge of ours, for this account, not answered yet: it is gone with this look. */
async function takeChallenge(instance: Instance, challenge: string, accountId: string | null): Promise<boolean> {
  const taken = await write(instance, (tx) =>
    tx
      .delete(challenges)
      .where(
        and(
          eq(challenges.id, tokenHash(challenge)),
          accountId === null ? isNull(challenges.accountId) : eq(challenges.accountId, accountId),
          gt(challenges.expiresAt, instance.clock()),
        ),
      )
      .returning({ id: challenges.id }),
  );
  return taken.length > 0;
}

export const purgeChallenges = (instance: Instance) =>
  write(instance, (tx) => tx.delete(challenges).where(lt(challenges.expiresAt, instance.clock())));

function parse(answer: string): unknown {
  if (answer.length > longestAnswer) return null;
  try {
    return JSON.parse(answer);
  } catch {
    return null;
  }
}
