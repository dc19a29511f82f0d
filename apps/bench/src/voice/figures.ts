import { distributionOf, percentile, type Distribution } from '../percentiles.js';
import type { Way } from './options.js';

/** Somebody who came into voice. */
export interface Entry {
  /** Who were in voice already. */
  others: number;
  /** From their press to the first sound of another. */
  firstSoundMs: number;
}

/** While all who are in voice talk without a pause, or while nobody says anything. */
export interface Load {
  people: number;
  /** What voice adds to one person's part of the browser's processes, 1 being a core. */
  cpuShare: number;
  /** Of one person to one other. */
  packetsPerS: number;
  /** The same, with what the headers of RTP cost, and without those below it. */
  kbitPerS: number;
}

export interface Round {
  entries: Entry[];
  talking: Load[];
  /** All microphones are off. */
  silent: Load;
  /** From switching the microphone off to silence at another, where the two are alone in voice. */
  muteMs: number;
  /** The same where all are there, the others with their microphones off. */
  muteInCrowdMs: number;
}

export interface WayFigures {
  way: Way;
  rounds: number;
  firstSoundMs: Distribution;
  /** Median by how many were in already: the first of them with one other. */
  firstSoundByOthersMs: number[];
  muteMs: Distribution;
  muteInCrowdMs: Distribution;
  talking: Load[];
  silent: Load;
}

/** One promise, and what came of it. */
export interface Verdict {
  way: Way;
  bar: string;
  limit: number;
  value: number;
  isMet: boolean;
}

const FIRST_SOUND_P95_MS = 2_000;
const MUTE_MS = 200;

/** @param rounds at least one, all of them of as many people */
export function figuresOf(way: Way, rounds: readonly Round[]): WayFigures {
  const entries = rounds.flatMap((round) => round.entries);
  const counts = [...new Set(entries.map(({ others }) => others))].sort((a, b) => a - b);
  const sizes = [...new Set(rounds.flatMap(({ talking }) => talking.map(({ people }) => people)))];
  return {
    way,
    rounds: rounds.length,
    firstSoundMs: distributionOf(entries.map(({ firstSoundMs }) => firstSoundMs)),
    firstSoundByOthersMs: counts.map((count) =>
      percentile(
        entries.filter(({ others }) => others === count).map(({ firstSoundMs }) => firstSoundMs),
        0.5,
      ),
    ),
    muteMs: distributionOf(rounds.map(({ muteMs }) => muteMs)),
    muteInCrowdMs: distributionOf(rounds.map(({ muteInCrowdMs }) => muteInCrowdMs)),
    talking: sizes.map((size) =>
      medianOf(rounds.flatMap(({ talking }) => talking.filter(({ people }) => people === size))),
    ),
    silent: medianOf(rounds.map(({ silent }) => silent)),
  };
}

export function judge({ way, firstSoundMs, muteMs }: WayFigures): Verdict[] {
  return [
    verdict(way, 'press to first sound p95, ms', FIRST_SOUND_P95_MS, firstSoundMs.p95),
    verdict(way, 'mute to silence between two, the slowest, ms', MUTE_MS, muteMs.max),
  ];
}

function verdict(way: Way, bar: string, limit: number, value = Number.NaN): Verdict {
  return { way, bar, limit, value, isMet: value <= limit };
}

function medianOf(loads: readonly Load[]): Load {
  const median = (take: (load: Load) => number): number => percentile(loads.map(take), 0.5);
  return {
    people: median(({ people }) => people),
    cpuShare: median(({ cpuShare }) => cpuShare),
    packetsPerS: median(({ packetsPerS }) => packetsPerS),
    kbitPerS: median(({ kbitPerS }) => kbitPerS),
  };
}
