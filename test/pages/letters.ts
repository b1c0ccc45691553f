import { startSmtpSink } from '../support/smtp-sink.ts';

/** Letters that a task's instance writes, and the links in them: `task(name, work, letters.mail)`. */
export function keepLetters() {
  const sinks: Awaited<ReturnType<typeof startSmtpSink>>[] = [];
  return {
    mail: {
      env: async () => {
        sinks.push(await startSmtpSink());
        return { SMTP_URL: sinks.at(-1)!.url };
      },
      end: async () => void (await sinks.pop()?.close()),
    },
    /** The link in the letter that was written to this address. */
    async linkTo(address: string, kind: RegExp): Promise<string> {
      for (let tries = 0; tries < 200; tries++) {
        const letter = sinks.at(-1)!.letters.find(({ to }) => to.includes(address));
        const link = letter && kind.exec(letter.source.replace(/=\r?\n/g, '').replaceAll('=3D', '='))?.[0];
        if (link) return link;
        await new Promise((next) => setTimeout(next, 25));
      }
      throw new Error(`no letter to ${address}`);
    },
  };
}
