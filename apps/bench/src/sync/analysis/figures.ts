import { type Distribution, distributionOf } from '../../percentiles.js';
import type { Command } from '../scenario.js';
import type { GivenCommand, Run, SufferedMishap } from '../run.js';
import { convergenceOf } from './convergence.js';
import { countEvents, type Disturbance, disturbanceIn } from './disturbance.js';
import { checkFrames, type FrameCheck, restDifference } from './frame-check.js';
import { createOffsetTrack, type OffsetTrack } from './offsets.js';
import { absencesOf, calmPeriods, isWithin, lengthOf, type Period, without } from './periods.js';
import { createRoomTimeline, type RoomTimeline } from './room-timeline.js';
import { type SpreadPoint, spreadsOver } from './spread.js';
import { tellingOf } from './telling.js';

/** What a run comes to. Times are milliseconds unless their name says otherwise. */
export interface Figures {
  /** Between all pages, from 3 s after a command. */
  spread: Distribution;
  /** The same from single samples, without the median of those around them. */
  rawSpread: Distribution;
  calmSeconds: number;
  commands: CommandFigures[];
  /** From the press until all are together and stay so, over all commands. */
  convergence: Distribution;
  /** What the links take of that: from the press until the last one has heard of it. */
  telling: Distribution;
  recoveries: RecoveryFigures[];
  pages: PageFigures[];
  frames: FrameCheck;
  /** For each pause, how many frames lay between the pictures; null where one could not be read. */
  restFrames: (number | null)[];
  course: CoursePoint[];
}

/** The spread through the whole run, for a plot. */
export interface CoursePoint {
  /** From the beginning of the run. */
  atMs: number;
  spreadMs: number;
  /** Everybody should be together. */
  isCalm: boolean;
}

export interface CommandFigures {
  command: Command;
  /** From the beginning of the run. */
  atMs: number;
  /** From the press; null when they did not come together before the next one. */
  convergedMs: number | null;
  /** The same from the moment that the server set for it, or the press if that is later. */
  convergedFromEffectMs: number | null;
  /** From the press until the last one heard what it made of the room; null where somebody never did. */
  toldMs: number | null;
  /** The next command came before anybody could have followed this one. */
  isOvertaken: boolean;
  /** Jumps of each page until the next command; null for a page that is excused. */
  seeks: (number | null)[];
  /** Waits for somebody that began until then: the room may stand elsewhere in each. */
  holds: number;
}

export interface RecoveryFigures {
  kind: SufferedMishap['mishap']['kind'];
  page: number;
  atMs: number;
  /** From the end of the mishap until this page is with the others; null when it did not get there in time. */
  recoveredMs: number | null;
  seeks: number;
}

export interface PageFigures {
  /** Against the server's timeline, positive: ahead. */
  drift: Distribution & { mean?: number };
  calmSeconds: number;
  calmSeeks: number;
  calmRateChanges: number;
  rateChangesPerMinute: number;
  /** Once settled. */
  calmDisturbance: Disturbance;
  /** Through the whole run. */
  disturbance: Disturbance;
}

const OVERTAKEN_MS = 1_500;
/** Worse than any time that something took. */
const NEVER = Number.MAX_SAFE_INTEGER;

export function figuresOf(run: Run): Figures {
  const room = createRoomTimeline(run.timelines);
  const tracks = run.pages.map(({ samples }) => createOffsetTrack(samples, room));
  const absences = run.pages.map((_, page) => absencesOf(run, page));
  const calm = calmPeriods(run, room);
  const points = spreadsOver(calm, tracks, absences);
  const commands = run.commands.map((command, index) =>
    commandFigures(run, room, tracks, { command, next: run.commands[index + 1] }),
  );
  return {
    spread: distributionOf(points.map(({ spreadMs }) => spreadMs)),
    rawSpread: distributionOf(points.map(({ rawSpreadMs }) => rawSpreadMs)),
    calmSeconds: lengthOf(calm) / 1000,
    commands,
    convergence: distributionOf(countedOf(commands).map(({ convergedMs }) => convergedMs ?? NEVER)),
    telling: distributionOf(countedOf(commands).map(({ toldMs }) => toldMs ?? NEVER)),
    recoveries: run.mishaps.map((mishap) => recoveryFigures(run, tracks, mishap)),
    pages: run.pages.map((_, page) => pageFigures(run, room, points, { page, calm })),
    frames: checkFrames(run.pages.flatMap(({ frames }) => frames)),
    restFrames: run.rests.map((looks) => restDifference(looks) ?? null),
    course: courseOf(run, tracks, absences, calm),
  };
}

/** Those that somebody had to follow, to the end. */
function countedOf(commands: readonly CommandFigures[]): CommandFigures[] {
  return commands.filter(({ isOvertaken, seeks }) => !isOvertaken && seeks.some((count) => count !== null));
}

function commandFigures(
  run: Run,
  room: RoomTimeline,
  tracks: readonly OffsetTrack[],
  { command, next }: { command: GivenCommand; next: GivenCommand | undefined },
): CommandFigures {
  const { pressedMs } = command;
  const mishapMs = run.mishaps.map(({ fromMs }) => fromMs).filter((fromMs) => fromMs > pressedMs);
  const toMs = Math.min(next?.pressedMs ?? run.toMs, run.toMs, ...mishapMs);
  const effectMs = room.changesMs.find((atMs) => atMs >= pressedMs && atMs < toMs) ?? pressedMs;
  const window: Period = { fromMs: pressedMs, toMs };
  const present = run.pages.map((_, page) => !overlapsAny(window, absencesOf(run, page)));
  const others = tracks.filter((_, page) => present[page]);
  return {
    command: command.command,
    atMs: pressedMs - run.fromMs,
    convergedMs: convergenceOf(others, pressedMs, toMs) ?? null,
    convergedFromEffectMs: convergenceOf(others, effectMs, toMs) ?? null,
    toldMs: tellingOf(run.timelines, pagesOf(present), window) ?? null,
    isOvertaken: next !== undefined && next.pressedMs - pressedMs < OVERTAKEN_MS,
    seeks: run.pages.map(({ events }, page) =>
      present[page] ? countEvents(events, 'seeking', [window]) : null,
    ),
    holds: room.holdsMs.filter((atMs) => isWithin(atMs, [window])).length,
  };
}

/** The numbers of those for whom it is true. */
function pagesOf(present: readonly boolean[]): number[] {
  return present.flatMap((isPresent, page) => (isPresent ? [page] : []));
}

/** Where pages are not expected to be together yet, single samples speak: a median would blur the jump. */
function courseOf(
  run: Run,
  tracks: readonly OffsetTrack[],
  absences: readonly (readonly Period[])[],
  calm: readonly Period[],
): CoursePoint[] {
  return spreadsOver([{ fromMs: run.fromMs, toMs: run.toMs }], tracks, absences).map((point) => {
    const isCalm = isWithin(point.atMs, calm);
    return {
      atMs: point.atMs - run.fromMs,
      spreadMs: isCalm ? point.spreadMs : point.rawSpreadMs,
      isCalm,
    };
  });
}

function overlapsAny(window: Period, periods: readonly Period[]): boolean {
  return periods.some(({ fromMs, toMs }) => fromMs < window.toMs && window.fromMs < toMs);
}

function recoveryFigures(
  run: Run,
  tracks: readonly OffsetTrack[],
  suffered: SufferedMishap,
): RecoveryFigures {
  const { mishap, page, toMs } = suffered;
  const nextMs = run.commands.find(({ pressedMs }) => pressedMs > toMs)?.pressedMs ?? run.toMs;
  const others = run.mishaps.map(({ fromMs }) => fromMs).filter((fromMs) => fromMs > toMs);
  const untilMs = Math.min(nextMs, ...others);
  const track = tracks[page];
  return {
    kind: mishap.kind,
    page,
    atMs: toMs - run.fromMs,
    recoveredMs: (track && convergenceOf([track], toMs, untilMs)) ?? null,
    seeks: countEvents(run.pages[page]?.events ?? [], 'seeking', [{ fromMs: toMs, toMs: untilMs }]),
  };
}

function pageFigures(
  run: Run,
  room: RoomTimeline,
  points: readonly SpreadPoint[],
  { page, calm }: { page: number; calm: readonly Period[] },
): PageFigures {
  const track = run.pages[page] ?? { samples: [], events: [], frames: [] };
  const own = calm.flatMap((period) => without(period, absencesOf(run, page)));
  const offsets = points.map(({ offsetsMs }) => offsetsMs[page]).filter((offset) => offset !== undefined);
  const minutes = lengthOf(own) / 60_000;
  const calmRateChanges = countEvents(track.events, 'ratechange', own);
  const absences = absencesOf(run, page);
  const whole = { fromMs: run.fromMs, toMs: run.toMs };
  return {
    drift: { ...distributionOf(offsets), ...(offsets.length > 0 && { mean: meanOf(offsets) }) },
    calmSeconds: minutes * 60,
    calmSeeks: countEvents(track.events, 'seeking', own),
    calmRateChanges,
    rateChangesPerMinute: minutes > 0 ? calmRateChanges / minutes : 0,
    calmDisturbance: disturbanceIn(own, track.samples, room),
    disturbance: disturbanceIn(without(whole, absences), track.samples, room),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
