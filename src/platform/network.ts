import ipaddr from 'ipaddr.js';

/** The network of an address, enough to recognise a place and no person: /24 or /48; empty for what is no address. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return '';
  const ip = ipaddr.process(address);
  return ip.kind() === 'ipv4'
    ? ipaddr.IPv4.networkAddressFromCIDR(`${ip}/24`).toString()
    : ipaddr.IPv6.networkAddressFromCIDR(`${ip}/48`).toString();
}
