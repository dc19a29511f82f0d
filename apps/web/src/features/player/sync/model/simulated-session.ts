import { positionAt, type Playback, type PlayerClock } from '@watchparty/shared';
import { createFifoLink, type LinkProfile, type Random } from '@watchparty/shared/simulation';

import { createSyncEngine } from '../sync-engine.js';
import { targetAt } from '../timeline-target.js';
import { SimulatedPlayer, type PlayerTraits, type ToldCommand } from './simulated-player.js';
import { SimulatedTime } from './simulated-time.js';

/** One device in one room. */
export interface SessionPlan {
  player: PlayerTraits;
  /** How the engine is told that its position is known. */
  clock: PlayerClock;
  /** From the server to the device. */
  link: LinkProfile;
  /** What the room does at random. */
  commands: readonly CommandType[];
  /** The browser runs timers once a second only, as in a hidden tab. */
  isHidden: boolean;
  /** What happens to the player while the room is restless, at random. */
  incidents: readonly IncidentType[];
  /** How long the room is left alone at the end, in milliseconds. */
  calmMs: number;
  /** The largest error of the device's clock in milliseconds; it moves by 1 ms a second. */
  maxClockErrorMs: number;
}

export type CommandType = 'play' | 'pause' | 'seek' | 'rate';
export type IncidentType = 'stall' | 'advertisement' | 'step';

/** What was seen of the device at one moment. */
export interface SessionMoment {
  /** Milliseconds since the session began. */
  atMs: number;
  phase: 'resting' | 'moving';
  /** When the device came to know that this phase has begun, in milliseconds of the session. */
  phaseSinceMs: number;
  /** Seconds that the picture is ahead of where the device believes the room to be. */
  offS: number;
  isPaused: boolean;
}

/** What a session came to. */
export interface Session {
  moments: SessionMoment[];
  /** When the last command or incident was over. */
  calmFromMs: number;
  commandCount: number;
  /** Incidents that only a seek makes good. */
  displacements: number;
  ignoredSeeks: number;
  told: readonly ToldCommand[];
  /** Commands while it said that it shows an advertisement. */
  toldInAd: number;
  /** What the room plays at in the end. */
  roomRate: number;
}

const URL = '/samples/clock.mp4';
/** The server's clock ahead of the local one, in milliseconds. */
const SERVER_OFFSET_MS = 1_700_000_000_000;
const TICK_MS = 100;
const HIDDEN_TICK_MS = 1_000;
const FILM_S = 7_200;
/** The room is restless for so long, and is then left alone. */
const RESTLESS_MS = 20_000;
/** Looks at the player fall between those of the engine. */
const LOOK_MS = 130;
const CLOCK_SLEW_PER_MS = 0.001;
/** Beyond this many seconds, only a seek makes a loss good. */
const SEEK_WORTHY_S = 0.9;
/** A step of a media clock, in seconds. */
const STEP_S = 0.017;

/** Plays one session of the real engine: a restless room first, then one that plays on undisturbed. */
export async function playSession(plan: SessionPlan, random: Random): Promise<Session> {
  const time = new SimulatedTime();
  const player = new SimulatedPlayer(time, { duration: FILM_S, ...plan.player });
  const clockErrorMs = driftingClock(plan.maxClockErrorMs, random.fork('clock'));
  const serverNow = () => SERVER_OFFSET_MS + time.nowMs + clockErrorMs(time.nowMs);
  const schedule = plan.isHidden ? onTheSecond(time) : time.schedule;
  const engine = createSyncEngine({
    player,
    clock: plan.clock,
    loadedUrl: URL,
    serverNow,
    clockSdMs: () => 0,
    now: () => time.nowMs,
    schedule,
    onStatus: () => undefined,
    onSilenced: () => undefined,
  });
  time.repeat(() => engine.tick(), plan.isHidden ? HIDDEN_TICK_MS : TICK_MS);

  const session: Session = {
    moments: [],
    calmFromMs: 0,
    commandCount: 0,
    displacements: 0,
    ignoredSeeks: 0,
    told: player.told,
    toldInAd: 0,
    roomRate: 1,
  };
  /** What the device knows of the room, the newest last. */
  const known: { playback: Playback; fromMs: number }[] = [];

  startRoom();
  plan.incidents.forEach((incident) => startIncident(incident));
  time.repeat(look, LOOK_MS);
  await time.advance(RESTLESS_MS + plan.calmMs);
  engine.destroy();
  const roomRate = known.at(-1)?.playback.rate ?? session.roomRate;
  return { ...session, roomRate, ignoredSeeks: player.ignoredSeeks, toldInAd: player.toldInAd };

  function startRoom(): void {
    const chance = random.fork('room');
    const link = createFifoLink(plan.link, random.fork('link'));
    let playback: Playback = {
      videoUrl: URL,
      platform: 'file',
      isPlaying: chance.chance(0.7),
      position: chance.between(0, 1_000),
      rate: 1,
      effectiveAt: SERVER_OFFSET_MS - chance.between(0, 60_000),
      version: 0,
    };
    const deliver = (sent: Playback): void => {
      session.commandCount += 1;
      time.schedule(() => hear(sent), link.arrivalOf(time.nowMs) - time.nowMs);
    };
    const command = (type: CommandType): void => {
      playback = commanded(playback, type, { serverMs: SERVER_OFFSET_MS + time.nowMs, chance });
      deliver(playback);
    };
    deliver(playback);
    let atMs = 0;
    for (;;) {
      // Two people may press at once.
      atMs += chance.chance(0.2) ? chance.between(20, 300) : chance.between(1_500, 8_000);
      if (atMs > RESTLESS_MS) break;
      const type = chance.pick(plan.commands);
      time.schedule(() => command(type), atMs);
    }
    time.schedule(() => command('play'), RESTLESS_MS);
  }

  function hear(playback: Playback): void {
    const fromMs = Math.max(time.nowMs, playback.effectiveAt - SERVER_OFFSET_MS);
    known.push({ playback, fromMs });
    session.calmFromMs = Math.max(session.calmFromMs, fromMs);
    engine.setPlayback(playback);
  }

  function startIncident(type: IncidentType): void {
    const chance = random.fork(type);
    let atMs = 0;
    for (;;) {
      atMs += chance.between(2_000, 8_000);
      const lengthMs = type === 'advertisement' ? chance.between(5_000, 15_000) : chance.between(200, 4_000);
      if (atMs + lengthMs > RESTLESS_MS) return;
      time.schedule(() => begin(type, lengthMs, chance), atMs);
      atMs += lengthMs;
      if (type !== 'step') time.schedule(() => end(type), atMs);
    }
  }

  function begin(type: IncidentType, lengthMs: number, chance: Random): void {
    if (type === 'step') player.position += chance.pick([-STEP_S, STEP_S]);
    if (type === 'stall') player.isStalled = true;
    if (type === 'advertisement') player.showsAdvertisement = true;
    if (type !== 'step' && lengthMs / 1000 > SEEK_WORTHY_S) session.displacements += 1;
    session.calmFromMs = Math.max(session.calmFromMs, time.nowMs);
  }

  function end(type: IncidentType): void {
    if (type === 'stall') player.isStalled = false;
    if (type === 'advertisement') player.showsAdvertisement = false;
    session.calmFromMs = Math.max(session.calmFromMs, time.nowMs);
  }

  function look(): void {
    const current = known.findLast(({ fromMs }) => fromMs <= time.nowMs) ?? known[0];
    if (!current) return;
    const aim = targetAt(current.playback, serverNow());
    if (aim.phase === 'ended') throw new Error('the film is too short');
    const before = session.moments.at(-1);
    session.moments.push({
      atMs: time.nowMs,
      phase: aim.phase,
      phaseSinceMs: before?.phase === aim.phase ? before.phaseSinceMs : current.fromMs,
      offS: player.position - aim.position,
      isPaused: player.isPaused(),
    });
  }
}

/** What a server makes of a command. */
function commanded(
  playback: Playback,
  type: CommandType,
  { serverMs, chance }: { serverMs: number; chance: Random },
): Playback {
  const leadMs = chance.between(100, 500);
  const effectiveAt = Math.max(serverMs + leadMs, playback.effectiveAt);
  const next: Playback = {
    ...playback,
    position: positionAt(playback, effectiveAt),
    effectiveAt,
    version: playback.version + 1,
  };
  switch (type) {
    case 'play':
      return { ...next, isPlaying: true };
    case 'pause':
      return { ...next, isPlaying: false };
    case 'seek':
      return { ...next, position: chance.between(0, 3_000) };
    case 'rate':
      return { ...next, rate: chance.pick([0.75, 1, 1.25, 1.5]) };
  }
}

/** A clock whose error wanders between its bounds, as fast as estimates of clocks are moved. */
function driftingClock(maxErrorMs: number, random: Random): (atMs: number) => number {
  if (maxErrorMs === 0) return () => 0;
  const periodMs = (4 * maxErrorMs) / CLOCK_SLEW_PER_MS;
  const startMs = random.between(0, periodMs);
  return (atMs) => {
    const share = ((atMs + startMs) % periodMs) / periodMs;
    return maxErrorMs * (share < 0.5 ? 4 * share - 1 : 3 - 4 * share);
  };
}

/** Timers of a hidden tab. */
function onTheSecond(time: SimulatedTime): SimulatedTime['schedule'] {
  return (task, delayMs) => {
    const dueMs = Math.ceil((time.nowMs + Math.max(0, delayMs)) / HIDDEN_TICK_MS) * HIDDEN_TICK_MS;
    return time.schedule(task, dueMs - time.nowMs);
  };
}
