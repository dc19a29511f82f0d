// People as scripts try an installation with them: signed in as Telegram signs, connected as the Mini App connects, and
// every answer kept, so that what got lost can be named.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { signInitData } from './init-data.mjs';

const RETRY_MS = 200;
const CALL_ATTEMPTS = 150;
const ACK_TIMEOUT_MS = 3_000;
/** Longest that a connection is kept for its last answers after another one has taken over, and how often it is looked. */
const LINGER_MS = 3_000;
const LOOK_EVERY_MS = 25;
const FIRST_TELEGRAM_ID = 700_000_000;

/** Of the API's workspace: the scripts have no dependencies but the database's. */
const socketIo = () =>
  createRequire(path.resolve(import.meta.dirname, '../../apps/api/package.json'))('socket.io-client');

/**
 * The REST side of an installation, asked again until it answers.
 *
 * @param {string} baseUrl
 * @param {string} botToken
 */
export function openInstallation(baseUrl, botToken) {
  const figures = { outages: 0 };

  /**
   * @param {string} method
   * @param {string} url
   * @param {{ token?: string, body?: object }} [options]
   */
  async function call(method, url, { token, body } = {}) {
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(`${baseUrl}${url}`, {
        method,
        headers: {
          'Content-Type': 'application/json',
          ...(token && { Authorization: `Bearer ${token}` }),
        },
        body: body && JSON.stringify(body),
      }).catch((error) => ({ ok: false, status: 0, text: () => Promise.resolve(String(error)) }));
      if (response.ok) return response.json();
      const isOutage = response.status === 0 || response.status >= 500;
      if (isOutage) figures.outages += 1;
      if (!isOutage || attempt === CALL_ATTEMPTS)
        throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
      await sleep(RETRY_MS);
    }
  }

  return {
    baseUrl,
    figures,
    call,

    /** @param {string} name */
    async signIn(name) {
      const initData = signInitData(
        {
          user: JSON.stringify({
            id: FIRST_TELEGRAM_ID + Math.floor(Math.random() * 100_000_000),
            first_name: name,
            language_code: 'en',
          }),
          auth_date: String(Math.floor(Date.now() / 1000)),
        },
        botToken,
      );
      const { token } = await call('POST', '/api/auth/telegram', { body: { initData } });
      return token;
    },

    /**
     * @param {string} token
     * @param {object} [more]
     */
    async openRoom(token, more) {
      const body = { name: 'Load', videoUrl: '/samples/clock.mp4', ...more };
      const created = await call('POST', '/api/rooms', { token, body });
      return (created.room ?? created).id;
    },
  };
}

/**
 * A client in a room that comes back whatever happens, and catches up as the protocol says (SE4). Told to move, it takes
 * the new connection before it leaves the old one, as the Mini App does.
 *
 * @param {{ baseUrl: string, token: string, roomId: string, transports?: string[],
 *   onNews?: (message: import('@watchparty/shared').Message) => void }} options
 */
export function joinRoom({ baseUrl, token, roomId, transports = ['websocket'], onNews = () => {} }) {
  const { io } = socketIo();
  /** What it was told, by number: what the message's author called it. */
  const seen = new Map();
  /** How many answers are still to come over a connection. */
  const outstanding = new Map();
  let version = 0;
  let connections = 0;
  let moves = 0;
  let isOver = false;
  /** Carries what is said. */
  let current;
  /** Is being made; may take over from one that still works. */
  let candidate;
  let awaySinceMs = performance.now();
  let longestAwayMs = 0;
  let isHere = false;
  let arrived = () => {};
  const joined = new Promise((resolve) => (arrived = resolve));

  const note = (message) => {
    // Live and caught-up messages may cross; a number is one message.
    if (!seen.has(message.seq)) seen.set(message.seq, message.clientId ?? message.content);
  };
  const noteVersion = (playback) => (version = Math.max(version, playback.version));
  /** Below the first gap: messages may overtake each other. */
  const lastSeq = () => {
    let last = 0;
    while (seen.has(last + 1)) last += 1;
    return last;
  };
  const away = () => {
    if (isHere) awaySinceMs = performance.now();
    isHere = false;
  };
  const back = () => {
    // The time before the first arrival is no pause.
    if (!isHere && connections > 1) longestAwayMs = Math.max(longestAwayMs, performance.now() - awaySinceMs);
    isHere = true;
  };

  async function enter(socket) {
    for (let hasMore = true; hasMore;) {
      const answer = await socket
        .timeout(ACK_TIMEOUT_MS)
        .emitWithAck('room:join', { roomId, afterSeq: lastSeq() });
      if (!answer.ok) throw new Error(answer.error.code);
      answer.data.messages.forEach(note);
      noteVersion(answer.data.playback);
      hasMore = answer.data.hasMore;
    }
  }

  function connect() {
    if (isOver || candidate) return;
    const socket = io(baseUrl, {
      auth: { token },
      // Anew for each connection: after a fault, another node.
      query: { k: randomUUID() },
      transports,
      forceNew: true,
      reconnection: false,
    });
    candidate = socket;
    const ended = () => {
      if (socket === current) {
        current = undefined;
        away();
        connect();
      } else if (socket === candidate) {
        candidate = undefined;
        setTimeout(connect, RETRY_MS * (0.5 + Math.random()));
      }
    };
    socket.on('chat:new_message', ({ message }) => {
      if (!seen.has(message.seq)) onNews(message);
      note(message);
    });
    socket.on('video:state_changed', ({ playback }) => noteVersion(playback));
    socket.on('node:draining', ({ reconnectWithinMs }) => {
      setTimeout(() => {
        if (socket !== current) return;
        moves += 1;
        connect();
      }, Math.random() * reconnectWithinMs);
    });
    socket.on('connect_error', ended);
    socket.on('disconnect', ended);
    socket.on('connect', async () => {
      try {
        await enter(socket);
      } catch {
        socket.disconnect();
        return;
      }
      if (socket !== candidate) return;
      const old = current;
      candidate = undefined;
      current = socket;
      connections += 1;
      back();
      arrived();
      if (isOver) socket.disconnect();
      if (old) await bowOut(old);
    });
  }

  /** What was asked for over the old connection is still answered there. */
  async function bowOut(socket) {
    const untilMs = performance.now() + LINGER_MS;
    while (outstanding.has(socket) && performance.now() < untilMs) await sleep(LOOK_EVERY_MS);
    socket.disconnect();
  }

  async function ask(socket, event, payload) {
    outstanding.set(socket, (outstanding.get(socket) ?? 0) + 1);
    try {
      return await socket.timeout(ACK_TIMEOUT_MS).emitWithAck(event, payload);
    } catch {
      return undefined;
    } finally {
      const left = outstanding.get(socket) - 1;
      if (left === 0) outstanding.delete(socket);
      else outstanding.set(socket, left);
    }
  }

  /** Says the same until it is answered: whoever is in a party taps again. */
  async function insist(event, payload) {
    const startMs = performance.now();
    for (let tries = 1; ; tries += 1) {
      const socket = current;
      if (socket) {
        const answer = await ask(socket, event, payload);
        if (answer?.ok) return { data: answer.data, tries, afterMs: performance.now() - startMs };
        if (answer?.error.code === 'rate_limited') throw new Error('the limits are too low for this load');
      }
      await sleep(RETRY_MS);
    }
  }

  connect();
  return {
    seen,
    joined,
    /** The newest timeline that it knows. */
    version: () => version,
    figures: () => ({ reconnects: connections - 1, moves, longestAwayMs }),
    /** @param {string} content */
    async say(content) {
      const clientId = randomUUID();
      const { data, tries, afterMs } = await insist('chat:message', { content, clientId });
      return { seq: data.message.seq, clientId, tries, afterMs };
    },
    /** @param {number} position */
    async seek(position) {
      const { data, tries, afterMs } = await insist('video:seek', { position });
      return { version: data.playback.version, position: data.playback.position, tries, afterMs };
    },
    stop() {
      isOver = true;
      current?.disconnect();
    },
  };
}
