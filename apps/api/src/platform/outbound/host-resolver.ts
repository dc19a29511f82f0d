import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';

export interface HostAddress {
  address: string;
  family: 4 | 6;
}

/**
 * Finds a host's addresses; an IP literal, in brackets or not, is its own. None is a name that does not exist.
 *
 * @param hostname as in `URL.hostname`
 */
export type ResolveHost = (hostname: string) => Promise<readonly HostAddress[]>;

/** This machine, whatever a name server says (RFC 6761). */
const LOCALHOST = /(?:^|\.)localhost\.?$/;
const LOOPBACK: readonly HostAddress[] = [{ address: '127.0.0.1', family: 4 }];

/** Of one try. Two of them fit well into what a request may take. */
const TRY_MS = 1_500;
const TRIES = 2;

/**
 * Asks the servers of the machine's DNS, or these. Not `dns.lookup`, which would take one of libuv's four threads for each host that
 * somebody names and that never answers: passwords are hashed there too.
 */
export function createHostResolver({ servers }: { servers?: readonly string[] } = {}): ResolveHost {
  const resolver = new Resolver({ timeout: TRY_MS, tries: TRIES });
  if (servers) resolver.setServers(servers);
  return async (hostname) => {
    const literal = addressOf(hostname.replace(/^\[(.*)\]$/, '$1'));
    if (literal) return [literal];
    if (LOCALHOST.test(hostname)) return LOOPBACK;
    const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    return answers.flatMap((answer) =>
      answer.status === 'fulfilled' ? answer.value.flatMap((address) => addressOf(address) ?? []) : [],
    );
  };
}

function addressOf(address: string): HostAddress | undefined {
  const family = isIP(address);
  return family === 4 || family === 6 ? { address, family } : undefined;
}
