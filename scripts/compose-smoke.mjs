// Tries a running installation as its people would: signs in with launch data that is signed as Telegram signs it, opens a
// room, and writes into it over websockets and over polling while every message is counted. Needs the workspace installed.
//   BOT_TOKEN=... node scripts/compose-smoke.mjs <base url> [seconds]
// The longer it runs, the more may be done to the installation meanwhile: a node killed, a release brought out.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { signInitData } from './lib/init-data.mjs';

const PEOPLE = 6;
const MESSAGE_EVERY_MS = 500;
const RECONNECT_MS = 200;
const CALL_ATTEMPTS = 150;
const ACK_TIMEOUT_MS = 3_000;
const SETTLE_MS = 20_000;

const [baseUrl, seconds = '5'] = process.argv.slice(2);
const botToken = process.env.BOT_TOKEN;
if (!baseUrl || !botToken) {
  console.error('Usage: BOT_TOKEN=... node scripts/compose-smoke.mjs <base url> [seconds]');
  process.exit(2);
}
const { io } = createRequire(path.resolve(import.meta.dirname, '../apps/api/package.json'))(
  'socket.io-client',
);

/** Requests that did not get an answer of the API at all. */
let outages = 0;

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
    if (response.status !== 0 && response.status < 500) {
      throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
    }
    outages += 1;
    if (attempt === CALL_ATTEMPTS)
      throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
    await sleep(RECONNECT_MS);
  }
}

async function checkPage() {
  const page = await fetch(`${baseUrl}/`);
  const text = await page.text();
  const script = text.match(/src="(\/assets\/[^"]+\.js)"/)?.[1];
  if (!page.ok || !script) throw new Error(`the page is not there: ${page.status}`);
  const asset = await fetch(`${baseUrl}${script}`);
  if (!asset.headers.get('cache-control')?.includes('immutable')) throw new Error('assets are not cached');
  if (!page.headers.get('content-security-policy')?.includes('https://web.telegram.org')) {
    throw new Error('Telegram Web may not frame the page');
  }
}

async function person(index) {
  const id = 700_000_000 + Math.floor(Math.random() * 100_000_000);
  const initData = signInitData(
    {
      user: JSON.stringify({ id, first_name: `Smoke ${index}`, language_code: 'en' }),
      auth_date: String(Math.floor(Date.now() / 1000)),
    },
    botToken,
  );
  const { token } = await call('POST', '/api/auth/telegram', { body: { initData } });
  return { token, transports: index % 2 === 0 ? ['websocket'] : ['polling'] };
}

/** A client that comes back whatever happens, and catches up as the protocol says. */
function member({ token, transports }, roomId) {
  const seen = new Map();
  const client = { seen, reconnects: -1, stop: () => socket.disconnect() };
  const note = (message) => {
    seen.set(message.seq, [...(seen.get(message.seq) ?? []), message.clientId ?? message.content]);
  };
  const lastSeq = () => Math.max(0, ...seen.keys());
  const socket = io(baseUrl, {
    auth: { token },
    // Anew for each connection: after a fault, another node.
    query: { k: randomUUID() },
    transports,
    forceNew: true,
    reconnectionDelay: RECONNECT_MS,
    reconnectionDelayMax: RECONNECT_MS * 5,
  });
  socket.io.on('reconnect_attempt', () => (socket.io.opts.query = { k: randomUUID() }));
  socket.on('chat:new_message', ({ message }) => {
    // Live and caught-up messages may cross; a number is one message.
    if (!seen.has(message.seq)) note(message);
  });
  socket.on('node:draining', ({ reconnectWithinMs }) => {
    setTimeout(() => socket.disconnect().connect(), Math.random() * reconnectWithinMs);
  });
  client.joined = new Promise((resolve) => {
    socket.on('connect', async () => {
      client.reconnects += 1;
      try {
        for (let hasMore = true; hasMore;) {
          const answer = await socket
            .timeout(ACK_TIMEOUT_MS)
            .emitWithAck('room:join', { roomId, afterSeq: lastSeq() });
          if (!answer.ok) throw new Error(answer.error.code);
          for (const message of answer.data.messages) if (!seen.has(message.seq)) note(message);
          hasMore = answer.data.hasMore;
        }
        resolve();
      } catch {
        socket.io.engine.close();
      }
    });
  });
  client.say = async (content) => {
    const clientId = randomUUID();
    for (;;) {
      try {
        const answer = await socket
          .timeout(ACK_TIMEOUT_MS)
          .emitWithAck('chat:message', { content, clientId });
        if (answer.ok) return answer.data.message.seq;
        if (answer.error.code === 'rate_limited')
          throw new Error('the limit of messages is too low for this');
      } catch (error) {
        if (error.message.includes('limit of messages')) throw error;
      }
      await sleep(RECONNECT_MS);
    }
  };
  return client;
}

await checkPage();
const people = await Promise.all(Array.from({ length: PEOPLE }, (_, index) => person(index)));
const created = await call('POST', '/api/rooms', {
  token: people[0].token,
  body: { name: 'Smoke', videoUrl: '/samples/clock.mp4' },
});
const roomId = (created.room ?? created).id;
const members = people.map((somebody) => member(somebody, roomId));
await Promise.all(members.map(({ joined }) => joined));

const acked = [];
const endMs = Date.now() + Number(seconds) * 1000;
for (let index = 0; Date.now() < endMs; index += 1) {
  const [seq] = await Promise.all([
    members[index % PEOPLE].say(`message ${index}`),
    call('GET', `/api/config`),
    sleep(MESSAGE_EVERY_MS),
  ]);
  acked.push(seq);
}

const missing = () => members.flatMap(({ seen }) => acked.filter((seq) => !seen.has(seq)));
for (let waitedMs = 0; missing().length > 0 && waitedMs < SETTLE_MS; waitedMs += RECONNECT_MS) {
  await sleep(RECONNECT_MS);
}
const result = {
  people: PEOPLE,
  messagesAcked: acked.length,
  numbersGivenTwice: acked.length - new Set(acked).size,
  messagesMissing: missing().length,
  reconnects: members.reduce((sum, { reconnects }) => sum + reconnects, 0),
  httpOutages: outages,
};
for (const { stop } of members) stop();
console.log(JSON.stringify(result));
process.exitCode = result.messagesMissing === 0 && result.numbersGivenTwice === 0 ? 0 : 1;
