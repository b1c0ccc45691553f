#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { parseArgs } from 'node:util';
import { ConfigurationFault, readConfig } from './config.ts';
import { createTranslate } from './platform/i18n.ts';
import { Invalid } from './platform/refusal.ts';

enableCompileCache?.();

const usage = `maillon setup --name NAME --handle HANDLE --admin NAME --email ADDRESS [--hue N] [--sentence TEXT] [--languages fr,en] [--sign-up invitation|domain|approval|open] [--domains a.example,b.example]
    makes the organisation and its administrator; the password is read from standard input
maillon user add NAME --email ADDRESS [--display-name TEXT] [--affiliation student|faculty|staff|employee|alum|affiliate] [--admin]
    opens an account; the password is read from standard input
maillon user reset-second-factor NAME
    lets somebody in again who has lost phone and recovery codes; ends their sessions
maillon invite [--uses N] [--days N]
    prints an invitation link
maillon token NAME [--scopes "read write follow push"] [--name TEXT]
    prints an access token for a program of a member's own
maillon reset NAME         prints a link that signs in once, for who has lost the password
maillon doctor             looks at configuration, disk, database, keys, queue, clock, mail and own address
maillon revoke [--since YYYY-MM-DD] [--notice FILE]
    after a leak: signs everybody out, ends the links under way, prints whom it concerns, writes to them
maillon identity NAME REASON
    prints who somebody was who has left, where the settings keep it; each time stands in the log
maillon purge              forgets now what is older than its time
maillon keys renew         makes new keys of all accounts when SECRET_KEY is lost; the server must be stopped
maillon report-check FILE  computes every figure of a campaign's exported report again, from its rows
maillon backup FILE        copies the whole instance: database, files, keys
maillon restore FILE       puts it back, into an empty DATA_DIR
maillon demo [--fresh]     three organisations on this machine that federate`;

const [command, ...rest] = process.argv.slice(2);
const commands: Record<string, (args: string[]) => Promise<void>> = {
  setup: async (args) => (await import('./cli/setup.ts')).setup(readConfig(), args),
  user: async (args) => (await import('./cli/user.ts')).user(readConfig(), args),
  invite: async (args) => (await import('./cli/invite.ts')).inviteCommand(readConfig(), args),
  token: async (args) => (await import('./cli/token.ts')).token(readConfig(), args),
  reset: async (args) => (await import('./cli/reset.ts')).reset(readConfig(), args),
  doctor: async () => (await import('./cli/doctor.ts')).doctor(readConfig()),
  revoke: async (args) => (await import('./cli/revoke.ts')).revoke(readConfig(), args),
  identity: async (args) => (await import('./cli/identity.ts')).identity(readConfig(), args),
  purge: async () => (await import('./cli/purge.ts')).purgeCommand(readConfig()),
  keys: async (args) => (await import('./cli/keys.ts')).keys(readConfig(), args),
  'report-check': async ([file]) => (await import('./cli/report-check.ts')).reportCheck(file),
  backup: async ([file]) => (await import('./cli/backup.ts')).backup(readConfig(), file),
  restore: async ([file]) => (await import('./cli/backup.ts')).restore(readConfig(), file),
  demo: async (args) => {
    const { values } = parseArgs({ args, options: { fresh: { type: 'boolean' }, port: { type: 'string' } } });
    const { runDemo } = await import('./demo/demo.ts');
    await runDemo({ fresh: values.fresh ?? false, port: Number(values.port ?? 3001), dataDir: readConfig().dataDir });
  },
};

const run = command ? commands[command] : undefined;
if (!run) {
  console.log(usage);
  process.exit(command && command !== 'help' && command !== '--help' ? 1 : 0);
}
await run(rest).catch((error) => {
  process.exitCode = 1;
  if (error instanceof ConfigurationFault) for (const fault of error.faults) console.error(fault);
  else if (error instanceof Invalid) {
    const t = createTranslate('en');
    for (const [field, { key, args }] of Object.entries(error.fields))
      console.error(`${field}: ${t.dynamic(key, args)}`);
  } else console.error((error as Error).message);
});
