import { access, constants, statfs } from 'node:fs/promises';
import { organisationOf } from '../accounts/organisation.ts';
import { checkOrigin } from '../accounts/setup.ts';
import type { Config } from '../config.ts';
import { medianSkew } from '../federation/hosts.ts';
import { openSealedKeys } from '../federation/local-keys.ts';
import { closeInstance, createInstance, type Instance } from '../instance.ts';
import { checkDatabase } from '../platform/database-check.ts';
import { createHttpClient } from '../platform/http-client.ts';
import { queueState } from '../platform/jobs.ts';
import { version } from '../version.ts';

/** What is wrong, in one sentence that says what to do; null when all is well. */
type Fault = string | null;
const anywhere = ['0.0.0.0/0', '::/0'];

/** `maillon doctor`: looks at everything an instance lives from, and says one line for each. */
export async function doctor(config: Config): Promise<void> {
  let faults = 0;
  const check = async (name: string, look: () => Promise<Fault>) => {
    const fault = await look().catch((error: Error) => error.message);
    if (fault) faults += 1;
    console.log(`${fault ? '✘' : '✓'} ${name}${fault ? `: ${fault}` : ''}`);
  };
  await check('configuration', async () => configuration(config));
  await check('disk', () => disk(config));
  const instance = await createInstance({ ...config, logLevel: 'silent' }).catch((error: Error) => error);
  if (instance instanceof Error) await check('database', () => Promise.reject(instance));
  else
    try {
      await check('database', () => database(instance));
      await check('keys', () => keys(instance));
      await check('queue', () => queue(instance));
      await check('clock', () => clock(instance));
      await check('mail', () => mail(instance));
      await check('own address', () => ownAddress(config));
    } finally {
      await closeInstance(instance);
    }
  console.log(faults ? `${faults} to look at.` : 'All is well.');
  if (faults) process.exitCode = 1;
}

function configuration({ origin, trustProxy }: Config): Fault {
  const { protocol, hostname } = new URL(origin);
  const isLocal = /(^|\.)localhost$/.test(hostname);
  if (protocol !== 'https:' && !isLocal) return `ORIGIN is ${origin}: other servers need https.`;
  if (protocol === 'https:' && !trustProxy.length)
    return 'TRUST_PROXY is empty: behind a proxy all visitors count as one, so give its address.';
  return null;
}

async function disk({ dataDir }: Config): Promise<Fault> {
  await access(dataDir, constants.R_OK | constants.W_OK);
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  return free < 1e9 ? `only ${Math.round(free / 1e6)} MB are free in ${dataDir}: make room.` : null;
}

async function database(instance: Instance): Promise<Fault> {
  await checkOrigin(instance);
  if (!(await organisationOf(instance)))
    return 'no organisation yet: run maillon setup, or open the link that npm start prints.';
  const check = await checkDatabase(instance.config, instance.clock());
  return check && check.verdict !== 'ok' ? `it is damaged (${check.verdict}): restore the last backup.` : null;
}

const keys = async (instance: Instance): Promise<Fault> =>
  (await openSealedKeys(instance))
    ? null
    : 'SECRET_KEY does not open them: give back the one they were made with, or run maillon keys renew.';

async function queue(instance: Instance): Promise<Fault> {
  const { oldest, dead } = await queueState(instance.db);
  if (oldest !== null && instance.clock() - oldest > 86_400_000)
    return 'a job has waited for more than a day: is a process with the role worker running?';
  return dead ? `${dead} jobs were given up: see /admin/dead-letters.` : null;
}

async function clock(instance: Instance): Promise<Fault> {
  const skew = (await medianSkew(instance)) ?? 0;
  return Math.abs(skew) > 60_000
    ? `this machine is ${Math.round(Math.abs(skew) / 1000)} s ${skew < 0 ? 'ahead of' : 'behind'} other servers: set its clock.`
    : null;
}

async function mail(instance: Instance): Promise<Fault> {
  if (!instance.mail.configured) return 'SMTP_URL is not set: nothing is mailed.';
  await instance.mail.verify();
  return null;
}

/** Asks this instance what any stranger would, at its public address. */
async function ownAddress({ origin }: Config): Promise<Fault> {
  const http = createHttpClient({ allowPrivateAddresses: anywhere, userAgent: `Maillon/${version} (doctor)` });
  try {
    const { status } = await http.request(`${origin}/health`, { timeoutMs: 10_000 });
    if (status === 200) return null;
    return status === 503 ? 'the instance answers that it cannot write.' : `${origin}/health answers ${status}.`;
  } catch (error) {
    return `${origin} does not answer (${(error as Error).message}): is it running, and does the name lead here?`;
  } finally {
    await http.close();
  }
}
