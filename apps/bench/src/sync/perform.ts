import { setTimeout as sleep } from 'node:timers/promises';
import { machineNow } from './page/page-clock.js';
import type { FrameLook } from './page/recording.js';
import type { GivenCommand, PageHeard, Run, SufferedMishap } from './run.js';
import { type Command, describe, type Mishap, type Scenario, type Step } from './scenario.js';
import type { Viewer } from './viewer.js';

interface PerformOptions {
  viewers: readonly Viewer[];
  roomId: string;
  scenario: Scenario;
  /** Everything that the server has said so far, with `effectiveAt` on the machine's clock. */
  timelines: () => PageHeard[];
  note: (text: string) => void;
}

/** People say hello to each other before one of them presses play, and their films load meanwhile. */
const HELLO_MS = 4_000;
/** Less than the least time that pages are left alone with after a command that stops the picture. */
const REST_MS = 2_000;
/** Answers of pages that are asked for what they saw take CPU from those that play, so pages are asked one by one. */
const DRAIN_PAUSE_MS = 50;

/** Lets people do what the scenario says, by the screens of the Mini App, and returns what was seen of it. */
export async function perform(options: PerformOptions): Promise<Run> {
  const { viewers, roomId, scenario, timelines, note } = options;
  const commands: GivenCommand[] = [];
  const mishaps: SufferedMishap[] = [];
  const rests: (FrameLook | undefined)[][] = [];

  function viewerAt(index: number): Viewer {
    const viewer = viewers[index];
    if (!viewer) throw new Error(`the scenario has no page ${index}`);
    return viewer;
  }

  async function give(by: number, command: Command): Promise<void> {
    const viewer = viewerAt(by);
    note(`${viewer.person.name}: ${describe(command)}`);
    await viewer.lastPressMs();
    const beforeMs = machineNow();
    await press(viewer, command);
    commands.push({ command, by, pressedMs: (await viewer.lastPressMs()) ?? beforeMs });
  }

  async function suffer(page: number, mishap: Mishap): Promise<void> {
    const viewer = viewerAt(page);
    note(`${viewer.person.name}: ${mishap.kind}`);
    const fromMs = mishap.kind === 'join' ? Number.NEGATIVE_INFINITY : machineNow();
    await happen(viewer, mishap);
    mishaps.push({ mishap, page, fromMs, toMs: machineNow() });
  }

  async function happen(viewer: Viewer, mishap: Mishap): Promise<void> {
    switch (mishap.kind) {
      case 'join':
        return viewer.join(roomId);
      case 'stall': {
        viewer.relay.holdMedia();
        await give(mishap.by, { kind: 'seek', share: mishap.share });
        await sleep(mishap.lastingMs);
        viewer.relay.releaseMedia();
        return;
      }
      case 'sleep': {
        const wake = await viewer.fallAsleep();
        await sleep(mishap.lastingMs);
        wake();
        return;
      }
      case 'freeze': {
        const thaw = await viewer.freeze();
        await sleep(mishap.lastingMs);
        await thaw();
        return;
      }
    }
  }

  async function take(step: Step): Promise<void> {
    const { thenMs } = step;
    if (step.type === 'command') await give(step.by, step.command);
    else await suffer(step.page, step.mishap);
    const isRest = step.type === 'command' && step.command.kind === 'pause' && thenMs >= REST_MS;
    if (!isRest) {
      await sleep(thenMs);
      return;
    }
    await sleep(REST_MS);
    rests.push(await Promise.all(present().map((viewer) => viewer.look())));
    await sleep(thenMs - REST_MS);
  }

  /** Those who are in by now. */
  function present(): Viewer[] {
    const joined = new Set([
      ...scenario.early,
      ...mishaps.filter(({ mishap }) => mishap.kind === 'join').map(({ page }) => page),
    ]);
    return viewers.filter(({ index }) => joined.has(index));
  }

  for (const index of scenario.early) await viewerAt(index).join(roomId);
  for (const index of scenario.early) await viewerAt(index).loaded();
  await sleep(HELLO_MS);
  const fromMs = machineNow();
  for (const step of scenario.steps) await take(step);
  const toMs = machineNow();

  const pages: Run['pages'] = [];
  for (const viewer of viewers) {
    pages.push(await viewer.track());
    await sleep(DRAIN_PAUSE_MS);
  }
  return { pages, commands, mishaps, timelines: timelines(), rests, fromMs, toMs };
}

async function press({ person: { room } }: Viewer, command: Command): Promise<void> {
  switch (command.kind) {
    case 'play':
      return room.play();
    case 'pause':
      return room.pause();
    case 'seek':
      return room.seekTo(command.share);
    case 'rate':
      return room.setRate(command.rate);
  }
}
