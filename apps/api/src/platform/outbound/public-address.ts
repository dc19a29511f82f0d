import ipaddr from 'ipaddr.js';

/** All that IANA has given out for the public internet. What lies outside, such as ::127.0.0.1, has no business there. */
const PUBLIC_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is one of the public internet: not this machine, not its network, not a tunnel into one.
 *
 * @param address as a resolver writes it
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address that is written as an IPv6 one leads where the IPv4 address leads.
  const real = ipaddr.process(address);
  if (real.range() !== 'unicast') return false;
  return real instanceof ipaddr.IPv4 || real.match(PUBLIC_IPV6);
}
