import type { Capabilities } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import type { PlayerEvent } from '../player-handle.js';
import { SimulatedTime } from '../sync/model/simulated-time.js';
import { createEventPlayer, type EventPlayerOptions, type PlayerReport } from './event-player.js';

const CAPABILITIES: Capabilities = {
  play: true,
  pause: true,
  seek: true,
  rate: 'any',
  time: true,
  duration: true,
  live: false,
  ads: true,
};

/** A vendor that does nothing: what it is told is written down, what it says a test decides. */
function stage(options: Partial<EventPlayerOptions> = {}) {
  const time = new SimulatedTime();
  const told: string[] = [];
  let report: PlayerReport | undefined;
  const player = createEventPlayer(
    (reportTo) => {
      report = reportTo;
      return {
        show: (url) => told.push(`show ${url}`),
        play: () => told.push('play'),
        pause: () => told.push('pause'),
        seek: (position) => told.push(`seek ${position}`),
        setRate: (rate) => told.push(`rate ${rate}`),
        setVolume: (volume) => told.push(`volume ${volume}`),
        setMuted: (isMuted) => told.push(isMuted ? 'mute' : 'unmute'),
        destroy: () => told.push('destroy'),
      };
    },
    {
      capabilities: CAPABILITIES,
      now: () => time.nowMs,
      schedule: time.schedule,
      tellsSeeked: true,
      ...options,
    },
  );
  if (!report) throw new Error('nobody to report to');
  const events: PlayerEvent[] = [];
  player.subscribe((event) => events.push(event));
  const types = (): string[] => events.map(({ type }) => type);
  /** What the vendor was told since the last look. */
  const heard = (): string[] => told.splice(0);
  return { time, player, vendor: report, events, types, heard };
}

function ready(options: Partial<EventPlayerOptions> = {}) {
  const staged = stage(options);
  staged.player.load('https://v.example/1');
  staged.vendor.ready(300);
  staged.heard();
  staged.events.splice(0);
  return staged;
}

/** One that runs from 0 s on. */
function running(options: Partial<EventPlayerOptions> = {}) {
  const staged = ready(options);
  void staged.player.play();
  staged.vendor.playing(0);
  staged.heard();
  staged.events.splice(0);
  return staged;
}

describe('event player: loading', () => {
  it('is ready when the vendor says so, and hands on what was asked before', () => {
    const { player, vendor, heard, types } = stage();
    player.setVolume(0.3);
    player.setMuted(true);
    player.setRate(1.5);
    player.load('https://v.example/1');
    expect(heard()).toEqual(['show https://v.example/1']);
    expect(player.isReady()).toBe(false);
    vendor.ready(300);
    expect(heard()).toEqual(['volume 0.3', 'mute', 'rate 1.5']);
    expect(player.isReady()).toBe(true);
    expect(player.duration()).toBe(300);
    expect(types()).toEqual(['loading', 'ready', 'canplay']);
  });

  it('says that nobody answers after ten seconds, and takes a late answer nevertheless', async () => {
    const { player, vendor, events, time } = stage();
    player.load('https://v.example/1');
    await time.advance(10_000);
    expect(player.problem()).toBe('no_answer');
    expect(events.at(-1)).toEqual({ type: 'error', problem: 'no_answer' });
    vendor.ready(300);
    expect(player.problem()).toBeUndefined();
    expect(player.isReady()).toBe(true);
  });

  it('forgets everything of the video before', () => {
    const { player, vendor } = running();
    vendor.position(40);
    vendor.buffered([{ start: 0, end: 60 }]);
    vendor.ad(true);
    player.load('https://v.example/2');
    expect(player.currentTime()).toBe(0);
    expect(player.duration()).toBeUndefined();
    expect(player.buffered()).toEqual([]);
    expect(player.isReady()).toBe(false);
    expect(player.isPaused()).toBe(true);
    expect(player.isInAd?.()).toBe(false);
  });
});

describe('event player: playing', () => {
  it('plays when the vendor plays, not when it is told to', async () => {
    const { player, vendor, heard } = ready();
    const outcome = player.play();
    expect(heard()).toEqual(['play']);
    expect(player.isPaused()).toBe(true);
    vendor.playing(0);
    expect(await outcome).toBe('playing');
    expect(player.isPaused()).toBe(false);
  });

  it('runs on between what is told, and stands at once when it is told to', async () => {
    const { player, time, vendor } = running();
    await time.advance(400);
    expect(player.currentTime()).toBeCloseTo(0.4, 3);
    vendor.position(0.45);
    await time.advance(100);
    expect(player.currentTime()).toBeCloseTo(0.55, 3);
    player.pause();
    expect(player.isPaused()).toBe(true);
    await time.advance(1_000);
    expect(player.currentTime()).toBeCloseTo(0.55, 3);
    vendor.paused(0.52);
    expect(player.currentTime()).toBe(0.52);
  });

  it('is interrupted by a pause, by another video, and by what goes wrong', async () => {
    const { player, vendor } = ready();
    const paused = player.play();
    player.pause();
    const failed = player.play();
    vendor.failed('network');
    expect(await Promise.all([paused, failed])).toEqual(['interrupted', 'interrupted']);
    player.load('https://v.example/2');
    expect(await player.play()).toBe('interrupted');
    vendor.ready();
    const left = player.play();
    player.load('https://v.example/3');
    expect(await left).toBe('interrupted');
  });

  it('is blocked when the browser refuses', async () => {
    const { player, vendor } = ready();
    const outcome = player.play();
    vendor.blocked();
    expect(await outcome).toBe('blocked');
    expect(player.isPaused()).toBe(true);
  });

  it('takes silence for a refusal where the vendor says nothing', async () => {
    const { player, vendor, time } = ready({ blockedAfterMs: 1_800 });
    const refused = player.play();
    await time.advance(1_800);
    expect(await refused).toBe('blocked');
    const accepted = player.play();
    vendor.playing(0);
    expect(await accepted).toBe('playing');
    expect(time.pending).toBe(0);
  });

  it('notices a player that runs although it was told to stand', async () => {
    const { player, vendor, time } = running();
    await time.advance(1_000);
    player.pause();
    vendor.position(1.1);
    expect(player.isPaused()).toBe(true);
    vendor.position(1.6);
    expect(player.isPaused()).toBe(true);
    vendor.position(1.85);
    expect(player.isPaused()).toBe(false);
  });

  it('ends, and begins again after a jump', () => {
    const { player, vendor } = running();
    vendor.ended();
    expect([player.isEnded(), player.isPaused(), player.currentTime()]).toEqual([true, true, 300]);
    player.seek(0);
    expect(player.isEnded()).toBe(false);
  });

  it('stands while it waits for data, and goes on when it moves again without a word', async () => {
    const { player, vendor, time, types } = running();
    await time.advance(1_000);
    vendor.waiting();
    expect(player.hasData()).toBe(false);
    await time.advance(1_000);
    expect(player.currentTime()).toBeCloseTo(1, 3);
    vendor.position(1.2);
    expect(player.hasData()).toBe(true);
    expect(types()).toEqual(['waiting', 'canplay']);
  });

  it('is taken to have data after a while in which it was paused', async () => {
    const { player, vendor, time } = running();
    vendor.waiting();
    player.pause();
    expect(player.hasData()).toBe(false);
    await time.advance(3_001);
    expect(player.hasData()).toBe(true);
  });
});

describe('event player: jumps', () => {
  it('is at its aim while it jumps, and where it landed after', () => {
    const { player, vendor, heard, types } = running();
    player.seek(120);
    expect(heard()).toEqual(['seek 120']);
    expect(player.isSeeking()).toBe(true);
    vendor.position(0.3);
    expect(player.currentTime()).toBe(120);
    vendor.seeked(119.6);
    expect(player.isSeeking()).toBe(false);
    expect(player.currentTime()).toBeCloseTo(119.6, 3);
    expect(types()).toEqual(['seeking', 'seeked']);
  });

  it('does not take the landing of an earlier jump for its own', () => {
    const { player, vendor } = running();
    player.seek(30);
    player.seek(90);
    vendor.seeked(30);
    expect(player.isSeeking()).toBe(true);
    vendor.seeked(90);
    expect(player.isSeeking()).toBe(false);
  });

  it('lands by position where the vendor tells no landing', () => {
    const { player, vendor } = running({ tellsSeeked: false });
    vendor.position(0.2);
    player.seek(2);
    vendor.position(0.4);
    expect(player.isSeeking()).toBe(true);
    vendor.position(1.9);
    expect(player.isSeeking()).toBe(false);
  });

  it('is over after four seconds, whoever forgot it', async () => {
    const { player, time } = running();
    player.seek(120);
    await time.advance(3_999);
    expect(player.isSeeking()).toBe(true);
    await time.advance(1);
    expect(player.isSeeking()).toBe(false);
  });

  it('never goes out of the video', () => {
    const { player, heard } = ready();
    player.seek(400);
    player.seek(-2);
    expect(heard()).toEqual(['seek 300', 'seek 0']);
  });

  it('is asked for again where the start shows that it was not heard', () => {
    const { player, vendor, heard } = ready();
    player.seek(120);
    vendor.seeked();
    void player.play();
    heard();
    vendor.playing();
    vendor.position(0.2);
    expect(heard()).toEqual(['seek 120']);
  });

  it('is left as it is where the start shows that it was heard', () => {
    const { player, vendor, heard } = ready();
    player.seek(120);
    vendor.seeked(118);
    void player.play();
    heard();
    vendor.playing();
    vendor.position(118.1);
    expect(heard()).toEqual([]);
    expect(player.currentTime()).toBeCloseTo(118.1, 3);
  });

  it('waits for the first start where a player cannot jump before it', () => {
    const { player, vendor, heard } = ready({ seeksOnceStarted: true });
    player.seek(120);
    expect(heard()).toEqual([]);
    expect([player.isSeeking(), player.currentTime()]).toEqual([false, 120]);
    vendor.position(0);
    expect(player.currentTime()).toBe(120);
    void player.play();
    vendor.playing();
    vendor.position(0);
    expect(heard()).toEqual(['play', 'seek 120']);
  });
});

describe('event player: what a single video can do', () => {
  it('says so once, and keeps to it', () => {
    const { player, vendor, heard, types } = ready();
    vendor.capabilities({ ...CAPABILITIES, rate: 'none', seek: false });
    vendor.capabilities({ ...CAPABILITIES, rate: 'none', seek: false });
    expect(types()).toEqual(['capabilities']);
    player.setRate(1.25);
    player.seek(10);
    expect(heard()).toEqual([]);
  });

  it('is wherever it is said to be where the vendor knows no position', async () => {
    const { player, vendor, time, heard } = running();
    vendor.capabilities({ ...CAPABILITIES, seek: false, time: false });
    player.seek(200);
    await time.advance(1_000);
    expect(player.currentTime()).toBeCloseTo(201, 3);
    expect(heard()).toEqual([]);
  });

  it('neither plays nor pauses what takes no commands', async () => {
    const { player, vendor, heard } = ready();
    vendor.capabilities({ ...CAPABILITIES, play: false, pause: false });
    expect(await player.play()).toBe('interrupted');
    player.pause();
    expect(heard()).toEqual([]);
  });

  it('runs at the rate that the vendor tells', async () => {
    const { player, vendor, time } = running();
    player.setRate(1.5);
    vendor.rate(1.5);
    await time.advance(1_000);
    expect(player.currentTime()).toBeCloseTo(1.5, 3);
  });

  it('gives a player that turns out to have rates the one that was wanted', () => {
    const { player, vendor, heard } = ready({ capabilities: { ...CAPABILITIES, rate: 'none' } });
    player.setRate(1.5);
    expect(heard()).toEqual([]);
    vendor.capabilities(CAPABILITIES);
    expect(heard()).toEqual(['rate 1.5']);
  });

  it('stands still during an advertisement, though the vendor says that it plays', async () => {
    const { player, vendor, time } = ready();
    void player.play();
    vendor.ad(true);
    vendor.playing();
    await time.advance(1_000);
    expect(player.currentTime()).toBe(0);
    vendor.ad(false);
    await time.advance(1_000);
    expect(player.currentTime()).toBe(1);
  });

  it('stands still during an advertisement', async () => {
    const { player, vendor, time, events } = running();
    await time.advance(500);
    vendor.ad(true);
    vendor.ad(true);
    vendor.position(14);
    await time.advance(5_000);
    expect(player.currentTime()).toBeCloseTo(0.5, 3);
    vendor.ad(false);
    await time.advance(500);
    expect(player.currentTime()).toBeCloseTo(1, 3);
    expect(events).toEqual([
      { type: 'ad', isOn: true },
      { type: 'ad', isOn: false },
    ]);
  });
});

describe('event player: its end', () => {
  it('lets nothing go on', async () => {
    const { player, vendor, heard, time, events } = ready();
    const outcome = player.play();
    player.load('https://v.example/2');
    const again = events.length;
    player.destroy();
    expect(await outcome).toBe('interrupted');
    expect(heard().at(-1)).toBe('destroy');
    expect(time.pending).toBe(0);
    vendor.ready(10);
    vendor.playing(0);
    vendor.failed('missing');
    expect(heard()).toEqual([]);
    expect(events).toHaveLength(again);
    expect(player.isReady()).toBe(false);
  });
});
