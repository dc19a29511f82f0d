import { type Browser, type CDPSession, chromium } from '@playwright/test';
import { BROWSER_ARGS } from '@watchparty/e2e/fixtures/browser-args.js';
import { arrive, type Person } from '@watchparty/e2e/fixtures/people.js';
import type { Random } from '@watchparty/shared/simulation';
import type { Playback } from '@watchparty/shared';
import { hearPlaybacks } from './page/heard-playbacks.js';
import { drainProbe, injectProbe, lookAtPicture } from './page/inject-probe.js';
import { measurePageClock, type PageClock } from './page/page-clock.js';
import type { FrameLook, Recording } from './page/recording.js';
import { type LinkName, LINKS } from './relay/link-profiles.js';
import { type Relay, startRelay } from './relay/relay.js';
import type { PageTrack } from './run.js';
import { sleepProcesses } from './sleep-processes.js';

/** One person with a browser of their own, behind a link of their own. */
export interface Viewer {
  index: number;
  link: LinkName;
  person: Person;
  relay: Relay;
  /** Opens the room and taps the gate. */
  join(roomId: string): Promise<void>;
  /** The beginning of the film has come. */
  loaded(): Promise<void>;
  /** What the page saw so far, on the machine's clock. */
  track(): Promise<PageTrack>;
  /** The latest press in this page, on the machine's clock; undefined when there was none since the last time. */
  lastPressMs(): Promise<number | undefined>;
  /** What the picture shows now. */
  look(): Promise<FrameLook | undefined>;
  clock(): PageClock;
  /** Stops every process of the browser, until the returned function is called. */
  fallAsleep(): Promise<() => void>;
  /** Has the browser freeze the page, until the returned function is called. */
  freeze(): Promise<() => Promise<void>>;
  frameCounts(): { total: number; dropped: number };
  /** Seconds of CPU that the browser's processes have used. */
  cpuSeconds(): Promise<number>;
  close(): Promise<void>;
}

interface ViewerOptions {
  index: number;
  server: { port: number; botToken: string };
  link: LinkName;
  random: Random;
  probe: string;
  onPlayback: (playback: Playback) => void;
}

/** Small, so that two cores can show four of them: the video is decoded in full all the same. */
const VIEWPORT = { width: 360, height: 560 };

export async function createViewer(options: ViewerOptions): Promise<Viewer> {
  const { index, server, link, random, probe, onPlayback } = options;
  const relay = await startRelay(server.port, LINKS[link], random);
  const executablePath = process.env.CHROMIUM_PATH;
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: BROWSER_ARGS });
  const address = { url: `http://localhost:${relay.port}`, botToken: server.botToken };
  const person = await arrive(browser, address, `Viewer ${index + 1}`, {
    context: { viewport: VIEWPORT, locale: 'ru-RU', reducedMotion: 'reduce' },
  });
  const { page } = person;
  await injectProbe(person.context, probe);
  hearPlaybacks(page, onPlayback);
  const session = await person.context.newCDPSession(page);
  const browserSession = await browser.newBrowserCDPSession();

  let clock: PageClock | undefined;
  let frameCounts = { total: 0, dropped: 0 };
  const seen: PageTrack = { samples: [], events: [], frames: [] };
  const pressesMs: number[] = [];

  async function drain(): Promise<void> {
    if (!clock) return;
    const recording = toMachineClock(await drainProbe(page), clock.offsetMs);
    seen.samples.push(...recording.samples);
    seen.events.push(...recording.events);
    seen.frames.push(...recording.frames);
    pressesMs.push(...recording.pressesMs);
    frameCounts = recording.frameCounts;
  }

  async function loaded(): Promise<void> {
    await person.room.video.evaluate(
      (video: HTMLVideoElement) =>
        new Promise<void>((resolve) => {
          if (video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA) resolve();
          else video.addEventListener('canplay', () => resolve(), { once: true });
        }),
    );
  }

  return {
    index,
    link,
    person,
    relay,
    async join(roomId) {
      await person.open(`/rooms/${roomId}`);
      clock = await measurePageClock(session);
      await person.room.join();
      await person.room.video.waitFor({ state: 'attached' });
    },
    loaded,
    async track() {
      await drain();
      return seen;
    },
    async lastPressMs() {
      await drain();
      return pressesMs.splice(0).at(-1);
    },
    async look() {
      const look = await lookAtPicture(page);
      return look && moved(look, clock?.offsetMs ?? 0);
    },
    clock() {
      if (!clock) throw new Error(`${person.name} has no page yet`);
      return clock;
    },
    fallAsleep: async () => sleepProcesses((await processesOf(browserSession)).map(({ id }) => id)),
    async freeze() {
      await session.send('Page.setWebLifecycleState', { state: 'frozen' });
      return async () => {
        await session.send('Page.setWebLifecycleState', { state: 'active' });
      };
    },
    frameCounts: () => frameCounts,
    cpuSeconds: async () =>
      (await processesOf(browserSession)).reduce((sum, { cpuTime }) => sum + cpuTime, 0),
    close: () => close(browser, relay),
  };
}

async function close(browser: Browser, relay: Relay): Promise<void> {
  await browser.close();
  await relay.stop();
}

async function processesOf(session: CDPSession): Promise<{ id: number; cpuTime: number }[]> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo;
}

function toMachineClock(recording: Recording, offsetMs: number): Recording {
  return {
    ...recording,
    samples: recording.samples.map((sample) => ({ ...sample, atMs: sample.atMs + offsetMs })),
    events: recording.events.map((event) => ({ ...event, atMs: event.atMs + offsetMs })),
    frames: recording.frames.map((frame) => moved(frame, offsetMs)),
    pressesMs: recording.pressesMs.map((atMs) => atMs + offsetMs),
  };
}

function moved(look: FrameLook, offsetMs: number): FrameLook {
  return { ...look, atMs: look.atMs + offsetMs, displayMs: look.displayMs + offsetMs };
}
