import { isPlainAddress } from '../platform/mail.ts';

/** What is wrong with an e-mail address, as a translation key, or null (S115). */
export const emailFault = (address: string): string | null => (isPlainAddress(address) ? null : 'email.form');

export const emailDomain = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Two writings of one mailbox must not make two accounts. */
export const emailKey = (address: string) => address.trim().toLowerCase();
