import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Stock {
  port: number;
  pid: number;
  /** Sends a command; gives how many activities its listener has handled so far. */
  ask(command: { start?: boolean; send?: { times: number; inboxes: string[] } }): Promise<number>;
  stop(): void;
}

/** Starts the baseline server in a process of its own. */
export async function startStock(): Promise<Stock> {
  const child = fork(join(import.meta.dirname, 'stock-server.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    port,
    pid: child.pid!,
    ask: async (command) => {
      child.send(command);
      const [{ handled }] = (await once(child, 'message')) as [{ handled: number }];
      return handled;
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
