import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ipaddr from 'ipaddr.js';

/** `sqlite` unless DATABASE_URL names PostgreSQL. Fixed for the life of the process: the tables are built from it. */
export const dialect: 'sqlite' | 'postgres' = /^postgres(ql)?:/.test(process.env.DATABASE_URL ?? '')
  ? 'postgres'
  : 'sqlite';

export type Role = 'web' | 'worker';
export type FederationMode = 'open' | 'allowlist' | 'closed';
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export interface Config {
  port: number;
  /** Public address without a trailing slash, e.g. `https://social.univ.example`. */
  origin: string;
  dataDir: string;
  databaseUrl: string | null;
  /** At least 32 bytes of entropy as text; actor keys are encrypted with it. */
  secretKey: string;
  roles: ReadonlySet<Role>;
  federationMode: FederationMode;
  /** Addresses of the proxies in front (CIDR); empty: `X-Forwarded-*` is ignored. */
  trustProxy: string[];
  /** CIDRs that the guarded client may reach although they are not public. */
  allowPrivateAddresses: string[];
  logLevel: (typeof logLevels)[number];
  /** `smtp://…` or `smtps://…`; null: mails are written to the log as « not sent » and functions that need mail say so. */
  smtpUrl: string | null;
  mailFrom: string;
  /** What `GET /metrics` is shown for; null: to this machine alone. */
  metricsToken: string | null;
  /** The program that prepares audio and video, with `ffprobe` beside it; null: both are refused in words. */
  ffmpeg: string | null;
}

/** Every setting, for the README's table (a test holds the two together). */
export const settings = [
  'PORT',
  'ORIGIN',
  'DATA_DIR',
  'DATABASE_URL',
  'SECRET_KEY',
  'ROLES',
  'FEDERATION_MODE',
  'TRUST_PROXY',
  'ALLOW_PRIVATE_ADDRESSES',
  'LOG_LEVEL',
  'SMTP_URL',
  'MAIL_FROM',
  'METRICS_TOKEN',
  'FFMPEG',
] as const;

/** All faults of the configuration, one sentence each; the start prints them and stops. */
export class ConfigurationFault extends Error {
  readonly faults: string[];
  constructor(faults: string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

type Environment = Record<string, string | undefined>;

/** Reads `.env` of the working folder, then the environment. Throws {@link ConfigurationFault}. */
export function readConfig(environment?: Environment): Config {
  if (!environment && existsSync('.env')) process.loadEnvFile('.env');
  return parseConfig(environment ?? process.env);
}

/** Turns environment variables into a {@link Config}; creates DATA_DIR and, once, its `secret.key`. */
export function parseConfig(env: Environment): Config {
  const faults: string[] = [];
  const port = readPort(env.PORT, faults);
  const origin = readOrigin(env.ORIGIN ?? `http://localhost:${port}`, faults);
  const roles = readRoles(env.ROLES, faults);
  const federationMode = oneOf(
    'FEDERATION_MODE',
    env.FEDERATION_MODE ?? 'open',
    ['open', 'allowlist', 'closed'],
    faults,
  );
  const logLevel = oneOf('LOG_LEVEL', env.LOG_LEVEL ?? 'info', logLevels, faults);
  const trustProxy = readCidrs('TRUST_PROXY', env.TRUST_PROXY, faults);
  const allowPrivateAddresses = readCidrs('ALLOW_PRIVATE_ADDRESSES', env.ALLOW_PRIVATE_ADDRESSES, faults);
  const databaseUrl = readUrl('DATABASE_URL', env.DATABASE_URL, ['postgres:', 'postgresql:'], faults);
  const smtpUrl = readUrl('SMTP_URL', env.SMTP_URL, ['smtp:', 'smtps:'], faults);
  const ffmpeg = readFfmpeg(env.FFMPEG, faults);
  if (env.SECRET_KEY !== undefined && env.SECRET_KEY.length < 44)
    faults.push(
      'SECRET_KEY is too short: give at least 44 characters, for example the output of `openssl rand -base64 33`.',
    );
  if (faults.length) throw new ConfigurationFault(faults);

  const dataDir = resolve(env.DATA_DIR ?? './data');
  const host = new URL(origin).hostname;
  return {
    port,
    origin,
    dataDir,
    databaseUrl,
    secretKey: env.SECRET_KEY ?? secretFile(dataDir),
    roles,
    federationMode,
    trustProxy,
    allowPrivateAddresses,
    logLevel,
    smtpUrl,
    mailFrom: env.MAIL_FROM ?? `maillon@${host}`,
    metricsToken: env.METRICS_TOKEN || null,
    ffmpeg,
  };
}

function secretFile(dataDir: string): string {
  const path = join(dataDir, 'secret.key');
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if (!existsSync(path)) writeFileSync(path, randomBytes(33).toString('base64'), { mode: 0o600, flag: 'wx' });
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new ConfigurationFault([`DATA_DIR ${dataDir} cannot be written: ${(cause as Error).message}.`]);
  }
}

const ffmpegPlaces = ['/usr/bin/ffmpeg', '/usr/local/bin/ffmpeg', '/opt/homebrew/bin/ffmpeg'];

const hasProbe = (path: string) => existsSync(path) && existsSync(join(dirname(path), 'ffprobe'));
/** The first of the usual places that has it, or null. */
export const findFfmpeg = (): string | null => ffmpegPlaces.find(hasProbe) ?? null;

/** The one that is named, else the one that is found; `none` does without. */
function readFfmpeg(text: string | undefined, faults: string[]): string | null {
  if (!text) return findFfmpeg();
  if (text === 'none') return null;
  if (!hasProbe(resolve(text)))
    faults.push(`FFMPEG is "${text}": give the path of ffmpeg with ffprobe beside it, or none.`);
  return resolve(text);
}

function readPort(text = '3000', faults: string[]): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65536) return port;
  faults.push(`PORT is "${text}": give a number from 0 to 65535.`);
  return 3000;
}

function readOrigin(text: string, faults: string[]): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username)
    return url.origin;
  faults.push(`ORIGIN is "${text}": give the public address alone, for example https://social.univ.example.`);
  return 'http://localhost';
}

function readRoles(text = 'web,worker', faults: string[]): ReadonlySet<Role> {
  const roles = text.split(',').map((role) => role.trim());
  const unknown = roles.filter((role) => role !== 'web' && role !== 'worker');
  if (unknown.length) faults.push(`ROLES has "${unknown.join(', ')}": it takes web, worker, or both with a comma.`);
  return new Set(roles as Role[]);
}

function oneOf<T extends string>(name: string, text: string, values: readonly T[], faults: string[]): T {
  if ((values as readonly string[]).includes(text)) return text as T;
  faults.push(`${name} is "${text}": it takes ${values.join(', ')}.`);
  return values[0]!;
}

function readCidrs(name: string, text = '', faults: string[]): string[] {
  const ranges = text
    .split(',')
    .map((range) => range.trim())
    .filter(Boolean);
  const wrong = ranges.filter((range) => !ipaddr.isValid(range) && !ipaddr.isValidCIDR(range));
  if (wrong.length) faults.push(`${name} has "${wrong.join(', ')}": give addresses or ranges such as 10.0.0.0/8.`);
  return ranges.map((range) => (range.includes('/') ? range : `${range}/${range.includes(':') ? 128 : 32}`));
}

function readUrl(name: string, text: string | undefined, protocols: string[], faults: string[]): string | null {
  if (!text) return null;
  if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text;
  faults.push(`${name} is not an address of the kind ${protocols.map((p) => `${p}//…`).join(' or ')}.`);
  return null;
}
