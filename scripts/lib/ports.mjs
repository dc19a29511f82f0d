import net from 'node:net';

import { UserError } from './user-error.mjs';

const PROBE_TIMEOUT_MS = 500;

/**
 * A port of 127.0.0.1 that nobody listens on. Another process may still take it before its user does.
 * @returns {Promise<number>}
 */
export async function findFreePort() {
  const server = await listen(0, '127.0.0.1');
  const { port } = /** @type {net.AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Refuses, in a sentence, a port that we could not serve on.
 *
 * @param {number} port
 * @param {string} host where the server will listen
 */
export async function requireFreePort(port, host) {
  const isTaken = new UserError(
    `Port ${port} is in use by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`,
  );
  try {
    const server = await listen(port, host);
    await new Promise((resolve) => server.close(resolve));
  } catch (error) {
    if (error.code === 'EADDRINUSE') throw isTaken;
    if (error.code === 'EACCES') {
      throw new UserError(`This user may not open port ${port}. Choose one above 1023: PORT=3000 npm start`);
    }
    throw new UserError(
      `Cannot listen on ${host}, port ${port}: ${error.message}. HOST and PORT choose another.`,
    );
  }
  // A browser asks `localhost` at ::1 too: somebody who listens there would get our visitors.
  if (await isAnswered(port, '::1')) throw isTaken;
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<net.Server>}
 */
function listen(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject).listen({ port, host }, () => resolve(server));
  });
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>} whether somebody accepts connections there
 */
function isAnswered(port, host) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host, timeout: PROBE_TIMEOUT_MS });
    const answer = (/** @type {boolean} */ answered) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}
