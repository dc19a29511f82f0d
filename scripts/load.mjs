// Puts a running installation under load, and says what it took and whether anything was lost: rooms full of people who
// write, and hosts who seek. Whatever was acked must have reached everybody. Needs the workspace installed.
//   BOT_TOKEN=... node scripts/load.mjs [--url http://localhost:3000] [--rooms 10] [--people 10] [--messages 20]
//     [--commands 10] [--seconds 30]
// --people are those of each room; --messages and --commands, of all rooms together, those of a second. The limits for a
// person (RATE_LIMIT_...) must be wider than this. Exit code 1: something was lost, or came twice. What is done to the installation
// meanwhile (a node killed, a release) is up to whoever runs it.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { joinRoom, openInstallation } from './lib/load-client.mjs';

/** People come one after another, if fast: a herd at the door would measure its own patience. */
const ARRIVING_AT_ONCE = 20;
const SETTLE_MS = 30_000;
const POLL_MS = 200;
/** Seconds of the sample video. */
const LAST_POSITION = 20;

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:3000' },
    rooms: { type: 'string', default: '10' },
    people: { type: 'string', default: '10' },
    messages: { type: 'string', default: '20' },
    commands: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '30' },
  },
});
const botToken = process.env.BOT_TOKEN;
if (!botToken) {
  console.error(
    'Usage: BOT_TOKEN=... node scripts/load.mjs [options]; the beginning of this file names them.',
  );
  process.exit(2);
}
const baseUrl = values.url.replace(/\/+$/, '');
const counts = {
  rooms: Number(values.rooms),
  people: Number(values.people),
  messages: Number(values.messages),
  commands: Number(values.commands),
  seconds: Number(values.seconds),
};
const installation = openInstallation(baseUrl, botToken);

/** Runs work for each item, some of them at once. */
async function inTurns(list, work) {
  const waiting = [...list];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: ARRIVING_AT_ONCE }, worker));
}

const percentile = (list, share) => {
  const sorted = list.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
};
const spread = (list) => ({
  p50: percentile(list, 0.5),
  p95: percentile(list, 0.95),
  p99: percentile(list, 0.99),
  longest: percentile(list, 1),
});
const perSecond = (count, ms) => Math.round((count * 10_000) / ms) / 10;

const rooms = Array.from({ length: counts.rooms }, (_, index) => ({
  index,
  tokens: [],
  members: [],
  messages: [],
  commands: [],
}));
const signInStartMs = performance.now();
await inTurns(
  rooms.flatMap((room) => Array.from({ length: counts.people }, (_, seat) => ({ room, seat }))),
  async ({ room, seat }) => (room.tokens[seat] = await installation.signIn(`Load ${room.index}.${seat}`)),
);
const signInMs = performance.now() - signInStartMs;
await inTurns(rooms, async (room) => {
  room.id = await installation.openRoom(room.tokens[0], { maxParticipants: counts.people });
});

const deliveryMs = [];
const onNews = ({ content, type }) => {
  if (type === 'text') deliveryMs.push(performance.now() - Number(content));
};
const joinStartMs = performance.now();
await inTurns(
  rooms.flatMap((room) => room.tokens.map((token, seat) => ({ room, token, seat }))),
  async ({ room, token, seat }) => {
    room.members[seat] = joinRoom({ baseUrl, token, roomId: room.id, onNews });
    await room.members[seat].joined;
  },
);
const members = rooms.flatMap((room) => room.members);
const joinMs = performance.now() - joinStartMs;
console.error(`${members.length} people are in`);

const cpuBefore = process.cpuUsage();
const endMs = performance.now() + counts.seconds * 1000;
/** Acts now and then, beginning at a random moment, one thing after another. */
async function live(everyMs, act) {
  for (let isFirst = true; ; isFirst = false) {
    const pauseMs = everyMs * (isFirst ? Math.random() : 0.5 + Math.random());
    if (!Number.isFinite(pauseMs) || performance.now() + pauseMs > endMs) return;
    await sleep(pauseMs);
    await act();
  }
}
await Promise.all([
  sleep(counts.seconds * 1000),
  ...rooms.flatMap((room) => [
    ...room.members.map((member) =>
      live((1000 * members.length) / counts.messages, async () =>
        room.messages.push(await member.say(String(performance.now()))),
      ),
    ),
    live((1000 * rooms.length) / counts.commands, async () =>
      room.commands.push(await room.members[0].seek(Math.floor(Math.random() * LAST_POSITION))),
    ),
  ]),
]);

const cpu = process.cpuUsage(cpuBefore);

/** Everything that was acked, and is not where it belongs. */
function lost(room) {
  const versions = room.commands.map(({ version }) => version);
  const newest = Math.max(0, ...versions);
  const ours = new Set(room.messages.map(({ clientId }) => clientId));
  return {
    messages: room.members.reduce(
      (sum, { seen }) => sum + room.messages.filter(({ seq, clientId }) => seen.get(seq) !== clientId).length,
      0,
    ),
    twice: room.members.reduce((sum, { seen }) => {
      const names = [...seen.values()].filter((name) => ours.has(name));
      return sum + names.length - new Set(names).size;
    }, 0),
    commands:
      room.members.filter((member) => member.version() < newest).length +
      versions.length -
      new Set(versions).size,
  };
}
const lostOfAll = () => {
  const all = rooms.map(lost);
  return {
    messages: all.reduce((sum, { messages }) => sum + messages, 0),
    twice: all.reduce((sum, { twice }) => sum + twice, 0),
    commands: all.reduce((sum, { commands }) => sum + commands, 0),
  };
};
const settleUntilMs = performance.now() + SETTLE_MS;
let missing = lostOfAll();
while (missing.messages + missing.commands > 0 && performance.now() < settleUntilMs) {
  await sleep(POLL_MS);
  missing = lostOfAll();
}
// The last word of the host is what the database says.
for (const room of rooms) {
  const last = room.commands.at(-1);
  if (!last) continue;
  const { video } = await installation.call('GET', `/api/rooms/${room.id}`, { token: room.tokens[0] });
  if (video.version < last.version || video.position !== last.position) missing.commands += 1;
}

const messages = rooms.flatMap((room) => room.messages);
const commands = rooms.flatMap((room) => room.commands);
const figures = members.map((member) => member.figures());
const actedMs = counts.seconds * 1000;
console.log(
  JSON.stringify({
    people: members.length,
    signInsPerSecond: perSecond(members.length, signInMs),
    joinsPerSecond: perSecond(members.length, joinMs),
    messages: {
      acked: messages.length,
      perSecond: perSecond(messages.length, actedMs),
      triedAgain: messages.filter(({ tries }) => tries > 1).length,
      lost: missing.messages,
      twice: missing.twice,
      ackMs: spread(messages.map(({ afterMs }) => afterMs)),
    },
    deliveries: { perSecond: perSecond(deliveryMs.length, actedMs), afterMs: spread(deliveryMs) },
    commands: {
      acked: commands.length,
      triedAgain: commands.filter(({ tries }) => tries > 1).length,
      lost: missing.commands,
      ackMs: spread(commands.map(({ afterMs }) => afterMs)),
    },
    connections: {
      moved: figures.reduce((sum, { moves }) => sum + moves, 0),
      made: figures.reduce((sum, { reconnects }) => sum + reconnects + 1, 0),
      longestPauseMs: Math.round(Math.max(...figures.map(({ longestAwayMs }) => longestAwayMs))),
    },
    httpOutages: installation.figures.outages,
    // Near 100 it is this process that was measured.
    ownCpuPercent: Math.round((cpu.user + cpu.system) / (actedMs * 10)),
  }),
);
for (const member of members) member.stop();
process.exit(missing.messages + missing.twice + missing.commands === 0 ? 0 : 1);
