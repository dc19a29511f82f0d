import type { Playback, PlayerClock, ProvenRate } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { SimulatedPlayer, type PlayerTraits } from './model/simulated-player.js';
import { SimulatedTime } from './model/simulated-time.js';
import { createSyncEngine, type SyncEngine } from './sync-engine.js';
import type { SyncStatus } from './sync-status.js';

const URL = '/samples/clock.mp4';
/** The server's clock ahead of the local one, in milliseconds. */
const SERVER_OFFSET_MS = 1_700_000_000_000;

interface Stage {
  time: SimulatedTime;
  player: SimulatedPlayer;
  engine: SyncEngine;
  statuses: SyncStatus[];
  silenced: { count: number };
  /** What trials of rates came to. */
  proven: ProvenRate[];
  /** Lets time pass with a look at the player every 100 ms. */
  run: (ms: number) => Promise<void>;
  serverNow: () => number;
}

function stage(options: PlayerTraits = {}, clock: PlayerClock = 'exact'): Stage {
  const time = new SimulatedTime();
  const player = new SimulatedPlayer(time, options);
  const statuses: SyncStatus[] = [];
  const silenced = { count: 0 };
  const proven: ProvenRate[] = [];
  const serverNow = () => SERVER_OFFSET_MS + time.nowMs;
  const engine = createSyncEngine({
    player,
    clock,
    loadedUrl: URL,
    serverNow,
    clockSdMs: () => 0,
    now: () => time.nowMs,
    schedule: time.schedule,
    onStatus: (status) => statuses.push(status),
    onSilenced: () => (silenced.count += 1),
    onRatesProven: (kind) => proven.push(kind),
  });
  time.repeat(() => engine.tick(), 100);
  const run = (ms: number) => time.advance(ms);
  return { time, player, engine, statuses, silenced, proven, run, serverNow };
}

let version = 0;
function playback(change: Partial<Playback>): Playback {
  version += 1;
  return {
    videoUrl: URL,
    platform: 'file',
    isPlaying: false,
    position: 0,
    rate: 1,
    effectiveAt: SERVER_OFFSET_MS,
    version,
    ...change,
  };
}

describe('sync engine', () => {
  it('puts a resting player exactly where the room rests', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ position: 42.5 }));
    await run(500);
    expect(player.currentTime()).toBe(42.5);
    expect(player.isPaused()).toBe(true);
    expect(player.seeks).toEqual([42.5]);
  });

  it('starts at the moment that the room starts, not when the news arrive', async () => {
    const { engine, player, run } = stage({ startMs: () => 40 });
    engine.setPlayback(playback({ position: 10 }));
    await run(500);
    engine.setPlayback(playback({ isPlaying: true, position: 10, effectiveAt: SERVER_OFFSET_MS + 800 }));
    await run(250);
    expect(player.currentTime()).toBe(10);
    await run(1050);
    expect(player.currentTime()).toBeCloseTo(11, 1);
    expect(Math.abs(player.currentTime() - 11)).toBeLessThan(0.02);
    expect(player.seeks).toHaveLength(1);
  });

  it('runs on until a pause takes effect, and rests on its very frame', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    engine.setPlayback(playback({ position: 3.3, effectiveAt: SERVER_OFFSET_MS + 3300 }));
    await run(200);
    expect(player.isPaused()).toBe(false);
    await run(500);
    expect(player.isPaused()).toBe(true);
    expect(Math.abs(player.currentTime() - 3.3)).toBeLessThanOrEqual(0.011);
  });

  it('uses the time until a seek takes effect to get there, and starts with everybody', async () => {
    const { engine, player, run } = stage({ seekMs: () => 150 });
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    const seeksBefore = player.seeks.length;
    engine.setPlayback(playback({ isPlaying: true, position: 200, effectiveAt: SERVER_OFFSET_MS + 3300 }));
    expect(player.seeks.at(-1)).toBe(200);
    expect(player.isPaused()).toBe(true);
    await run(1300);
    expect(Math.abs(player.currentTime() - 201)).toBeLessThan(0.03);
    expect(player.seeks).toHaveLength(seeksBefore + 1);
  });

  it('knows by how much it will be late where the film must be fetched first', async () => {
    const { engine, run } = stage({ seekMs: () => 900, loadedToS: 50 });
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    expect(engine.expectedDelayS()).toBe(0);
    engine.setPlayback(playback({ isPlaying: true, position: 40, effectiveAt: SERVER_OFFSET_MS + 3400 }));
    expect(engine.expectedDelayS()).toBe(0);
    engine.setPlayback(playback({ isPlaying: true, position: 200, effectiveAt: SERVER_OFFSET_MS + 3400 }));
    // 0.3 s for what must be fetched, before anything was learnt, and what a start costs.
    expect(engine.expectedDelayS()).toBe(0);
    await run(1200);
    engine.setPlayback(playback({ isPlaying: true, position: 300, effectiveAt: SERVER_OFFSET_MS + 4600 }));
    expect(engine.expectedDelayS()).toBeGreaterThan(0.2);
    expect(engine.expectedDelayS()).toBeLessThan(0.6);
    await run(2000);
    expect(engine.expectedDelayS()).toBe(0);
  });

  it('jumps when it comes to rest, so that each start costs what one after a jump does', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    const seeksBefore = player.seeks.length;
    engine.setPlayback(playback({ position: 3, effectiveAt: SERVER_OFFSET_MS + 3000 }));
    await run(1000);
    expect(player.seeks).toHaveLength(seeksBefore + 1);
    engine.setPlayback(playback({ position: 3, effectiveAt: SERVER_OFFSET_MS + 4000 }));
    await run(1000);
    expect(player.seeks).toHaveLength(seeksBefore + 1);
  });

  it('stands in a hold without a jump, and goes on from there with everybody', async () => {
    const { engine, player, run, serverNow } = stage();
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(6000);
    const seeksBefore = player.seeks.length;
    const hold = playback({
      isPlaying: true,
      position: 6.2,
      effectiveAt: SERVER_OFFSET_MS + 9000,
      waitingFor: ['anya'],
    });
    engine.setPlayback(hold);
    await run(100);
    expect(player.isPaused()).toBe(false);
    await run(900);
    expect(player.isPaused()).toBe(true);
    expect(Math.abs(player.currentTime() - 6.2)).toBeLessThan(0.05);
    await run(500);
    engine.setPlayback(playback({ isPlaying: true, position: 6.2, effectiveAt: SERVER_OFFSET_MS + 8000 }));
    await run(1500);
    const expectedS = 6.2 + (serverNow() - (SERVER_OFFSET_MS + 8000)) / 1000;
    expect(Math.abs(player.currentTime() - expectedS)).toBeLessThan(0.06);
    expect(player.seeks).toHaveLength(seeksBefore);
  });

  it('starts later after a hold by what it stands ahead', async () => {
    const { engine, player, run, serverNow } = stage({ startMs: () => 10 });
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(6000);
    // The word of it took so long that the player is beyond already.
    const position = player.currentTime() - 0.09;
    const hold = { isPlaying: true, position, effectiveAt: SERVER_OFFSET_MS + 7000 };
    engine.setPlayback(playback({ ...hold, waitingFor: ['anya'] }));
    await run(1050);
    expect(player.isPaused()).toBe(true);
    await run(450);
    expect(player.isPaused()).toBe(false);
    const expectedS = position + (serverNow() - (SERVER_OFFSET_MS + 7000)) / 1000;
    expect(Math.abs(player.currentTime() - expectedS)).toBeLessThan(0.03);
  });

  it('does not start before it knows whether the room waits for it', async () => {
    const { engine, player, run } = stage({ seekMs: () => 600 });
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    engine.setPlayback(playback({ isPlaying: true, position: 200, effectiveAt: SERVER_OFFSET_MS + 3400 }));
    let answer: (() => void) | undefined;
    engine.awaitAnswer(new Promise<void>((resolve) => (answer = resolve)));
    await run(800);
    expect(player.isSeeking()).toBe(false);
    expect(player.isPaused()).toBe(true);
    answer?.();
    await run(100);
    expect(player.isPaused()).toBe(false);
  });

  it('waits for such an answer no longer than a second', async () => {
    const { engine, player, run } = stage({ seekMs: () => 100 });
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    engine.setPlayback(playback({ isPlaying: true, position: 200, effectiveAt: SERVER_OFFSET_MS + 3400 }));
    engine.awaitAnswer(new Promise(() => undefined));
    await run(900);
    expect(player.isPaused()).toBe(true);
    await run(300);
    expect(player.isPaused()).toBe(false);
  });

  it('goes on showing what was asked for when a hold of before arrives', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    const answer = engine.preview({ type: 'seek', position: 120 });
    const seeksBefore = player.seeks.length;
    const hold = { isPlaying: true, effectiveAt: SERVER_OFFSET_MS + 9000, waitingFor: ['anya'] };
    engine.setPlayback(playback({ ...hold, position: 2.9 }));
    await run(300);
    expect(player.seeks).toHaveLength(seeksBefore);
    engine.setPlayback(playback({ ...hold, position: 120 }));
    await run(300);
    expect(player.seeks).toHaveLength(seeksBefore);
    answer('done');
    await run(100);
    expect(player.currentTime()).toBeCloseTo(120, 2);
  });

  it('goes on showing the last of two wishes when the answer to the first arrives', async () => {
    const { engine, player, run, serverNow } = stage();
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    const answerFirst = engine.preview({ type: 'seek', position: 200 });
    await run(200);
    const answerSecond = engine.preview({ type: 'seek', position: 120 });
    await run(200);
    const seeksBefore = player.seeks.length;
    engine.setPlayback(playback({ isPlaying: true, position: 200, effectiveAt: serverNow() + 100 }));
    answerFirst('done');
    await run(600);
    expect(player.seeks).toHaveLength(seeksBefore);
    expect(player.isPaused()).toBe(true);
    engine.setPlayback(playback({ isPlaying: true, position: 120, effectiveAt: serverNow() + 300 }));
    answerSecond('done');
    await run(2300);
    expect(player.seeks).toHaveLength(seeksBefore);
    expect(Math.abs(player.currentTime() - 122)).toBeLessThan(0.02);
  });

  it('jumps once, however late the answer to a wish comes', async () => {
    const { engine, player, run, serverNow } = stage({ seekMs: () => 60 });
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    const seeksBefore = player.seeks.length;
    const answer = engine.preview({ type: 'seek', position: 120 });
    await run(900);
    engine.setPlayback(playback({ isPlaying: true, position: 120, effectiveAt: serverNow() - 250 }));
    answer('done');
    await run(2500);
    expect(player.seeks).toHaveLength(seeksBefore + 1);
    expect(Math.abs(player.currentTime() - 122.75)).toBeLessThan(0.02);
  });

  it('shows what the server made of a wish, where that is something else', async () => {
    const { engine, player, run, serverNow } = stage();
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    const answer = engine.preview({ type: 'seek', position: 900 });
    await run(200);
    engine.setPlayback(playback({ position: 300, effectiveAt: serverNow() }));
    await run(200);
    expect(player.currentTime()).toBeCloseTo(900, 2);
    answer('done');
    await run(500);
    expect(player.currentTime()).toBeCloseTo(300, 2);
  });

  it('shows a pause until its moment has come for the others, too', async () => {
    const { engine, player, run, serverNow } = stage();
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    const answer = engine.preview({ type: 'pause' });
    await run(100);
    engine.setPlayback(playback({ position: 3.4, effectiveAt: serverNow() + 300 }));
    answer('done');
    await run(200);
    expect(player.isPaused()).toBe(true);
    await run(600);
    expect(player.currentTime()).toBe(3.4);
    expect(player.isPaused()).toBe(true);
  });

  it('makes good within a second what it hears late of another rate', async () => {
    const { engine, player, run, serverNow } = stage();
    engine.setPlayback(playback({ isPlaying: true, position: 0, rate: 1.5 }));
    await run(8000);
    engine.setPlayback(
      playback({ isPlaying: true, position: 11.55, effectiveAt: serverNow() - 300, rate: 1 }),
    );
    await run(1000);
    expect(Math.abs(player.currentTime() - 12.85)).toBeLessThan(0.02);
    expect(player.seeks).toHaveLength(0);
  });

  it.each([
    ['jumps, where that is quick', 60, 1],
    ['hurries, where a jump takes long', 400, 0],
  ])('hears late of a start, and %s', async (_, seekMs, jumps) => {
    const { engine, player, run, serverNow } = stage({ seekMs: () => seekMs });
    engine.setPlayback(playback({ position: 40 }));
    await run(2000);
    engine.setPlayback(playback({ position: 90 }));
    await run(2000);
    const seeksBefore = player.seeks.length;
    engine.setPlayback(playback({ isPlaying: true, position: 90, effectiveAt: SERVER_OFFSET_MS + 3700 }));
    await run(1200);
    expect(player.seeks).toHaveLength(seeksBefore + jumps);
    const expectedS = 90 + (serverNow() - (SERVER_OFFSET_MS + 3700)) / 1000;
    expect(Math.abs(player.currentTime() - expectedS)).toBeLessThan(0.1);
  });

  it('learns what a start costs from those that came late, too', async () => {
    const { engine, player, run } = stage({ startMs: () => 250 });
    engine.setPlayback(playback({ isPlaying: true, position: 0, effectiveAt: SERVER_OFFSET_MS - 100 }));
    await run(5000);
    expect(engine.latencies().start.meanS).toBeCloseTo(0.085 + 0.5 * (0.25 - 0.085), 1);
    engine.setPlayback(playback({ position: 5, effectiveAt: SERVER_OFFSET_MS + 5000 }));
    await run(1000);
    engine.setPlayback(playback({ isPlaying: true, position: 5, effectiveAt: SERVER_OFFSET_MS + 6400 }));
    await run(600);
    expect(player.isPaused()).toBe(false);
    await run(400);
    expect(Math.abs(player.currentTime() - 5.6)).toBeLessThan(0.05);
  });

  it('lands a late joiner within 30 ms by one seek', async () => {
    const { engine, player, run, serverNow } = stage({ seekMs: () => 220, startMs: () => 60 });
    engine.setPlayback(playback({ isPlaying: true, position: 100, effectiveAt: SERVER_OFFSET_MS - 20_000 }));
    await run(3000);
    expect(player.seeks).toHaveLength(1);
    const expectedS = 100 + (serverNow() - (SERVER_OFFSET_MS - 20_000)) / 1000;
    expect(Math.abs(player.currentTime() - expectedS)).toBeLessThan(0.03);
  });

  it('jumps again when a landing was missed by far, and learns from it', async () => {
    const { engine, player, run, serverNow } = stage({ seekMs: () => 1900 });
    engine.setPlayback(playback({ isPlaying: true, position: 100, effectiveAt: SERVER_OFFSET_MS }));
    await run(20_000);
    const expectedS = 100 + (serverNow() - SERVER_OFFSET_MS) / 1000;
    expect(Math.abs(player.currentTime() - expectedS)).toBeLessThan(0.05);
    expect(player.seeks.length).toBeLessThanOrEqual(4);
  });

  it('hurries after a landing that was missed a little, instead of jumping again', async () => {
    const { engine, player, run, serverNow } = stage({ seekMs: () => 650 });
    engine.setPlayback(playback({ isPlaying: true, position: 100, effectiveAt: SERVER_OFFSET_MS - 20_000 }));
    await run(3500);
    expect(player.seeks).toHaveLength(1);
    const expectedS = 100 + (serverNow() - (SERVER_OFFSET_MS - 20_000)) / 1000;
    expect(Math.abs(player.currentTime() - expectedS)).toBeLessThan(0.05);
  });

  it('makes a small lag good by rate and goes back to the room rate', async () => {
    const { engine, player, run, statuses } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    // Past the time in which a start settles.
    await run(5000);
    player.isStalled = true;
    await run(350);
    player.isStalled = false;
    const seeksBefore = player.seeks.length;
    await run(9000);
    expect(player.seeks).toHaveLength(seeksBefore);
    expect(player.ratesTold.at(-1)).toBe(1);
    expect(Math.max(...player.ratesTold)).toBeLessThanOrEqual(1.4 + 1e-9);
    expect(Math.abs(player.currentTime() - 14.35)).toBeLessThan(0.02);
    expect(statuses.at(-1)?.type).toBe('synced');
  });

  it('says that it waits while data is missing, and corrects nothing meanwhile', async () => {
    const { engine, player, run, statuses } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3000);
    const seeksBefore = player.seeks.length;
    player.isStalled = true;
    await run(5000);
    expect(player.seeks).toHaveLength(seeksBefore);
    expect(statuses.at(-1)).toEqual({ type: 'waiting' });
    player.isStalled = false;
    await run(5000);
    expect(statuses.at(-1)?.type).toBe('synced');
  });

  it('takes the sound away when the browser wants that, and says so', async () => {
    const { engine, player, run, silenced, statuses } = stage({
      allows: (isMuted) => (isMuted ? 'playing' : 'blocked'),
    });
    engine.setPlayback(playback({ isPlaying: true }));
    await run(2000);
    expect(silenced.count).toBe(1);
    expect(player.isPaused()).toBe(false);
    expect(statuses.at(-1)?.type).toBe('synced');
  });

  it('asks for a tap when nothing may play, and is there right after it', async () => {
    let isAllowed = false;
    const { engine, player, run, statuses } = stage({ allows: () => (isAllowed ? 'playing' : 'blocked') });
    engine.setPlayback(playback({ isPlaying: true }));
    await run(4000);
    expect(statuses.at(-1)).toEqual({ type: 'needs_tap' });
    isAllowed = true;
    engine.wake();
    await run(2000);
    expect(player.isPaused()).toBe(false);
    expect(statuses.at(-1)?.type).toBe('synced');
  });

  it('starts again what something else has stopped', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3000);
    player.pause();
    await run(4000);
    expect(player.isPaused()).toBe(false);
    expect(Math.abs(player.currentTime() - 7)).toBeLessThan(0.05);
  });

  it('lets a film run out, and starts anew from 0', async () => {
    const { engine, player, run } = stage({ duration: 5 });
    engine.setPlayback(playback({ isPlaying: true, position: 3 }));
    await run(4000);
    expect(player.isEnded()).toBe(true);
    engine.setPlayback(playback({ isPlaying: true, position: 0, effectiveAt: SERVER_OFFSET_MS + 4300 }));
    await run(1300);
    expect(Math.abs(player.currentTime() - 1)).toBeLessThan(0.03);
  });

  it('loads another video and joins it when it is ready', async () => {
    const { engine, player, run, statuses } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(2000);
    engine.setPlayback(
      playback({ videoUrl: '/samples/other.mp4', isPlaying: true, effectiveAt: SERVER_OFFSET_MS + 2300 }),
    );
    expect(player.loads).toEqual(['/samples/other.mp4']);
    await run(1000);
    expect(statuses.at(-1)).toEqual({ type: 'loading' });
    player.becomeReady();
    await run(3000);
    expect(Math.abs(player.currentTime() - 3.7)).toBeLessThan(0.03);
  });

  it('follows the room rate at once', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(2000);
    engine.setPlayback(
      playback({ isPlaying: true, position: 2.2, rate: 1.5, effectiveAt: SERVER_OFFSET_MS + 2200 }),
    );
    await run(2200);
    expect(Math.abs(player.currentTime() - (2.2 + 2 * 1.5))).toBeLessThan(0.03);
    expect(player.ratesTold.at(-1)).toBe(1.5);
  });

  it('knows how far the player is from the room, but only while it runs steadily', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(200);
    expect(engine.driftMs()).toBeUndefined();
    await run(5100);
    expect(Math.abs(engine.driftMs() ?? NaN)).toBeLessThan(30);

    player.position += 0.08;
    await run(800);
    expect(engine.driftMs()).toBeGreaterThan(20);
    player.isStalled = true;
    await run(200);
    expect(engine.driftMs()).toBeUndefined();
  });

  it('stops at once for whoever presses pause, and rests where the room does', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3000);
    engine.preview({ type: 'pause' });
    expect(player.isPaused()).toBe(true);
    await run(100);
    engine.setPlayback(playback({ position: 3.3, effectiveAt: SERVER_OFFSET_MS + 3300 }));
    await run(600);
    expect(player.currentTime()).toBe(3.3);
    expect(player.isPaused()).toBe(true);
  });

  it('is there already when the room jumps where this person has jumped before', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3000);
    const seeksBefore = player.seeks.length;
    engine.preview({ type: 'seek', position: 100 });
    await run(200);
    engine.setPlayback(playback({ isPlaying: true, position: 100, effectiveAt: SERVER_OFFSET_MS + 3400 }));
    await run(3000);
    expect(player.seeks.slice(seeksBefore)).toEqual([100]);
    expect(Math.abs(player.currentTime() - 102.8)).toBeLessThan(0.01);
  });

  it.each(['refused', 'never answered'])('goes back to the room when what it showed is %s', async (how) => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3000);
    const answer = engine.preview({ type: 'seek', position: 100 });
    await run(500);
    if (how === 'refused') answer('refused');
    await run(6000);
    expect(Math.abs(player.currentTime() - 9.5)).toBeLessThan(0.02);
  });

  it('starts on the dot after a wait for somebody that ends early', async () => {
    const { engine, player, run } = stage({ startMs: () => 40 });
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3000);
    engine.setPlayback(playback({ isPlaying: true, position: 3.2, effectiveAt: SERVER_OFFSET_MS + 13_000 }));
    await run(1500);
    expect(player.isPaused()).toBe(true);
    engine.setPlayback(playback({ isPlaying: true, position: 3.2, effectiveAt: SERVER_OFFSET_MS + 4700 }));
    await run(400);
    // What a start after a mere pause costs is not known before the first one.
    expect(Math.abs(player.currentTime() - 3.4)).toBeLessThan(0.05);
  });

  it('does nothing between a sleep and the clock that is measured after it', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3000);
    const seeksBefore = player.seeks.length;
    engine.doze();
    player.position = 0;
    await run(1000);
    expect(player.seeks).toHaveLength(seeksBefore);
    engine.wake();
    await run(2000);
    expect(Math.abs(player.currentTime() - 6)).toBeLessThan(0.02);
  });

  it('jumps to the room when somebody asks for it, and says what it did', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3000);
    const seeksBefore = player.seeks.length;
    engine.syncNow();
    await run(3000);
    expect(player.seeks).toHaveLength(seeksBefore + 1);
    expect(Math.abs(player.currentTime() - 6)).toBeLessThan(0.01);
    const { corrections, differenceMs, seekLatencyMs } = engine.details();
    expect(corrections.slice(-4).map(({ type }) => type)).toEqual(expect.arrayContaining(['seek', 'start']));
    expect(Math.abs(differenceMs ?? NaN)).toBeLessThan(10);
    expect(seekLatencyMs).toBeCloseTo(120, -1);
  });

  it('does not take a late word that loading began for another try', () => {
    const { engine, player, statuses } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    player.problem = () => 'network';
    player.tell({ type: 'error', problem: 'network' });
    player.tell({ type: 'loading' });
    expect(statuses.at(-1)).toEqual({ type: 'failed', problem: 'network' });
  });

  it('tells what is wrong with a video', () => {
    const { engine, player, statuses } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    player.tell({ type: 'error', problem: 'unsupported' });
    expect(statuses.at(-1)).toEqual({ type: 'failed', problem: 'unsupported' });
  });
});

/** A position that is told now and then, by a player that can be told everything but a rate. */
const EVENT_PLAYER: PlayerTraits = {
  tellsAfterMs: () => 250,
  capabilities: { rate: 'none' },
};
const CHANNEL: PlayerTraits = {
  capabilities: { seek: false, time: false, duration: false, rate: 'none', live: true },
};
const FRAME: PlayerTraits = {
  capabilities: { play: false, pause: false, seek: false, time: false, rate: 'none' },
};

describe('sync engine, with a player that signals its advertisements', () => {
  const ads: PlayerTraits = { ...EVENT_PLAYER, capabilities: { rate: 'none', ads: true } };

  it('commands nothing meanwhile, says so, and comes back by one jump', async () => {
    const { engine, player, run, statuses } = stage(ads, 'events');
    engine.setPlayback(playback({ isPlaying: true }));
    await run(6000);
    const seeksBefore = player.seeks.length;
    player.showsAdvertisement = true;
    expect(statuses.at(-1)).toEqual({ type: 'in_ad' });
    await run(3000);
    engine.setPlayback(playback({ isPlaying: true, position: 60, effectiveAt: SERVER_OFFSET_MS + 9200 }));
    engine.syncNow();
    engine.preview({ type: 'pause' });
    await run(4000);
    expect(player.toldInAd).toBe(0);
    expect(engine.driftMs()).toBeUndefined();
    expect(engine.expectedDelayS()).toBe(0);
    expect(statuses.at(-1)).toEqual({ type: 'in_ad' });
    player.showsAdvertisement = false;
    await run(4000);
    expect(player.seeks).toHaveLength(seeksBefore + 1);
    expect(Math.abs(player.position - (60 + 7.8))).toBeLessThan(0.25);
    expect(statuses.at(-1)?.type).toBe('synced');
  });

  it('rests after one that the room did not wait for', async () => {
    const { engine, player, run } = stage(ads, 'events');
    engine.setPlayback(playback({ isPlaying: true }));
    await run(6000);
    player.showsAdvertisement = true;
    engine.setPlayback(playback({ position: 6, effectiveAt: SERVER_OFFSET_MS + 6000 }));
    await run(3000);
    expect(player.isPaused()).toBe(false);
    player.showsAdvertisement = false;
    expect(player.isPaused()).toBe(true);
    await run(1000);
    expect(Math.abs(player.position - 6)).toBeLessThan(0.25);
  });

  it('does not take what an advertisement cost for what a jump costs', async () => {
    const { engine, player, run } = stage(ads, 'events');
    const before = engine.latencies();
    engine.setPlayback(playback({ isPlaying: true, effectiveAt: SERVER_OFFSET_MS - 60_000 }));
    expect(player.seeks).toHaveLength(1);
    player.showsAdvertisement = true;
    await run(8000);
    player.showsAdvertisement = false;
    await run(100);
    expect(engine.latencies().seek).toEqual(before.seek);
    expect(engine.latencies().fetch).toEqual(before.fetch);
  });
});

describe('sync engine, with a player that says nothing of its advertisements', () => {
  it('takes one that plays and stands for two seconds to show one, and jumps once after it', async () => {
    const { engine, player, run, statuses } = stage({ ...EVENT_PLAYER }, 'polled');
    engine.setPlayback(playback({ isPlaying: true }));
    await run(6000);
    const seeksBefore = player.seeks.length;
    player.showsAdvertisement = true;
    await run(1500);
    expect(statuses.at(-1)?.type).not.toBe('in_ad');
    await run(5000);
    expect(statuses.at(-1)).toEqual({ type: 'in_ad' });
    const seeksIn = player.seeks.length;
    player.showsAdvertisement = false;
    await run(4000);
    expect(seeksIn).toBeLessThanOrEqual(seeksBefore + 1);
    expect(player.seeks).toHaveLength(seeksIn + 1);
    expect(Math.abs(player.position - 16.5)).toBeLessThan(0.25);
  });
});

describe('sync engine, with rates that have to be tried', () => {
  it.each(['any', 'steps', 'ignored'] as const)('finds out that they are %s', async (rates) => {
    const youtube: PlayerTraits = { tellsAfterMs: () => 265, capabilities: { rate: 'probe' }, rates };
    const { engine, player, proven, run } = stage(youtube, 'polled');
    engine.setPlayback(playback({ isPlaying: true }));
    await run(20_000);
    expect(proven).toEqual([rates === 'ignored' ? 'none' : rates]);
    expect(player.ratesTold.at(-1)).toBe(1);
    expect(Math.abs(player.position - 20)).toBeLessThan(0.15);
  });

  it('plays the nearest rate that the player has, and goes on by jumps', async () => {
    const { engine, player, run } = stage(EVENT_PLAYER, 'events');
    engine.setPlayback(playback({ isPlaying: true, rate: 1.25 }));
    await run(30_000);
    expect(player.ratesTold).toEqual([]);
    const seeks = player.seeks.length;
    expect(seeks).toBeGreaterThan(2);
    // One at the beginning, and one each five seconds at most.
    expect(seeks).toBeLessThanOrEqual(7);
    expect(Math.abs(player.position - 37.5)).toBeLessThan(2);
  });
});

describe('sync engine, with a channel that is live', () => {
  it('plays and rests with the room, and never jumps', async () => {
    const { engine, player, run, statuses } = stage(CHANNEL, 'events');
    engine.setPlayback(playback({ isPlaying: true, position: 500, effectiveAt: SERVER_OFFSET_MS - 90_000 }));
    await run(3000);
    expect(player.isPaused()).toBe(false);
    expect(statuses.at(-1)).toEqual({ type: 'synced' });
    engine.syncNow();
    engine.preview({ type: 'seek', position: 3 });
    await run(3000);
    engine.setPlayback(playback({ position: 596, effectiveAt: SERVER_OFFSET_MS + 6000 }));
    await run(1000);
    expect(player.isPaused()).toBe(true);
    engine.setPlayback(playback({ isPlaying: true, position: 10, effectiveAt: SERVER_OFFSET_MS + 8000 }));
    await run(2000);
    expect(player.isPaused()).toBe(false);
    expect(player.told).toEqual([]);
  });

  it('says that it waits while data is missing', async () => {
    const { engine, player, run, statuses } = stage(CHANNEL, 'events');
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3000);
    player.isStalled = true;
    await run(1000);
    expect(statuses.at(-1)).toEqual({ type: 'waiting' });
  });
});

describe('sync engine, with a frame that cannot be told anything', () => {
  it('does nothing, and says that it is up to people', async () => {
    const { engine, player, run, statuses } = stage(FRAME, 'events');
    engine.setPlayback(playback({ isPlaying: true, position: 30 }));
    await run(3000);
    engine.syncNow();
    engine.preview({ type: 'seek', position: 3 });
    engine.preview({ type: 'pause' });
    await run(3000);
    expect(player.isPaused()).toBe(true);
    expect(player.told).toEqual([]);
    expect(statuses.at(-1)).toEqual({ type: 'manual' });
    expect(engine.driftMs()).toBeUndefined();
  });

  it('takes over when the frame turns out to understand', async () => {
    const { engine, player, run, statuses } = stage(FRAME, 'events');
    engine.setPlayback(playback({ isPlaying: true, effectiveAt: SERVER_OFFSET_MS - 30_000 }));
    await run(3000);
    player.learn({ play: true, pause: true, seek: true, time: true });
    await run(6000);
    expect(statuses.at(-1)?.type).toBe('synced');
    expect(Math.abs(player.position - 39)).toBeLessThan(0.25);
  });
});
