import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, accountByHandle } from '../../src/accounts/account.ts';
import { addMember } from '../../src/accounts/add-member.ts';
import { setUp } from '../../src/accounts/setup.ts';
import { dialect, parseConfig } from '../../src/config.ts';
import { cast, password } from '../../src/demo/cast.ts';
import { closeInstance, createInstance, type Instance } from '../../src/instance.ts';
import { followEvents, type Subscriber } from '../../src/platform/events-log.ts';
import { hashPassword } from '../../src/platform/password.ts';
import { createDatabase } from './postgres.ts';

let hash: Promise<string> | undefined;
const passwordHash = () => {
  hash ??= hashPassword(password);
  return hash;
};

export interface World {
  instance: Instance;
  /** An account of the instance by name. */
  account(name: string): Promise<Account>;
  /** Makes the subscribers hear everything that has happened. */
  hear(subscribers: Subscriber[]): Promise<void>;
  stop(): Promise<void>;
}

/** An instance of its own, set up as the university of the cast, with all its members; no server is listening. */
export async function startWorld(env: Record<string, string> = {}, own: { clock?: () => number } = {}): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'maillon-'));
  const databaseUrl = dialect === 'postgres' ? await createDatabase() : null;
  const config = parseConfig({
    ORIGIN: 'http://valombre.localhost:3001',
    DATA_DIR: dataDir,
    LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
    ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8,::1',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    ...env,
  });
  const instance = await createInstance(config, own);
  const university = cast[0]!;
  const [first, ...others] = university.members;
  await setUp(instance, {
    ...university,
    signUp: 'invitation',
    emailDomains: [],
    administrator: {
      name: first!.name,
      displayName: first!.displayName,
      email: `${first!.name}@valombre.example`,
      password,
    },
  });
  for (const member of others)
    await addMember(instance, {
      ...member,
      email: `${member.name}@valombre.example`,
      passwordHash: await passwordHash(),
    });
  return {
    instance,
    account: async (name) => (await accountByHandle(instance, name))!,
    hear: async (subscribers) => {
      const following = followEvents(instance, subscribers);
      await following.settled();
      await following.stop();
    },
    stop: async () => {
      await closeInstance(instance);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
