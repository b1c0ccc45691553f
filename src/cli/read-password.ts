import { createInterface } from 'node:readline';

/** The first line of standard input; asked for on standard error when a person is at the keyboard. */
export async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password: ');
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    lines.close();
    return line;
  }
  throw new Error('Give the password on standard input.');
}
