import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { HttpFault } from './http-fault.ts';

type Range = ReturnType<typeof ipaddr.parseCIDR>;

/** Tells whether an address may be reached: anywhere public over https, anything inside the operator's own ranges. */
export interface AddressRule {
  /** Some private range is open, so plain http may be meant. */
  anyPrivate: boolean;
  /** Inside ALLOW_PRIVATE_ADDRESSES. */
  allowed: (address: string) => boolean;
  /** Ordinary global unicast (S26). */
  isPublic: (address: string) => boolean;
}

const globalUnicast6 = ipaddr.parseCIDR('2000::/3');

export function addressRule(allowPrivateAddresses: string[]): AddressRule {
  const ranges: Range[] = allowPrivateAddresses.map((range) => ipaddr.parseCIDR(range));
  // `process` turns ::ffff:10.0.0.1 into 10.0.0.1, so that a mapped address hides nothing.
  const parse = (address: string) => (ipaddr.isValid(address) ? ipaddr.process(address) : null);
  return {
    anyPrivate: ranges.length > 0,
    allowed: (address) => {
      const ip = parse(address);
      return ip !== null && ranges.some(([base, bits]) => base.kind() === ip.kind() && ip.match(base as never, bits));
    },
    isPublic: (address) => {
      const ip = parse(address);
      if (ip === null || ip.range() !== 'unicast') return false;
      return ip.kind() === 'ipv4' || ip.match(globalUnicast6 as never);
    },
  };
}

/** Gives the addresses of a name; a test hands in its own. */
export type Resolve = (hostname: string) => Promise<string[]>;

/** The machine's resolver, except that `localhost` and what ends with it is loopback without a question (RFC 6761 §6.3). */
export const systemResolve: Resolve = async (hostname) => {
  const name = hostname.replace(/\.$/, '').toLowerCase();
  if (name === 'localhost' || name.endsWith('.localhost')) return ['127.0.0.1', '::1'];
  return (await lookup(name, { all: true })).map((found) => found.address);
};

/**
 * The addresses to connect to, checked; throws {@link HttpFault} `scheme`, `port` or `address` when none may be used.
 * `hostname` may be a literal, with or without brackets.
 */
export async function permittedAddresses(
  target: { protocol: string; hostname: string; port: number },
  rule: AddressRule,
  resolve: Resolve,
): Promise<string[]> {
  const literal = target.hostname.replace(/^\[|\]$/g, '');
  const found = ipaddr.isValid(literal) ? [literal] : await resolve(literal);
  const allowed = found.filter(rule.allowed);
  if (allowed.length) return allowed;
  const open = found.filter(rule.isPublic);
  // One private answer among public ones is how rebinding begins: the whole name is refused.
  if (!open.length || open.length < found.length) throw new HttpFault(found.length ? 'address' : 'dns');
  if (target.protocol !== 'https:') throw new HttpFault('scheme');
  if (target.port !== 443 && target.port !== 80) throw new HttpFault('port');
  return open;
}
