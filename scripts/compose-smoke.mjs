// Tries a running installation as its people would: signs in with launch data that is signed as Telegram signs it, opens a
// room, and writes into it over websockets and over polling while every message is counted. Needs the workspace installed.
//   BOT_TOKEN=... node scripts/compose-smoke.mjs <base url> [seconds]
// The longer it runs, the more may be done to the installation meanwhile: a node killed, a release brought out.
import { setTimeout as sleep } from 'node:timers/promises';

import { joinRoom, openInstallation } from './lib/load-client.mjs';

const PEOPLE = 6;
const MESSAGE_EVERY_MS = 500;
const POLL_MS = 200;
const SETTLE_MS = 20_000;

const [baseUrl, seconds = '5'] = process.argv.slice(2);
const botToken = process.env.BOT_TOKEN;
if (!baseUrl || !botToken) {
  console.error('Usage: BOT_TOKEN=... node scripts/compose-smoke.mjs <base url> [seconds]');
  process.exit(2);
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

await checkPage();
const installation = openInstallation(baseUrl, botToken);
const people = await Promise.all(
  Array.from({ length: PEOPLE }, async (_, index) => ({
    token: await installation.signIn(`Smoke ${index}`),
    transports: index % 2 === 0 ? ['websocket'] : ['polling'],
  })),
);
const roomId = await installation.openRoom(people[0].token);
const members = people.map((somebody) => joinRoom({ baseUrl, roomId, ...somebody }));
await Promise.all(members.map(({ joined }) => joined));

const acked = [];
const endMs = Date.now() + Number(seconds) * 1000;
for (let index = 0; Date.now() < endMs; index += 1) {
  const [{ seq }] = await Promise.all([
    members[index % PEOPLE].say(`message ${index}`),
    installation.call('GET', '/api/config'),
    sleep(MESSAGE_EVERY_MS),
  ]);
  acked.push(seq);
}

const missing = () => members.flatMap(({ seen }) => acked.filter((seq) => !seen.has(seq)));
for (let waitedMs = 0; missing().length > 0 && waitedMs < SETTLE_MS; waitedMs += POLL_MS) {
  await sleep(POLL_MS);
}
const result = {
  people: PEOPLE,
  messagesAcked: acked.length,
  numbersGivenTwice: acked.length - new Set(acked).size,
  messagesMissing: missing().length,
  reconnects: members.reduce((sum, { figures }) => sum + figures().reconnects, 0),
  httpOutages: installation.figures.outages,
};
for (const { stop } of members) stop();
console.log(JSON.stringify(result));
process.exit(result.messagesMissing === 0 && result.numbersGivenTwice === 0 ? 0 : 1);
