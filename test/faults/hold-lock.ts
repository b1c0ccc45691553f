import { createRequire } from 'node:module';

// Another process that holds the write lock of a database file: `hold-lock.ts FILE MILLISECONDS`.
const Database = createRequire(import.meta.url)('better-sqlite3') as typeof import('better-sqlite3');
const [file, ms] = process.argv.slice(2);
const database = new Database(file!, { timeout: 5000 });
database.exec('BEGIN IMMEDIATE');
process.stdout.write('held\n');
setTimeout(() => {
  database.exec('ROLLBACK');
  database.close();
}, Number(ms));
