import { type Browser, chromium } from '@playwright/test';
import { BROWSER_ARGS, WALL_ARGS } from '@watchparty/e2e/fixtures/browser-args.js';
import { expectToHear, firstHeardAt, loudnessHeard } from '@watchparty/e2e/fixtures/ear.js';
import { type Person, withPeople } from '@watchparty/e2e/fixtures/people.js';
import { startRelay } from '@watchparty/e2e/fixtures/relay.js';
import { ROOMY_LIMITS, type Server, startServer } from '@watchparty/e2e/fixtures/server.js';
import { expectAllToHear, gather } from '@watchparty/e2e/fixtures/voice-party.js';
import { enterVoice, sendingRate, switchMicrophone, TONES } from '@watchparty/e2e/fixtures/voice.js';
import type { Entry, Load, Round } from './figures.js';
import type { Way } from './options.js';

/** After how many have come in it is measured what they cost. */
const SIZES = [2, 4, 8];
const LOAD_MS = 4_000;

/** What tsx writes into functions calls this, in pages too. */
const NAMING = 'globalThis.__name ??= (value) => value;';

/** Something that rounds are played on, one after the other. */
export interface Stage {
  play(people: number): Promise<Round>;
  chromium(): string;
  close(): Promise<void>;
}

export async function openStage(way: Way): Promise<Stage> {
  const relay = way === 'relay' ? await startRelay() : undefined;
  const server = await startServer({ ...ROOMY_LIMITS, ...relay?.environment });
  let version = '';
  return {
    async play(people) {
      const executablePath = process.env.CHROMIUM_PATH;
      const browser = await chromium.launch({
        ...(executablePath !== undefined && { executablePath }),
        args: [...BROWSER_ARGS, ...(way === 'relay' ? WALL_ARGS : [])],
      });
      version = browser.version();
      try {
        return await playRound(browser, server, people);
      } finally {
        await browser.close();
      }
    },
    chromium: () => version,
    async close() {
      await server.stop();
      await relay?.stop();
    },
  };
}

async function playRound(browser: Browser, server: Server, count: number): Promise<Round> {
  const contextOptions = { locale: 'ru-RU', reducedMotion: 'reduce' } as const;
  const rounds: Round[] = [];
  await withPeople({ browser, server, contextOptions }, async (bring) => {
    const people = await gather(async (...whom) => {
      const person = await bring(...whom);
      await person.context.addInitScript(NAMING);
      return person;
    }, count);
    const idleShare = await cpuShareOf(browser);
    const entries: Entry[] = [];
    const talking: Load[] = [];
    let muteMs = Number.NaN;
    for (const [others, person] of people.entries()) {
      const pressedAt = await enterVoice(person);
      if (others > 0) entries.push({ others, firstSoundMs: (await firstHeardAt(person)) - pressedAt });
      const inVoice = people.slice(0, others + 1);
      await expectAllToHear(inVoice);
      if (inVoice.length === 2) {
        muteMs = await muteAll(inVoice);
        for (const person of inVoice) await switchMicrophone(person, 'on');
        await expectAllToHear(inVoice);
      }
      if (SIZES.includes(inVoice.length)) talking.push(await loadOf(browser, inVoice, idleShare));
    }
    const muteInCrowdMs = await muteAll(people);
    const silent = await loadOf(browser, people, idleShare);
    rounds.push({ entries, talking, silent, muteMs, muteInCrowdMs });
  });
  const [round] = rounds;
  if (!round) throw new Error('nobody came');
  return round;
}

/** @returns from the first one's press to silence at the last, who heard nobody else any more */
async function muteAll(people: readonly Person[]): Promise<number> {
  const [first, ...others] = people;
  const last = others.at(-1);
  if (!first || !last) throw new Error('it takes two to hear that somebody is silent');
  for (const person of others) await switchMicrophone(person, 'off');
  await expectToHear(last, TONES.slice(0, 1));
  const mutedAt = await switchMicrophone(first, 'off');
  await expectToHear(last, []);
  return (await loudnessHeard(last)).loudAt - mutedAt;
}

/**
 * @param idleShare of a core that all pages take together before anybody is in voice
 */
async function loadOf(browser: Browser, people: readonly Person[], idleShare: number): Promise<Load> {
  const share = await cpuShareOf(browser);
  // Not meanwhile: to count costs the pages time.
  const rates = await Promise.all(people.map(sendingRate));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    people: people.length,
    cpuShare: (share - idleShare) / people.length,
    packetsPerS: mean(rates.map(({ packetsPerS }) => packetsPerS)),
    kbitPerS: mean(rates.map(({ kbitPerS }) => kbitPerS)),
  };
}

/** Watches a browser for a while. @returns how much of a core all its processes took, above 1 where it was more than one */
async function cpuShareOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const cpuSeconds = async (): Promise<number> => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  const [before, beganMs] = [await cpuSeconds(), performance.now()];
  await new Promise((resolve) => setTimeout(resolve, LOAD_MS));
  const [after, endedMs] = [await cpuSeconds(), performance.now()];
  await session.detach();
  return (after - before) / ((endedMs - beganMs) / 1_000);
}
