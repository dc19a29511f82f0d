import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Server, startServer } from '@watchparty/e2e/fixtures/server.js';
import { createRandom } from '@watchparty/shared/simulation';
import { createRest } from '@watchparty/load/rest.js';
import { figuresOf } from './analysis/figures.js';
import { measureLoad } from './machine-load.js';
import { MEDIA, type Medium } from './options.js';
import { bundleProbe } from './page/inject-probe.js';
import { machineNow } from './page/page-clock.js';
import { perform } from './perform.js';
import { linkOf, type ProfileName } from './relay/link-profiles.js';
import type { Report } from './report/report.js';
import type { PageHeard, Run } from './run.js';
import { planScenario } from './scenario.js';
import { createViewer, type Viewer } from './viewer.js';
import { distributionOf } from '../percentiles.js';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
/** Whoever makes the room watches elsewhere. */
const OWNER_TELEGRAM_ID = 600_000_000;

export interface StageOptions {
  profile: ProfileName;
  medium: Medium;
  pages: number;
  seed: string;
  isShort: boolean;
  note: (text: string) => void;
}

/** Whether the built Mini App brings the sample in this form. */
export async function hasSample(medium: Medium): Promise<boolean> {
  try {
    await readFile(path.join(ROOT, 'apps/web/dist', MEDIA[medium]));
    return true;
  } catch {
    return false;
  }
}

/** Plays one scenario over one kind of links, and says what came of it. */
export async function playOnce(options: StageOptions): Promise<{ report: Report; run: Run }> {
  const { profile, medium, pages, seed, isShort, note } = options;
  const random = createRandom(`${seed}/${profile}/${medium}`);
  const server = await startServer();
  const serverOffsetMs = measureServerOffset();
  const heard: PageHeard[] = [];
  const viewers: Viewer[] = [];
  try {
    const roomId = await openRoom(server, MEDIA[medium]);
    const probe = await bundleProbe();
    for (let index = 0; index < pages; index += 1) {
      const link = linkOf(profile, index);
      viewers.push(
        await createViewer({
          index,
          server: { port: Number(new URL(server.url).port), botToken: server.botToken },
          link,
          random: random.fork(`link ${index}`),
          probe,
          onPlayback: (playback) =>
            heard.push({
              page: index,
              playback: { ...playback, effectiveAt: playback.effectiveAt - serverOffsetMs },
              heardMs: machineNow(),
            }),
        }),
      );
    }
    const endLoad = measureLoad();
    const scenario = planScenario({ pages, isShort, random: random.fork('scenario') });
    const run = await perform({ viewers, roomId, scenario, timelines: () => heard, note });
    const load = endLoad();
    const cpuSeconds: number[] = [];
    for (const viewer of viewers) cpuSeconds.push(await viewer.cpuSeconds());
    const report = {
      profile,
      medium,
      pages,
      seed,
      isShort,
      links: viewers.map(({ link }) => link),
      seconds: (run.toMs - run.fromMs) / 1000,
      figures: figuresOf(run),
      conditions: {
        load,
        frames: viewers.map((viewer) => viewer.frameCounts()),
        browserCpuSeconds: cpuSeconds,
        relayLatenessMs: distributionOf(viewers.flatMap(({ relay }) => relay.latenessMs)),
        clocks: viewers.map((viewer) => viewer.clock()),
        complaints: viewers.flatMap(({ person }) => person.complaints),
      },
    };
    return { report, run };
  } finally {
    await Promise.all(viewers.map((viewer) => viewer.close()));
    await server.stop();
  }
}

/** @returns the room's id */
async function openRoom(server: Server, videoUrl: string): Promise<string> {
  const owner = createRest({
    url: server.url,
    botToken: server.botToken,
    telegramId: OWNER_TELEGRAM_ID,
    name: 'Owner',
    address: '127.0.0.1',
  });
  await owner.signIn();
  const room = await owner.createRoom({ name: 'Bench', videoUrl, isPublic: true, controlMode: 'everyone' });
  return room.id;
}

/** The server's clock, that of the machine, minus the machine's monotonic one, in milliseconds. */
function measureServerOffset(): number {
  const readings = Array.from({ length: 101 }, () => {
    const beforeMs = machineNow();
    const wallMs = Date.now();
    return { offsetMs: wallMs - (beforeMs + machineNow()) / 2 };
  });
  // Date cuts fractions off: the largest is nearest to the truth.
  return Math.max(...readings.map(({ offsetMs }) => offsetMs));
}
