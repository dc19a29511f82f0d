import { capabilitiesOf, type Capabilities } from '@watchparty/shared';

import type { MediaProblem, PlayerEvent, PlayerHandle, PlayOutcome, TimeSpan } from '../../player-handle.js';
import type { SimulatedTime } from './simulated-time.js';

/** What a simulated player is like; whatever is absent is as an exact and obedient player has it. */
export interface PlayerTraits {
  /** What one seek, and one start, takes in milliseconds. */
  seekMs?: () => number;
  startMs?: () => number;
  /** Seconds. */
  duration?: number;
  /** Seconds of film that are there from its beginning on; without it, all of it. */
  loadedToS?: number;
  /** What the browser says to "play", by whether it is muted. */
  allows?: (isMuted: boolean) => PlayOutcome;
  /** It takes so long to say that it may not, in milliseconds. */
  refusesAfterMs?: number;
  /** The position is renewed so seldom, in milliseconds. */
  renewsEveryMs?: number;
  /** `steps`: it knows quarter rates only; `ignored`: it says yes to rates, and plays at 1. */
  rates?: 'any' | 'steps' | 'ignored';
  /** Whether it does nothing about the present seek. */
  ignoresSeek?: () => boolean;
  /** Seconds by which one reading of the position is wrong. */
  readingErrorS?: () => number;
  /** Seconds that it loses each time that it goes from a rate with pitch kept back to 1. */
  stretchLossS?: number;
  /** What its crystal gains, in ppm. */
  skewPpm?: number;
  /** Where its record differs from a file's. */
  capabilities?: Partial<Capabilities>;
  /** It tells its position after so many milliseconds again, and runs on by itself in between, as handles of frames do. */
  tellsAfterMs?: () => number;
  /** How long such a message is on its way, in milliseconds. */
  messageMs?: () => number;
  /** Seconds between two keyframes: where nothing has been fetched yet, jumps land on the one before. */
  keyframesEveryS?: number;
  /** It is not ready before, in milliseconds. */
  readyAfterMs?: number;
}

/** Something that the player was told. Seeks in seconds, rates in seconds of video per second. */
export interface ToldCommand {
  type: 'seek' | 'rate';
  value: number;
  /** Milliseconds of simulated time. */
  atMs: number;
}

const RATE_STEP = 0.25;
/** What YouTube lists. */
const QUARTERS: readonly number[] = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];
/** Frames run on so far without a message, in seconds. */
const RUNS_ON_S = 1;
/** Seconds of film that are fetched in a second, and that are kept ahead. */
const FETCH_RATE = 5;
const FETCHED_AHEAD_S = 20;

/** A player on simulated time. Between two changes its position is a straight line, so it costs nothing to let it run. */
export class SimulatedPlayer implements PlayerHandle {
  capabilities: Capabilities;
  /** What it was told, without rates that changed nothing. */
  readonly told: ToldCommand[] = [];
  readonly loads: string[] = [];
  ignoredSeeks = 0;
  /** How often it was told to play. */
  plays = 0;
  /** What it was told while it said that it shows an advertisement. */
  toldInAd = 0;
  isMuted = false;
  /** What lies before has been dropped again, in seconds. */
  loadedFromS = 0;
  private toldRate = 1;
  private rate = 1;
  private keepsPitch = true;
  private paused = true;
  private ready = true;
  private stalled = false;
  private inAdvertisement = false;
  private runsFromMs = 0;
  private cancelStart: (() => void) | undefined;
  private cancelSeek: (() => void) | undefined;
  /** The line: where it was, and when. */
  private anchorS = 0;
  private anchorMs = 0;
  private toldS = 0;
  private renewedAtMs = 0;
  /** What was told, and when it was heard; the next message, and when it is sent. */
  private heard = { positionS: 0, atMs: 0 };
  private underWay: { positionS: number; arrivesAtMs: number }[] = [];
  private nextTellMs = 0;
  /** Where the latest jump has landed, and when: from there on the film is fetched. */
  private fetched = { fromS: 0, sinceMs: 0 };
  private readonly listeners = new Set<(event: PlayerEvent) => void>();
  private readonly time: SimulatedTime;
  private readonly traits: PlayerTraits;

  constructor(time: SimulatedTime, traits: PlayerTraits = {}) {
    this.time = time;
    this.traits = traits;
    const file = capabilitiesOf('file');
    if (!file) throw new Error('files can be played');
    this.capabilities = { ...file, rate: traits.rates === 'steps' ? 'steps' : 'any', ...traits.capabilities };
    if (traits.readyAfterMs === undefined) return;
    this.ready = false;
    time.schedule(() => this.becomeReady(), traits.readyAfterMs);
  }

  get seeks(): number[] {
    return this.told.filter(({ type }) => type === 'seek').map(({ value }) => value);
  }

  get ratesTold(): number[] {
    return this.told.filter(({ type }) => type === 'rate').map(({ value }) => value);
  }

  /** Where the picture really is, in seconds; `currentTime` may be older or wrong. */
  get position(): number {
    return this.positionAt(this.time.nowMs);
  }

  set position(position: number) {
    this.settle();
    this.anchorS = position;
  }

  get isStalled(): boolean {
    return this.stalled;
  }

  set isStalled(isStalled: boolean) {
    if (isStalled === this.stalled) return;
    this.settle();
    this.stalled = isStalled;
    this.tell({ type: isStalled ? 'waiting' : 'canplay' });
  }

  /** It says that it plays, and shows something else. */
  set showsAdvertisement(shows: boolean) {
    if (shows === this.inAdvertisement) return;
    this.settle();
    this.inAdvertisement = shows;
    if (this.capabilities.ads) this.tell({ type: 'ad', isOn: shows });
  }

  /** It turns out that the video can do something else. */
  learn(change: Partial<Capabilities>): void {
    this.capabilities = { ...this.capabilities, ...change };
    this.tell({ type: 'capabilities' });
  }

  isInAd(): boolean {
    return this.capabilities.ads && this.inAdvertisement;
  }

  rates(): readonly number[] {
    return QUARTERS;
  }

  tell(event: PlayerEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  load(url: string): void {
    this.loads.push(url);
    this.ready = false;
    this.tell({ type: 'loading' });
  }

  becomeReady(): void {
    this.ready = true;
    this.moveTo(0);
    this.tell({ type: 'ready' });
  }

  play(): Promise<PlayOutcome> {
    const outcome = this.traits.allows?.(this.isMuted) ?? 'playing';
    this.noteTold();
    this.plays += 1;
    if (outcome !== 'playing') return this.refuse(outcome);
    if (!this.paused) return Promise.resolve(outcome);
    this.settle();
    this.paused = false;
    const startMs = this.traits.startMs?.() ?? 40;
    this.runsFromMs = this.time.nowMs + startMs;
    return new Promise((resolve) => {
      const cancel = this.time.schedule(() => {
        this.cancelStart = undefined;
        this.tell({ type: 'playing' });
        resolve('playing');
      }, startMs);
      this.cancelStart = () => {
        cancel();
        resolve('interrupted');
      };
    });
  }

  pause(): void {
    this.noteTold();
    this.settle();
    this.paused = true;
    this.cancelStart?.();
    this.cancelStart = undefined;
  }

  seek(position: number): void {
    this.noteTold();
    this.told.push({ type: 'seek', value: position, atMs: this.time.nowMs });
    if (this.traits.ignoresSeek?.()) {
      this.ignoredSeeks += 1;
      return;
    }
    this.moveTo(this.landingOf(position));
    this.cancelSeek?.();
    this.cancelSeek = this.time.schedule(() => {
      this.settle();
      this.cancelSeek = undefined;
      this.tell({ type: 'seeked' });
    }, this.traits.seekMs?.() ?? 120);
  }

  setRate(rate: number, { keepsPitch } = { keepsPitch: true }): void {
    if (rate !== this.toldRate) {
      this.noteTold();
      this.told.push({ type: 'rate', value: rate, atMs: this.time.nowMs });
    }
    this.toldRate = rate;
    this.settle();
    const before = this.rate;
    this.rate = this.rateFor(rate);
    const stopsStretching = before !== 1 && this.rate === 1 && this.keepsPitch;
    if (stopsStretching && this.runs()) this.anchorS -= this.traits.stretchLossS ?? 0;
    this.keepsPitch = keepsPitch;
  }

  currentTime(): number {
    if (!this.capabilities.time) return 0;
    if (this.traits.tellsAfterMs) return this.heardTime();
    this.renew();
    return this.toldS + (this.traits.readingErrorS?.() ?? 0);
  }

  duration(): number | undefined {
    return this.capabilities.duration ? this.filmS : undefined;
  }

  buffered(): readonly TimeSpan[] {
    return [{ start: this.loadedFromS, end: this.traits.loadedToS ?? Infinity }];
  }

  isReady(): boolean {
    return this.ready;
  }

  isPaused(): boolean {
    return this.paused;
  }

  isSeeking(): boolean {
    return this.cancelSeek !== undefined;
  }

  isEnded(): boolean {
    return this.position >= this.filmS;
  }

  hasData(): boolean {
    return !this.stalled;
  }

  problem(): MediaProblem | undefined {
    return undefined;
  }

  setVolume(): void {
    // Nobody listens.
  }

  setMuted(muted: boolean): void {
    this.isMuted = muted;
  }

  subscribe(listener: (event: PlayerEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private get filmS(): number {
    return this.traits.duration ?? 360;
  }

  private refuse(outcome: PlayOutcome): Promise<PlayOutcome> {
    const { refusesAfterMs } = this.traits;
    if (refusesAfterMs === undefined) return Promise.resolve(outcome);
    return new Promise((resolve) => this.time.schedule(() => resolve(outcome), refusesAfterMs));
  }

  private noteTold(): void {
    if (this.isInAd()) this.toldInAd += 1;
  }

  /** What is believed between two messages. */
  private heardTime(): number {
    this.renew();
    if (this.paused || this.stalled || this.isSeeking()) return this.anchorS;
    const ranS = ((this.time.nowMs - this.heard.atMs) / 1000) * this.rate;
    return this.heard.positionS + Math.min(ranS, RUNS_ON_S);
  }

  private landingOf(position: number): number {
    const { keyframesEveryS } = this.traits;
    if (keyframesEveryS === undefined) return position;
    const { fromS, sinceMs } = this.fetched;
    const fetchedS = fromS + Math.min(((this.time.nowMs - sinceMs) / 1000) * FETCH_RATE, FETCHED_AHEAD_S);
    const isThere = fromS <= position && position <= Math.max(fetchedS, this.position + FETCHED_AHEAD_S / 2);
    if (isThere) return position;
    const keyframeS = Math.floor(position / keyframesEveryS) * keyframesEveryS;
    this.fetched = { fromS: keyframeS, sinceMs: this.time.nowMs };
    return keyframeS;
  }

  private rateFor(rate: number): number {
    if (this.traits.rates === 'ignored') return 1;
    return this.traits.rates === 'steps' ? 1 + Math.trunc((rate - 1) / RATE_STEP) * RATE_STEP : rate;
  }

  private runs(): boolean {
    return !this.paused && !this.stalled && !this.inAdvertisement && !this.isSeeking();
  }

  private positionAt(atMs: number): number {
    if (!this.runs()) return this.anchorS;
    const ranS = Math.max(0, atMs - Math.max(this.anchorMs, this.runsFromMs)) / 1000;
    const reachedS = this.anchorS + ranS * this.rate * (1 + (this.traits.skewPpm ?? 0) / 1e6);
    return Math.min(reachedS, this.filmS);
  }

  /** Ends the present line, before something changes. */
  private settle(): void {
    this.renew();
    this.anchorS = this.position;
    this.anchorMs = this.time.nowMs;
  }

  private moveTo(position: number): void {
    this.settle();
    this.anchorS = position;
    this.toldS = position;
    this.heard = { positionS: position, atMs: this.time.nowMs };
    this.underWay = [];
  }

  /** Sends what is due on the present line, and takes in what has arrived. */
  private exchange(tellsAfterMs: () => number): void {
    const { nowMs } = this.time;
    while (this.nextTellMs <= nowMs) {
      const arrivesAtMs = this.nextTellMs + (this.traits.messageMs?.() ?? 0);
      this.underWay.push({ positionS: this.positionAt(this.nextTellMs), arrivesAtMs });
      this.nextTellMs += tellsAfterMs();
    }
    const arrived = this.underWay.filter(({ arrivesAtMs }) => arrivesAtMs <= nowMs);
    this.underWay = this.underWay.filter(({ arrivesAtMs }) => arrivesAtMs > nowMs);
    const latest = arrived.at(-1);
    if (latest) this.heard = { positionS: latest.positionS, atMs: latest.arrivesAtMs };
  }

  /** Tells the position of the latest moment at which it is renewed. */
  private renew(): void {
    if (this.traits.tellsAfterMs) this.exchange(this.traits.tellsAfterMs);
    const everyMs = this.traits.renewsEveryMs;
    const { nowMs } = this.time;
    const latestMs = everyMs === undefined ? nowMs : Math.floor(nowMs / everyMs) * everyMs;
    if (everyMs !== undefined && latestMs <= this.renewedAtMs) return;
    this.renewedAtMs = latestMs;
    this.toldS = this.positionAt(latestMs);
  }
}
