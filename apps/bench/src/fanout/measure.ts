import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '@watchparty/shared/simulation';
import { percentile } from '../percentiles.js';
import type { Audience } from './audience.js';
import type { Contender } from './contenders.js';
import type { Crowd } from './crowd.js';
import type { Entry, Guest, PlannedAct } from './crowd-messages.js';
import {
  type DeliveryFigures,
  type JoinFigures,
  joinFiguresOf,
  latenciesOf,
  type Rounds,
} from './figures.js';
import { monotonicMs } from './monotonic.js';
import { type ProcessUse, readProcessUse } from './process-use.js';
import type { DeliveryScenario, JoinScenario } from './scenarios.js';
import { timesRounds } from './verdict.js';

export interface Bench {
  contenders: readonly Contender[];
  /** Processes of clients; the hosts are all in the first one. */
  crowds: readonly Crowd[];
  audience: Audience;
  random: Random;
  /** Of a scenario without a bar. */
  rounds: number;
  /** Length of one contender's turn. */
  seconds: number;
  note: (line: string) => void;
}

/** People on their way into the rooms before anything is measured. */
const ENTERING_AT_ONCE = 20;
/** Until the last message of a turn has arrived everywhere, and its answer. */
const SETTLE_MS = 400;
/** A server that uses less than this share of a processor has nothing left to do. */
const QUIET_SHARE = 0.08;
const QUIET_LOOK_MS = 500;
const QUIET_PATIENCE_MS = 60_000;
/** Six digits, so that messages are as long as each other. */
const FIRST_ACT_ID = 100_000;
let nextActId = FIRST_ACT_ID;

export async function measureDelivery(
  bench: Bench,
  scenario: DeliveryScenario,
): Promise<Rounds<DeliveryFigures>> {
  const { contenders, random, note } = bench;
  const people = scenario.rooms * scenario.peopleInRoom;
  const idle = new Map<string, ProcessUse>();
  for (const contender of contenders) {
    const rooms = await bench.audience.invite(scenario.rooms, scenario.peopleInRoom);
    idle.set(contender.name, readProcessUse(contender.pid));
    await enter(bench, contender, rooms, ENTERING_AT_ONCE);
  }
  await untilQuiet(contenders);

  const rounds = emptyRounds<DeliveryFigures>();
  const count = bench.rounds * timesRounds(scenario.name);
  for (let round = 0; round < count; round += 1) {
    for (const contender of shuffled(contenders, random)) {
      await sleep(random.between(0, 1000 / scenario.actsPerSecond));
      const before = readProcessUse(contender.pid);
      const sent =
        (await bench.crowds[0]?.ask({
          do: 'act',
          group: contender.name,
          plan: planOf(scenario, bench.seconds, random),
        })) ?? [];
      await sleep(SETTLE_MS);
      const after = readProcessUse(contender.pid);
      const heard = await Promise.all(
        bench.crowds.map((crowd) => crowd.ask({ do: 'collect', group: contender.name })),
      );
      const latencies = latenciesOf(sent, heard, scenario.peopleInRoom);
      rounds[contender.name].push({
        p50Ms: percentile(latencies, 0.5),
        p95Ms: percentile(latencies, 0.95),
        p99Ms: percentile(latencies, 0.99),
        cpuS: after.cpuS - before.cpuS,
        residentBytes: after.residentBytes,
        residentBytesPerViewer:
          (after.residentBytes - (idle.get(contender.name)?.residentBytes ?? 0)) / people,
        messageBytes: heard.reduce((sum, { bytes }) => sum + bytes, 0) / latencies.length,
      });
    }
    note(`${scenario.name}: round ${round + 1} of ${count}`);
  }
  for (const contender of contenders) await leave(bench, contender);
  await untilQuiet(contenders);
  return rounds;
}

export async function measureJoins(bench: Bench, scenario: JoinScenario): Promise<Rounds<JoinFigures>> {
  const { contenders, random, note } = bench;
  const rounds = emptyRounds<JoinFigures>();
  const count = bench.rounds * timesRounds(scenario.name);
  for (let round = 0; round < count; round += 1) {
    for (const contender of shuffled(contenders, random)) {
      const rooms = await bench.audience.invite(1, scenario.people);
      await untilQuiet(contenders);
      const before = readProcessUse(contender.pid);
      const startMs = monotonicMs();
      const entries = await enter(bench, contender, rooms, scenario.inFlight);
      const { cpuS } = readProcessUse(contender.pid);
      rounds[contender.name].push(joinFiguresOf(startMs, entries, cpuS - before.cpuS));
      await leave(bench, contender);
    }
    note(`${scenario.name}: round ${round + 1} of ${count}`);
  }
  await untilQuiet(contenders);
  return rounds;
}

/** @returns a message about this act as the product tells it */
export async function sampleOf(bench: Bench, product: Contender, act: 'seek' | 'chat'): Promise<string> {
  await enter(bench, product, await bench.audience.invite(1, 1), 1);
  const [crowd] = bench.crowds;
  await crowd?.ask({
    do: 'act',
    group: product.name,
    plan: [{ act, id: FIRST_ACT_ID, by: 0, afterMs: 0 }],
  });
  await sleep(SETTLE_MS);
  const heard = await crowd?.ask({ do: 'collect', group: product.name });
  await leave(bench, product);
  if (heard?.sample === undefined) throw new Error(`the product did not tell of a ${act}`);
  return heard.sample;
}

async function enter(
  { crowds }: Bench,
  { name, wire, url }: Contender,
  rooms: readonly Guest[][],
  inFlight: number,
): Promise<Entry[]> {
  const entries = await Promise.all(
    crowds.map((crowd, index) =>
      crowd.ask({
        do: 'enter',
        group: name,
        wire,
        url,
        guests: guestsOf(rooms, index, crowds.length),
        inFlight: Math.max(1, Math.round(inFlight / crowds.length)),
      }),
    ),
  );
  return entries.flat();
}

/** Everybody's share of each room, and in the first one all hosts before the others. */
function guestsOf(rooms: readonly Guest[][], index: number, crowds: number): Guest[] {
  const hosts = index === 0 ? rooms.flatMap((room) => room.slice(0, 1)) : [];
  const others = rooms.flatMap((room) => room.slice(1)).filter((_, guest) => guest % crowds === index);
  return [...hosts, ...others];
}

async function leave({ crowds }: Bench, { name }: Contender): Promise<void> {
  await Promise.all(crowds.map((crowd) => crowd.ask({ do: 'leave', group: name })));
}

/** At an even pace with some jitter, so that no turn beats in time with a timer of a server. */
function planOf(
  { act, actsPerSecond, rooms }: DeliveryScenario,
  seconds: number,
  random: Random,
): PlannedAct[] {
  const everyMs = 1000 / actsPerSecond;
  return Array.from({ length: Math.round(actsPerSecond * seconds) }, (_, index) => ({
    act,
    id: nextActId++,
    by: index % rooms,
    afterMs: everyMs * (index + random.between(0, 0.5)),
  }));
}

/** What one contender still has to do must not fall into another one's turn. */
async function untilQuiet(contenders: readonly Contender[]): Promise<void> {
  const deadlineMs = monotonicMs() + QUIET_PATIENCE_MS;
  const used = (): number => contenders.reduce((sum, { pid }) => sum + readProcessUse(pid).cpuS, 0);
  for (;;) {
    const beforeS = used();
    await sleep(QUIET_LOOK_MS);
    if ((used() - beforeS) * 1000 < QUIET_SHARE * QUIET_LOOK_MS) return;
    if (monotonicMs() > deadlineMs) throw new Error('a server does not come to rest');
  }
}

function emptyRounds<F>(): Rounds<F> {
  return { watchparty: [], 'socket.io': [], ws: [] };
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, rank: random.between(0, 1) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
