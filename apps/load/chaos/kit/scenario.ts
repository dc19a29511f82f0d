import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom, type Random } from '@watchparty/shared/simulation';
import {
  converge,
  createCrowd,
  createJournal,
  faultsOf,
  percentile,
  type Crowd,
  type CrowdRoom,
  type Journal,
} from '../../src/index.js';
import type { Stack } from './stack.js';
import { readLeases, readMarks, readTruth } from './truth.js';
import { within } from './within.js';

/** What a scenario works with: a crowd that acts all the time, and an installation to harm. */
export interface Scene {
  stack: Stack;
  crowd: Crowd;
  random: Random;
  journal: Journal;
  /**
   * Takes what is true in every room now, and demands that everybody there knows it in time.
   *
   * @param when for the report
   */
  converges(when: string): Promise<void>;
  /** Lets a fault last, while everybody goes on. */
  lasts(ms: number): Promise<void>;
}

/** The promise: everybody knows what is true by then. */
const CONVERGENCE_MS = 10_000;
/** A lease that nobody could release runs out (30 s), the keeper looks twice (20 s), and the seat has a grace (8 s). */
const AGREEMENT_MS = 60_000;
const CALM_MS = 25_000;
const WARM_UP_MS = 20_000;
const WARM_UP_MESSAGES = 30;
const POLL_MS = 200;

const CROWD = { rooms: 6, peopleInRoom: 5, messagesPerSecond: 20 };

let crowds = 0;

/**
 * Lets `harm` loose on an installation under load, and holds it to every promise afterwards. `CHAOS_SEED` repeats the
 * choices of an earlier run.
 */
export async function runScenario(
  stack: Stack,
  name: string,
  harm: (scene: Scene) => Promise<void>,
): Promise<void> {
  const seed = process.env.CHAOS_SEED ?? randomBytes(4).toString('hex');
  const random = createRandom(`${seed}/${name}`);
  const journal = createJournal();
  crowds += 1;
  const { url, botToken } = stack;
  const crowd = createCrowd({
    ...CROWD,
    url,
    botToken,
    random,
    journal,
    firstTelegramId: 1_000_000 * (process.pid % 1000) + crowds * 1_000 + 1,
  });
  const figures: string[] = [];
  const roomIds = (): string[] => crowd.rooms.map(({ id }) => id);

  const scene: Scene = {
    stack,
    crowd,
    random,
    journal,
    lasts: (ms) => sleep(Math.max(0, ms)),
    async converges(when) {
      const marks = await readMarks(stack, roomIds());
      const { times, laggards } = await converge(crowd.people, marks, CONVERGENCE_MS);
      figures.push(`${when}: p50 ${percentile(times, 0.5)} ms, max ${times.at(-1) ?? 0} ms`);
      journal.note(`${when}: ${times.length} people up to date, ${laggards.length} not`);
      for (const laggard of laggards) journal.accuse(`${when}, after ${CONVERGENCE_MS} ms: ${laggard}`);
    },
  };

  try {
    await crowd.arrive();
    crowd.act();
    await within(WARM_UP_MS, 'everybody is at it', () => ackedOf(crowd) >= WARM_UP_MESSAGES);
    journal.note('everybody is at it');
    await harm(scene);
    journal.note('the fault is over');
    await crowd.calm(CALM_MS);
    journal.note('calm');
    const calmMs = Date.now();
    await agree(scene);
    figures.push(`agreed ${Date.now() - calmMs} ms after the last act`);
    if (journal.accusations.length > 0) throw new Error(journal.accusations.join('\n'));
    process.stdout.write(`${report({ name, seed, crowd, figures })}\n`);
  } catch (error) {
    throw new Error(explain({ name, seed, error, scene, figures }), { cause: error });
  } finally {
    crowd.disperse();
  }
}

function ackedOf(crowd: Crowd): number {
  return crowd.ledger.all().filter(({ fate }) => fate.state === 'acked').length;
}

/** Waits until nothing differs any more. */
async function agree(scene: Scene): Promise<void> {
  const deadlineMs = Date.now() + AGREEMENT_MS;
  for (;;) {
    const faults = await faultsOfAll(scene);
    if (faults.length === 0) return;
    if (Date.now() > deadlineMs) throw new Error(faults.join('\n'));
    await sleep(POLL_MS);
  }
}

async function faultsOfAll({ stack, crowd }: Scene): Promise<string[]> {
  const perRoom = await Promise.all(crowd.rooms.map((room) => faultsOfRoom(stack, crowd, room)));
  return [...perRoom.flat(), ...(await faultsOfLists(stack, crowd))];
}

async function faultsOfRoom(stack: Stack, crowd: Crowd, room: CrowdRoom): Promise<string[]> {
  const truth = await readTruth(stack, room.id);
  const inside = room.people.filter(({ isIn }) => isIn);
  const faults = faultsOf(truth, {
    present: new Set(inside.map(({ userId }) => userId)),
    devices: inside.flatMap(({ devices }) =>
      devices.map((device) => ({ label: device.label, room: device.room() })),
    ),
    written: crowd.ledger.ofRoom(room.id),
  });
  // Whoever left while Redis was out of reach may be named by a lease until it runs out. The seat is what counts.
  const leases = await readLeases(stack, room.id);
  for (const { userId, devices } of inside) {
    for (const { label, socketId } of devices) {
      if (socketId === undefined || !leases.get(userId)?.includes(socketId))
        faults.push(`${label} is there without a lease`);
    }
  }
  const named = (fault: string): string =>
    room.people.reduce((text, { userId, name }) => text.replaceAll(userId, name), fault);
  return faults.map((fault) => `${room.host.name.slice(0, -2)}: ${named(fault)}`);
}

/** Every node's public list counts the same people. */
async function faultsOfLists({ nodes }: Stack, crowd: Crowd): Promise<string[]> {
  const faults: string[] = [];
  for (const node of nodes) {
    const list = await crowd.rooms[0]?.host.rest.listRooms(node.url);
    for (const room of crowd.rooms) {
      const expected = room.people.filter(({ isIn }) => isIn).length;
      const listed = list?.find(({ id }) => id === room.id)?.participantCount;
      if (listed !== expected) faults.push(`${node.name} lists ${listed ?? 'no'} people of ${expected}`);
    }
  }
  return faults;
}

interface Report {
  name: string;
  seed: string;
  crowd: Crowd;
  figures: string[];
}

function report({ name, seed, crowd, figures }: Report): string {
  const written = crowd.ledger.all();
  const repeated = written.filter(({ tries }) => tries > 1).length;
  const abandoned = written.filter(({ fate }) => fate.state === 'abandoned').length;
  const refusals = [...crowd.refusals].map(([code, count]) => `${count} ${code}`).join(', ') || 'none';
  return [
    `${name} (CHAOS_SEED=${seed})`,
    ...figures,
    `${ackedOf(crowd)} messages acked, ${repeated} of ${written.length} sent again, ${abandoned} abandoned; ` +
      `commands refused: ${refusals}`,
  ].join('\n  ');
}

const MAX_FAULTS = 30;
const MAX_DEVICES = 3;
const MAX_FRONT_LINES = 12;

function explain({
  name,
  seed,
  error,
  scene: { crowd, journal, stack },
  figures,
}: Omit<Report, 'crowd'> & { error: unknown; scene: Scene }): string {
  const message = error instanceof Error ? error.message : String(error);
  const faults = [...new Set([...message.split('\n'), ...journal.accusations])];
  const differing = crowd.people
    .flatMap(({ devices }) => devices)
    .filter(({ label }) =>
      faults.some((fault) => fault.includes(`${label} `) || fault.includes(`${label}:`)),
    );
  return [
    `${name} failed; repeat it with CHAOS_SEED=${seed}`,
    ...faults.slice(0, MAX_FAULTS),
    ...(faults.length > MAX_FAULTS ? [`and ${faults.length - MAX_FAULTS} more`] : []),
    '',
    'Timeline:',
    ...journal.lines(),
    ...figures,
    ...differing.slice(0, MAX_DEVICES).flatMap(({ label, recent }) => ['', `${label} lately:`, ...recent()]),
    '',
    'nginx lately:',
    ...stack.front.tail().split('\n').slice(-MAX_FRONT_LINES),
    ...stack.nodes.flatMap((node) => [
      '',
      `${node.name} (${node.isRunning() ? 'runs' : 'is down'}) complained:`,
      ...node.complaints(),
    ]),
  ].join('\n');
}
