import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether Debian's `toot` is here; throws when REQUIRE_TOOT=1 and it is not. */
function hasToot(): boolean {
  const found = spawnSync('toot', ['env'], { encoding: 'utf8' }).status === 0;
  if (!found && process.env.REQUIRE_TOOT === '1') throw new Error('REQUIRE_TOOT=1, but toot was not found');
  return found;
}

/** `test` where toot is installed, else `test.skip`. */
export function needsToot<T extends { skip: (...args: any[]) => void }>(test: T): T | T['skip'] {
  return hasToot() ? test : test.skip;
}

export interface Toot {
  /** Runs a command; gives what it prints. Throws when it fails. */
  run(...args: string[]): Promise<string>;
  /** `toot login`, with a person at the keyboard: `consent` opens the address it prints and gives the code shown there. */
  signIn(instance: string, consent: (address: string) => Promise<string>): Promise<string>;
  stop(): void;
}

/** The program as somebody installs it, with a configuration of its own. */
export function createToot(): Toot {
  const folder = mkdtempSync(join(tmpdir(), 'maillon-toot-'));
  const env = { PATH: process.env.PATH, XDG_CONFIG_HOME: folder, PYTHONUNBUFFERED: '1', PYTHONIOENCODING: 'utf-8' };
  const start = (args: string[]) => {
    const child = spawn('toot', [...args, '--no-color'], { env, timeout: 60_000 });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (more) => (text += more));
    const ended = new Promise<string>((done, fail) => {
      child.on('error', fail);
      child.on('close', (code) =>
        code === 0 ? done(text) : fail(new Error(`toot ${args.join(' ')} ended with ${code}: ${text}`)),
      );
    });
    return { child, ended, heard: () => text };
  };
  return {
    run: (...args) => {
      const { child, ended } = start(args);
      child.stdin.end();
      return ended;
    },
    signIn: async (instance, consent) => {
      const { child, ended, heard } = start(['login', '--instance', instance, '--disable-https']);
      const address = await new Promise<string>((done, fail) => {
        const look = () => {
          const [found] = /http:\S+\/oauth\/authorize\S+(?=\n)/.exec(heard()) ?? [];
          if (found) done(found);
        };
        child.stdout.on('data', look);
        ended.then(look, fail);
      });
      child.stdin.write('n\n');
      child.stdin.end(`${await consent(address)}\n`);
      return ended;
    },
    stop: () => rmSync(folder, { recursive: true, force: true }),
  };
}
