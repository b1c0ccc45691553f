import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const root = '/usr/lib/postgresql';
const user = 'maillon';

/** A throw-away PostgreSQL on a loopback port; `url` names its maintenance database. */
export interface Cluster {
  url: string;
  stop(): void;
}

/** Folder of `initdb` and `postgres`, newest version first, or null where they are not installed. */
export function postgresPrograms(): string | null {
  if (!existsSync(root)) return null;
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb'))) ?? null;
}

/** Starts the cluster of one run, or gives null without the programs (throws then under REQUIRE_POSTGRES=1). */
export async function startCluster(): Promise<Cluster | null> {
  const bin = postgresPrograms();
  if (!bin) {
    if (process.env.REQUIRE_POSTGRES === '1') throw new Error(`REQUIRE_POSTGRES=1, but ${root} has no programs`);
    return null;
  }
  const folder = mkdtempSync(join(tmpdir(), 'maillon-postgres-'));
  const who = ordinaryUser();
  if (who) chownSync(folder, who.uid, who.gid);
  const data = join(folder, 'data');
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password);
  if (who) chownSync(passwordFile, who.uid, who.gid);
  chmodSync(passwordFile, 0o600);
  const port = await freePort();

  const initialise = [
    '-D',
    data,
    '-U',
    user,
    '-A',
    'scram-sha-256',
    '--pwfile',
    passwordFile,
    '-E',
    'UTF8',
    '--no-sync',
  ];
  execFileSync(join(bin, 'initdb'), [...initialise, '--locale=C.UTF-8'], { ...who, cwd: folder, stdio: 'pipe' });
  const options = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=200',
    'autovacuum=off',
  ];
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...options.flatMap((option) => ['-c', option])], {
    ...who,
    cwd: folder,
    stdio: 'ignore',
  });
  const stop = () => {
    server.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', stop);
  const url = `postgres://${user}:${password}@127.0.0.1:${port}/postgres`;
  await untilReady(url, server);
  return { url, stop };
}

/**
 * Makes a database beside the one of TEST_POSTGRES_URL and gives its URL; null when this run has no PostgreSQL.
 * `template` names a database to copy (25 ms), which nobody may be connected to.
 */
export async function createDatabase(
  template?: string,
  clusterUrl = process.env.TEST_POSTGRES_URL,
): Promise<string | null> {
  if (!clusterUrl) return null;
  const name = `t_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  try {
    await client.query(`create database ${name}${template ? ` template ${client.escapeIdentifier(template)}` : ''}`);
  } finally {
    await client.end();
  }
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** PostgreSQL refuses to run as root: then it is `postgres`, else `nobody`. */
function ordinaryUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error('PostgreSQL cannot run as root, and there is no user postgres or nobody');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function untilReady(connectionString: string, server: { exitCode: number | null }) {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (server.exitCode !== null) throw new Error(`postgres exited with ${server.exitCode}`);
    const client = new pg.Client({ connectionString });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await client.end().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('PostgreSQL did not answer within 10 s');
}
