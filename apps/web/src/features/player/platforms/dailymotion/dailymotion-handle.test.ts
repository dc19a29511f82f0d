import type { Capabilities, VideoLink } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import type { PlayerEvent } from '../../player-handle.js';
import { SimulatedTime } from '../../sync/model/simulated-time.js';
import type { DailymotionEvents, DailymotionPlayer, DailymotionState } from './dailymotion-api.js';
import { createDailymotionHandle, type OpenDailymotion } from './dailymotion-handle.js';

const CAPABILITIES: Capabilities = {
  play: true,
  pause: true,
  seek: true,
  rate: 'none',
  time: true,
  duration: true,
  live: false,
  ads: true,
};

/** As the library names them. */
const EVENTS = {
  AD_END: 'ad_end',
  AD_START: 'ad_start',
  PLAYER_CRITICALPATHREADY: 'playback_ready',
  PLAYER_ERROR: 'error',
  PLAYER_PLAYBACKPERMISSION: 'playback_resolution',
  VIDEO_BUFFERING: 'waiting',
  VIDEO_DURATIONCHANGE: 'video_durationchange',
  VIDEO_END: 'video_end',
  VIDEO_PAUSE: 'pause',
  VIDEO_PLAYING: 'playing',
  VIDEO_SEEKEND: 'seeked',
  VIDEO_TIMECHANGE: 'timeupdate',
} satisfies DailymotionEvents;

class FakeDailymotion implements DailymotionPlayer {
  readonly told: string[] = [];
  videoId: string;
  private readonly listeners: { event: string; listener: (state: DailymotionState) => void }[] = [];

  constructor(videoId: string) {
    this.videoId = videoId;
  }

  loadContent({ video }: { video: string }): void {
    this.told.push(`load ${video}`);
    this.videoId = video;
  }
  play(): void {
    this.told.push('play');
  }
  pause(): void {
    this.told.push('pause');
  }
  seek(seconds: number): void {
    this.told.push(`seek ${seconds}`);
  }
  setVolume(volume: number): void {
    this.told.push(`volume ${volume}`);
  }
  setMute(isMuted: boolean): void {
    this.told.push(isMuted ? 'mute' : 'unmute');
  }
  on(event: string, listener: (state: DailymotionState) => void): void {
    this.listeners.push({ event, listener });
  }
  destroy(): void {
    this.told.push('destroy');
  }
  say(name: keyof typeof EVENTS, state: DailymotionState = {}): void {
    for (const { event, listener } of this.listeners)
      if (event === EVENTS[name]) listener({ videoId: this.videoId, ...state });
  }
}

function read(url: string): VideoLink | undefined {
  const id = /x\w+$/.exec(url)?.[0];
  return id === undefined
    ? undefined
    : { platform: 'dailymotion', canonicalUrl: url, videoId: id, capabilities: CAPABILITIES };
}

function stage() {
  const time = new SimulatedTime();
  const players: FakeDailymotion[] = [];
  const removed: number[] = [];
  const openings: { open: () => void; refuse: () => void }[] = [];
  const player = createDailymotionHandle({
    open: (videoId) =>
      new Promise<OpenDailymotion>((resolve, reject) => {
        openings.push({
          open() {
            const made = new FakeDailymotion(videoId);
            const place = players.push(made) - 1;
            resolve({ player: made, events: EVENTS, remove: () => removed.push(place) });
          },
          refuse: () => reject(new Error('did not load')),
        });
      }),
    capabilities: CAPABILITIES,
    read,
    now: () => time.nowMs,
    schedule: time.schedule,
  });
  const events: PlayerEvent[] = [];
  player.subscribe((event) => events.push(event));
  player.load('https://www.dailymotion.com/video/x1');
  return { time, player, players, removed, openings, events };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

async function loaded() {
  const staged = stage();
  staged.openings[0]?.open();
  await settled();
  const vendor = staged.players[0]!;
  vendor.say('PLAYER_CRITICALPATHREADY', { videoDuration: 300 });
  vendor.told.splice(0);
  staged.events.splice(0);
  return { ...staged, vendor };
}

describe('Dailymotion', () => {
  it('is ready when its player says that it could begin', async () => {
    const { player, players, openings } = stage();
    openings[0]?.open();
    await settled();
    expect(player.isReady()).toBe(false);
    players[0]?.say('PLAYER_CRITICALPATHREADY', { videoDuration: 300 });
    expect([player.isReady(), player.duration()]).toEqual([true, 300]);
    expect(players[0]?.told).toEqual(['volume 1', 'unmute']);
  });

  it('says that its library did not load, and loads it anew with the next try', async () => {
    const { player, openings, players } = stage();
    openings[0]?.refuse();
    await settled();
    expect(player.problem()).toBe('no_answer');
    player.load('https://www.dailymotion.com/video/x1');
    openings[1]?.open();
    await settled();
    players[0]?.say('PLAYER_CRITICALPATHREADY', { videoDuration: 300 });
    expect([player.isReady(), player.problem()]).toEqual([true, undefined]);
  });

  it('plays, pauses, jumps and ends as its events say', async () => {
    const { player, vendor, time } = await loaded();
    const outcome = player.play();
    vendor.say('VIDEO_PLAYING', { videoTime: 0 });
    expect(await outcome).toBe('playing');
    vendor.say('VIDEO_TIMECHANGE', { videoTime: 0.2 });
    await time.advance(100);
    expect(player.currentTime()).toBeCloseTo(0.3, 3);
    player.seek(120);
    vendor.say('VIDEO_SEEKEND', { videoTime: 120 });
    expect(player.isSeeking()).toBe(false);
    vendor.say('VIDEO_BUFFERING');
    expect(player.hasData()).toBe(false);
    vendor.say('VIDEO_PLAYING', { videoTime: 120 });
    expect(player.hasData()).toBe(true);
    player.pause();
    vendor.say('VIDEO_PAUSE', { videoTime: 121 });
    expect([player.isPaused(), player.currentTime()]).toEqual([true, 121]);
    vendor.say('VIDEO_END');
    expect(player.isEnded()).toBe(true);
    expect(vendor.told).toEqual(['play', 'seek 120', 'pause']);
  });

  it('stands still in advertisements, whose time is not the video’s', async () => {
    const { player, vendor } = await loaded();
    void player.play();
    vendor.say('AD_START');
    vendor.say('VIDEO_TIMECHANGE', { videoTime: 17 });
    expect([player.isInAd?.(), player.currentTime()]).toEqual([true, 0]);
    vendor.say('AD_END');
    expect(player.isInAd?.()).toBe(false);
  });

  it.each<DailymotionState>([
    { playerIsPlaybackAllowed: false, playerPlaybackPermissionReason: 'rejectedByBrowser' },
    { playerIsPlaybackAllowed: true, playerPlaybackPermissionReason: 'allowedFallbackMuted' },
  ])('is blocked by %j', async (state) => {
    const { player, vendor } = await loaded();
    const outcome = player.play();
    vendor.say('PLAYER_PLAYBACKPERMISSION', state);
    expect(await outcome).toBe('blocked');
  });

  it('is not blocked by a permission', async () => {
    const { player, vendor } = await loaded();
    const outcome = player.play();
    vendor.say('PLAYER_PLAYBACKPERMISSION', {
      playerIsPlaybackAllowed: true,
      playerPlaybackPermissionReason: 'allowed',
    });
    vendor.say('VIDEO_PLAYING', { videoTime: 0 });
    expect(await outcome).toBe('playing');
  });

  it.each<[DailymotionState, string]>([
    [{ playerError: { code: 'DM002' } }, 'missing'],
    [{ playerError: { code: 'DM007' } }, 'not_embeddable'],
    [{ playerError: 'DM011' }, 'decode'],
    [{ playerError: { code: 'DM999' } }, 'unsupported'],
    [{ videoIsPasswordRequired: true }, 'not_embeddable'],
    [{ playerError: null }, 'unsupported'],
  ])('says what %j means', async (state, problem) => {
    const { player, vendor } = await loaded();
    vendor.say('PLAYER_ERROR', state);
    expect(player.problem()).toBe(problem);
  });

  it('is not ready with a video that cannot be played', async () => {
    const { player, players, openings } = stage();
    openings[0]?.open();
    await settled();
    players[0]?.say('PLAYER_CRITICALPATHREADY', { playerError: { code: 'DM010' } });
    expect([player.isReady(), player.problem()]).toEqual([false, 'missing']);
  });

  it('shows the next video in the same player, and hears nothing of the one before', async () => {
    const { player, vendor, players } = await loaded();
    player.load('https://www.dailymotion.com/video/x2');
    expect(vendor.told).toEqual(['load x2']);
    vendor.say('PLAYER_CRITICALPATHREADY', { videoId: 'x1', videoDuration: 300 });
    expect(player.isReady()).toBe(false);
    vendor.say('PLAYER_CRITICALPATHREADY', { videoDuration: 90 });
    expect([player.isReady(), player.duration(), players.length]).toEqual([true, 90, 1]);
  });

  it('shows the newest that was asked for while the library loaded', async () => {
    const { player, players, openings, removed } = stage();
    player.load('https://www.dailymotion.com/video/x2');
    for (const { open } of openings) open();
    await settled();
    expect(players.map(({ videoId }) => videoId)).toEqual(['x1', 'x2']);
    expect(removed).toEqual([0]);
    players[1]?.say('PLAYER_CRITICALPATHREADY', { videoDuration: 90 });
    expect(player.isReady()).toBe(true);
  });

  it('knows no video in an address without one', () => {
    const { player } = stage();
    player.load('https://www.dailymotion.com/');
    expect(player.problem()).toBe('missing');
  });

  it('leaves nothing behind, though it may open only after its end', async () => {
    const { player, vendor, removed, time, events } = await loaded();
    player.destroy();
    vendor.say('VIDEO_PLAYING', { videoTime: 1 });
    expect([vendor.told, removed, time.pending, events]).toEqual([['destroy'], [0], 0, []]);

    const late = stage();
    late.player.destroy();
    late.openings[0]?.open();
    await settled();
    expect([late.players[0]?.told, late.removed, late.time.pending]).toEqual([['destroy'], [0], 0]);
  });
});
