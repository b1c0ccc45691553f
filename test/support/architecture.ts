import { dirname, join } from 'node:path';

/** One import of a file: what it names, and whether the types alone are taken (erased when it runs). */
export interface Import {
  from: string;
  typesOnly: boolean;
}

const importPattern =
  /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{][^'";]*?\sfrom\s+)?'([^']+)'|\b(?:import|require(?:\.resolve)?)\(\s*'([^']+)'/gm;

/** Static, dynamic and required imports of a source text; `import('x').Y` in a type counts as a type. */
export function importsOf(source: string): Import[] {
  return [...source.matchAll(importPattern)].map((match) => {
    const end = match.index + match[0].length;
    const inType = match[3] !== undefined && /^[^\n]*[:<|&=]\s*(typeof\s+)?$/.test(lineBefore(source, match.index));
    const asType = match[3] !== undefined && /^\)\s*(\.[A-Z]|as typeof)/.test(source.slice(end));
    return { from: match[2] ?? match[3]!, typesOnly: Boolean(match[1]) || (inType && asType) };
  });
}

const lineBefore = (source: string, at: number) => source.slice(source.lastIndexOf('\n', at - 1) + 1, at);

/** Rooms from the ground up; those of one line do not know each other, except in the last, where they go in order. */
const storeys = [
  ['platform'],
  ['accounts'],
  ['partners'],
  ['communities'],
  ['media'],
  ['posts'],
  ['documents', 'campaigns', 'chat', 'opportunities', 'directory'],
  ['notifications', 'search', 'moderation'],
  ['web'],
  ['federation'],
  ['data'],
  ['oauth'],
  ['mastodon'],
  ['admin'],
  ['subscribers.ts', 'housekeeping.ts', 'health.ts'],
  ['app.ts'],
  ['start.ts'],
  ['demo', 'cli'],
  ['server.ts', 'cli.ts'],
];
/** Files at the root of src that stand under all rooms, or give all of them types. */
const ground = ['config.ts', 'version.ts'];
const readsEnvironment = ['src/config.ts', 'src/platform/migration.ts'];
const typesForAll = ['instance.ts', 'events.ts'];
const storeyOf = (room: string) => storeys.findIndex((rooms) => rooms.includes(room));

/** First folder under src/, or the name of a file at its root. */
const roomOf = (path: string) => path.split('/')[1]!;
const isRoute = (path: string) => /(^|[-/])(routes|live|mail)\.ts$/.test(path);
const speaksHttp = (path: string) =>
  isRoute(path) ||
  ['web', 'federation', 'oauth', 'mastodon', 'admin', 'app.ts', 'health.ts', 'server.ts'].includes(roomOf(path));

/** Packages that only some files may import. */
const packageRules: { name: RegExp; allowed: (path: string) => boolean; typesToo: boolean }[] = [
  { name: /^express$/, allowed: speaksHttp, typesToo: true },
  { name: /^@fedify\//, allowed: (path) => roomOf(path) === 'federation', typesToo: true },
  { name: /^pino$/, allowed: (path) => path === 'src/platform/log.ts', typesToo: true },
  {
    name: /^drizzle-orm/,
    allowed: (path) => /^src\/platform\/(columns|database|migration)[\w-]*\.ts$/.test(path),
    typesToo: true,
  },
  {
    name: /^(better-sqlite3|pg)$/,
    allowed: (path) => /^src\/platform\/(database|migration|backup|live)[\w-]*\.ts$/.test(path),
    typesToo: false,
  },
  { name: /^sharp$/, allowed: (path) => path === 'src/platform/image-worker.ts', typesToo: false },
  { name: /^sanitize-html$/, allowed: (path) => path === 'src/platform/sanitise.ts', typesToo: false },
  { name: /^nodemailer$/, allowed: (path) => path === 'src/platform/mail.ts', typesToo: false },
  {
    name: /^(undici|node:https|node:tls|node:net)$/,
    allowed: (path) => /^src\/platform\/http-[\w-]+\.ts$/.test(path),
    typesToo: false,
  },
];

/**
 * What a file of src/, views/ or test/ does against architecture.md, one sentence each.
 * `path` is relative to the project, with forward slashes.
 */
export function breachesOf(path: string, source: string): string[] {
  const breaches: string[] = [];
  const say = (text: string) => void breaches.push(`${path}: ${text}`);
  const imports = importsOf(source);
  const lines = source.split('\n').length - 1;
  const code = source.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');

  if (lines > 300) say(`has ${lines} lines, 300 is the most`);
  if (/(^|[-/])(utils?|managers?|services?|helpers?|index)[.\w-]*\.ts$/.test(path)) say('has a name that says nothing');
  if (/[A-Z_]/.test(path.split('/').at(-1)!)) say('is not named in kebab-case');
  if (/^export\s+\*/m.test(code)) say('is a barrel (`export *`)');
  if (path.startsWith('test/')) return breaches;

  if (code.trim() && !code.replace(/export\s+(type\s+)?\{[^}]*\}\s*from\s*'[^']*';?/g, '').trim()) say('is a barrel');
  if (/^export\s+default\b/m.test(code)) say('has a default export');
  if (/\bprocess\.env\b/.test(code) && !readsEnvironment.includes(path))
    say('reads process.env, which only config.ts does');
  if (/(?<![.\w])fetch\(/.test(code) && !/\bfetch\s*[:(,}][^\n]*=>|function fetch\(/.test(code))
    say('calls fetch: only the guarded client leaves the server');

  for (const { from, typesOnly } of imports) {
    const local = from.startsWith('.') ? join(dirname(path), from) : null;
    if (!local) {
      for (const rule of packageRules)
        if (rule.name.test(from) && !rule.allowed(path) && (rule.typesToo || !typesOnly)) say(`imports ${from}`);
      if (path.startsWith('views/') && !typesOnly) say(`imports ${from}: views import types only`);
    } else if (path.startsWith('views/')) {
      if (!local.startsWith('views/') && !typesOnly) say(`imports ${local}: views import types only`);
    } else breaches.push(...climbs(path, local, typesOnly));
  }
  return breaches;
}

/** Imports point down: from a file of src to a lower room, or to views where pages are made. */
function climbs(path: string, target: string, typesOnly: boolean): string[] {
  const wrong = [`${path}: imports ${target}, which does not stand below it`];
  if (target.startsWith('views/')) return speaksHttp(path) || isRoute(path) ? [] : wrong;
  if (!target.startsWith('src/')) return target.endsWith('.json') ? [] : wrong;
  const from = roomOf(path);
  const to = roomOf(target);
  if (from === to || ground.includes(to)) return [];
  // The shapes that pages show hold no code.
  if (typesOnly && target.endsWith('/view.ts')) return [];
  if (typesForAll.includes(to)) return typesOnly || storeyOf(from) >= storeyOf('web') || isRoute(path) ? [] : wrong;
  if (typesForAll.includes(from)) return typesOnly || to === 'platform' ? [] : wrong;
  // Routes stand above all rooms' rules: a page may show what several rooms know.
  if (isRoute(path) && storeyOf(to) >= 0 && storeyOf(to) <= storeyOf('web')) return [];
  if (storeyOf(from) < 0) return [`${path}: ${from} has no place among the rooms`];
  return storeyOf(to) >= 0 && storeyOf(to) < storeyOf(from) ? [] : wrong;
}
