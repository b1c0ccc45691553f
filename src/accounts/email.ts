/** One plain address (addr-spec of RFC 5321 without quotes, comments, groups): what is wrong, or null (S115). */
export function emailFault(address: string): string | null {
  if (address.length > 254 || !/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(address))
    return 'email.form';
  return address.includes('..') || address.startsWith('.') ? 'email.form' : null;
}

export const emailDomain = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Two writings of one mailbox must not make two accounts. */
export const emailKey = (address: string) => address.trim().toLowerCase();
