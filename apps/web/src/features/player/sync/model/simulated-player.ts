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
}

/** Something that the player was told. Seeks in seconds, rates in seconds of video per second. */
export interface ToldCommand {
  type: 'seek' | 'rate';
  value: number;
  /** Milliseconds of simulated time. */
  atMs: number;
}

const RATE_STEP = 0.25;

/** A player on simulated time. Between two changes its position is a straight line, so it costs nothing to let it run. */
export class SimulatedPlayer implements PlayerHandle {
  readonly capabilities: Capabilities;
  /** What it was told, without rates that changed nothing. */
  readonly told: ToldCommand[] = [];
  readonly loads: string[] = [];
  ignoredSeeks = 0;
  isMuted = false;
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
  private readonly listeners = new Set<(event: PlayerEvent) => void>();
  private readonly time: SimulatedTime;
  private readonly traits: PlayerTraits;

  constructor(time: SimulatedTime, traits: PlayerTraits = {}) {
    this.time = time;
    this.traits = traits;
    const file = capabilitiesOf('file');
    if (!file) throw new Error('files can be played');
    this.capabilities = { ...file, rate: traits.rates === 'steps' ? 'steps' : 'any' };
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
    this.settle();
    this.inAdvertisement = shows;
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
    if (outcome !== 'playing' || !this.paused) return Promise.resolve(outcome);
    this.settle();
    this.paused = false;
    const startMs = this.traits.startMs?.() ?? 40;
    this.runsFromMs = this.time.nowMs + startMs;
    return new Promise((resolve) => {
      const cancel = this.time.schedule(() => {
        this.cancelStart = undefined;
        resolve('playing');
      }, startMs);
      this.cancelStart = () => {
        cancel();
        resolve('interrupted');
      };
    });
  }

  pause(): void {
    this.settle();
    this.paused = true;
    this.cancelStart?.();
    this.cancelStart = undefined;
  }

  seek(position: number): void {
    this.told.push({ type: 'seek', value: position, atMs: this.time.nowMs });
    if (this.traits.ignoresSeek?.()) {
      this.ignoredSeeks += 1;
      return;
    }
    this.moveTo(position);
    this.cancelSeek?.();
    this.cancelSeek = this.time.schedule(() => {
      this.settle();
      this.cancelSeek = undefined;
      this.tell({ type: 'seeked' });
    }, this.traits.seekMs?.() ?? 120);
  }

  setRate(rate: number, { keepsPitch } = { keepsPitch: true }): void {
    if (rate !== this.toldRate) this.told.push({ type: 'rate', value: rate, atMs: this.time.nowMs });
    this.toldRate = rate;
    this.settle();
    const before = this.rate;
    this.rate = this.rateFor(rate);
    const stopsStretching = before !== 1 && this.rate === 1 && this.keepsPitch;
    if (stopsStretching && this.runs()) this.anchorS -= this.traits.stretchLossS ?? 0;
    this.keepsPitch = keepsPitch;
  }

  currentTime(): number {
    this.renew();
    return this.toldS + (this.traits.readingErrorS?.() ?? 0);
  }

  duration(): number {
    return this.traits.duration ?? 360;
  }

  buffered(): readonly TimeSpan[] {
    return [{ start: 0, end: this.traits.loadedToS ?? Infinity }];
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
    return this.position >= this.duration();
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
    return Math.min(reachedS, this.duration());
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
  }

  /** Tells the position of the latest moment at which it is renewed. */
  private renew(): void {
    const everyMs = this.traits.renewsEveryMs;
    const { nowMs } = this.time;
    const latestMs = everyMs === undefined ? nowMs : Math.floor(nowMs / everyMs) * everyMs;
    if (everyMs !== undefined && latestMs <= this.renewedAtMs) return;
    this.renewedAtMs = latestMs;
    this.toldS = this.positionAt(latestMs);
  }
}
