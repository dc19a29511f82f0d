import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { HostAddress } from './host-resolver.js';

export interface ConnectTarget {
  isSecure: boolean;
  /** For the certificate. */
  hostname: string;
  port: number;
  /** The only ones that may be connected to, at least one. */
  addresses: readonly HostAddress[];
}

/** Opens a connection. It answers at once; whether it gets there the socket tells. */
export type Connect = (target: ConnectTarget) => Socket;

/** Connects to whichever of the addresses answers first, and asks no name server again. */
export const connectToAddresses: Connect = ({ isSecure, hostname, port, addresses }) => {
  const options = { host: hostname, port, lookup: answering(addresses), autoSelectFamily: true };
  if (!isSecure) return connectTcp(options);
  return connectTls({
    ...options,
    ALPNProtocols: ['http/1.1'],
    // A server name must not be an address (RFC 6066).
    ...(isIP(hostname) === 0 && { servername: hostname }),
  });
};

function answering(addresses: readonly HostAddress[]): LookupFunction {
  return (_hostname, { all }, callback) => {
    const [first] = addresses;
    if (!first) callback(new Error('no address'), '');
    else if (all === true) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}
