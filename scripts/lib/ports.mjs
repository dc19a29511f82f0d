import { randomInt } from 'node:crypto';
import net from 'node:net';

import { UserError } from './user-error.mjs';

const PROBE_TIMEOUT_MS = 500;
/**
 * Below what systems give to whoever connects somewhere (Linux from 32768 on, others from 49152 on): such a port may be
 * taken by any connection before its server has it, even by one to that very port, which then meets itself (RFC 9293,
 * 3.5) when somebody asks again and again for a server that is not there yet.
 */
const FIRST_PORT = 20_000;
const PORT_COUNT = 32_768 - FIRST_PORT;
/** Each process goes its own way through them and gives none twice: their servers may not listen yet. */
let nextOffset = randomInt(PORT_COUNT);

/**
 * A port of 127.0.0.1 that nobody listens on, and that no connection takes by chance.
 * @returns {Promise<number>}
 */
export async function findFreePort() {
  for (let tries = 0; tries < PORT_COUNT; tries += 1) {
    const port = FIRST_PORT + nextOffset;
    nextOffset = (nextOffset + 1) % PORT_COUNT;
    try {
      const server = await listen(port, '127.0.0.1');
      await new Promise((resolve) => server.close(resolve));
      return port;
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
    }
  }
  throw new UserError(`Every port from ${FIRST_PORT} to ${FIRST_PORT + PORT_COUNT - 1} is in use.`);
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
