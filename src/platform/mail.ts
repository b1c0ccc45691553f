import type { Transporter } from 'nodemailer';
import type { Config } from '../config.ts';

export interface Letter {
  /** One plain address, of one person. */
  to: string;
  subject: string;
  text: string;
  html?: string;
}

export interface Mail {
  /** SMTP_URL is set: what needs mail may offer itself. */
  configured: boolean;
  /** Resolves when the mail server has taken the letter. Throws {@link MailFault}. */
  send(letter: Letter): Promise<void>;
  /** Says hello to the mail server and signs in there, without a letter. Throws what it answers. */
  verify(): Promise<void>;
  close(): void;
}

/** A letter that was not taken. `permanent`: trying again is of no use. Holds no address (S120). */
export class MailFault extends Error {
  readonly permanent: boolean;
  readonly code: string;
  constructor(code: string, permanent: boolean) {
    super(`mail: ${code}`);
    this.code = code;
    this.permanent = permanent;
  }
}

const local = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const label = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const addrSpec = new RegExp(`^${local}(?:\\.${local})*@${label}(?:\\.${label})*$`);

/** One mailbox in the plain form of RFC 5321 §4.1.2: no quotes, comments, groups, lists, display names (S115). */
export const isPlainAddress = (address: string): boolean =>
  address.length <= 254 && address.indexOf('@') <= 64 && addrSpec.test(address);

/** The way out for letters; nodemailer loads with the first one. */
export function createMail(config: Pick<Config, 'smtpUrl' | 'mailFrom'>): Mail {
  let transport: Promise<Transporter> | null = null;
  const open = async () => {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      url: config.smtpUrl!,
      pool: true,
      maxConnections: 2,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    } as Parameters<typeof createTransport>[0]) as Transporter;
  };
  return {
    configured: config.smtpUrl !== null,
    async send(letter) {
      if (!isPlainAddress(letter.to)) throw new MailFault('address', true);
      if (!config.smtpUrl) throw new MailFault('SMTP_URL is not set', true);
      transport ??= open();
      try {
        await (await transport).sendMail(messageOf(letter, config.mailFrom));
      } catch (error) {
        const { code = 'unknown', responseCode = 0 } = error as { code?: string; responseCode?: number };
        throw new MailFault(`${code}${responseCode ? ` ${responseCode}` : ''}`, responseCode >= 500);
      }
    },
    async verify() {
      transport ??= open();
      await (await transport).verify();
    },
    close() {
      transport?.then((open) => open.close());
      transport = null;
    },
  };
}

/** Objects and an envelope of our own: nothing is left for an address parser to read otherwise (CVE-2026-125755). */
const messageOf = ({ to, subject, text, html }: Letter, from: string) => ({
  from: { name: '', address: from },
  to: { name: '', address: to },
  envelope: { from, to: [to] },
  subject: subject.replace(/[\x00-\x1f\x7f]+/g, ' '),
  text,
  html,
  headers: { 'Auto-Submitted': 'auto-generated' },
});
