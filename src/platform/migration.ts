import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// npm run migration -- name: writes the step from the tables as they were to the tables as they are, for both databases.
const name = process.argv[2];
if (!name || !/^[a-z0-9-]+$/.test(name)) {
  console.error('Give the migration a name in lower case, for example: npm run migration -- add-bookmarks');
  process.exit(1);
}
const kit = join(import.meta.dirname, '../../node_modules/.bin/drizzle-kit');
for (const [dialect, url] of [
  ['sqlite', ''],
  ['postgresql', 'postgres://generate'],
] as const) {
  const folder = dialect === 'sqlite' ? 'sqlite' : 'postgres';
  const options = [
    'generate',
    `--dialect=${dialect}`,
    '--schema=./src/*/*tables.ts',
    `--out=./migrations/${folder}`,
    `--name=${name}`,
  ];
  const { status } = spawnSync(kit, options, { stdio: 'inherit', env: { ...process.env, DATABASE_URL: url } });
  if (status) process.exit(status);
}
