import type { Capabilities, VideoLink } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import type { PlayerEvent } from '../../player-handle.js';
import { SimulatedTime } from '../../sync/model/simulated-time.js';
import type { TwitchEvent, TwitchPlayer, TwitchSource } from './twitch-api.js';
import { createTwitchHandle, type OpenTwitch } from './twitch-handle.js';

const RECORDING: Capabilities = {
  play: true,
  pause: true,
  seek: true,
  rate: 'none',
  time: true,
  duration: true,
  live: true,
  ads: false,
};
const CHANNEL: Capabilities = { ...RECORDING, seek: false, time: false, duration: false };

class FakeTwitch implements TwitchPlayer {
  readonly told: string[] = [];
  readonly source: TwitchSource;
  positionS = 0;
  durationS = 0;
  private readonly listeners: { event: TwitchEvent; listener: () => void }[] = [];

  constructor(source: TwitchSource) {
    this.source = source;
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
  setMuted(isMuted: boolean): void {
    this.told.push(isMuted ? 'mute' : 'unmute');
  }
  setVolume(volume: number): void {
    this.told.push(`volume ${volume}`);
  }
  setChannel(channel: string): void {
    this.told.push(`channel ${channel}`);
  }
  setVideo(id: string, startSeconds: number): void {
    this.told.push(`video ${id} from ${startSeconds}`);
  }
  setCollection(id: string): void {
    this.told.push(`collection ${id}`);
  }
  getCurrentTime(): number {
    return this.positionS;
  }
  getDuration(): number {
    return this.durationS;
  }
  addEventListener(event: TwitchEvent, listener: () => void): void {
    this.listeners.push({ event, listener });
  }
  destroy(): void {
    this.told.push('destroy');
  }
  say(name: TwitchEvent): void {
    for (const { event, listener } of this.listeners) if (event === name) listener();
  }
}

const LINKS: Record<string, Pick<VideoLink, 'embedUrl' | 'capabilities'>> = {
  channel: { embedUrl: 'https://player.twitch.tv/?channel=anna', capabilities: CHANNEL },
  other: { embedUrl: 'https://player.twitch.tv/?channel=boris', capabilities: CHANNEL },
  video: { embedUrl: 'https://player.twitch.tv/?video=v123', capabilities: RECORDING },
  collection: { embedUrl: 'https://player.twitch.tv/?collection=abc', capabilities: RECORDING },
};

function read(url: string): VideoLink | undefined {
  const link = LINKS[url];
  return link && { ...link, platform: 'twitch', canonicalUrl: url };
}

function stage() {
  const time = new SimulatedTime();
  const players: FakeTwitch[] = [];
  const removed: string[] = [];
  const player = createTwitchHandle({
    async openPlayer(source): Promise<OpenTwitch> {
      const made = new FakeTwitch(source);
      players.push(made);
      return { player: made, remove: () => removed.push('player') };
    },
    capabilities: RECORDING,
    read,
    now: () => time.nowMs,
    schedule: time.schedule,
  });
  const events: PlayerEvent[] = [];
  player.subscribe((event) => events.push(event));
  return { time, player, players, removed, events };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

async function loaded(url: string) {
  const staged = stage();
  staged.player.load(url);
  await settled();
  const vendor = staged.players[0]!;
  vendor.say('ready');
  vendor.told.splice(0);
  staged.events.splice(0);
  return { ...staged, vendor };
}

describe('Twitch: a recording', () => {
  it('is ready when its player is, and knows its length when that is told', async () => {
    const { player, vendor, time } = await loaded('video');
    expect(vendor.source).toEqual({ video: 'v123' });
    expect([player.isReady(), player.duration()]).toEqual([true, undefined]);
    vendor.durationS = 3_600;
    await time.advance(100);
    expect(player.duration()).toBe(3_600);
  });

  it('runs on between what its getters say, and lands where they say', async () => {
    const { player, vendor, time } = await loaded('video');
    vendor.durationS = 3_600;
    const outcome = player.play();
    vendor.say('playing');
    expect(await outcome).toBe('playing');
    for (let told = 1; told <= 4; told += 1) {
      vendor.positionS = told * 0.5;
      await time.advance(500);
    }
    // Read up to 0.1 s after it was told.
    expect(Math.abs(player.currentTime() - 2.5)).toBeLessThanOrEqual(0.11);

    player.seek(900);
    expect(vendor.told).toEqual(['play', 'seek 900']);
    vendor.positionS = 2.6;
    await time.advance(100);
    expect([player.isSeeking(), player.currentTime()]).toEqual([true, 900]);
    vendor.positionS = 899.5;
    await time.advance(100);
    expect(player.isSeeking()).toBe(false);
    player.pause();
    vendor.say('pause');
    expect(player.isPaused()).toBe(true);
    vendor.say('ended');
    expect(player.isEnded()).toBe(true);
  });

  it('is gone when a start comes to nothing and no length was ever told', async () => {
    const { player, time } = await loaded('video');
    const outcome = player.play();
    await time.advance(10_000);
    expect(player.problem()).toBe('missing');
    expect(await outcome).toBe('interrupted');
  });

  it('is not gone because it starts slowly, or because the browser refused', async () => {
    const { player, vendor, time } = await loaded('video');
    const refused = player.play();
    vendor.say('playbackBlocked');
    expect(await refused).toBe('blocked');
    await time.advance(10_000);
    expect(player.problem()).toBeUndefined();
    void player.play();
    await time.advance(9_000);
    vendor.durationS = 60;
    await time.advance(2_000);
    expect(player.problem()).toBeUndefined();
  });
});

describe('Twitch: a channel', () => {
  it('is played and paused, and neither jumped in nor asked where it is', async () => {
    const { player, vendor, time } = await loaded('channel');
    expect(vendor.source).toEqual({ channel: 'anna' });
    expect(player.capabilities).toEqual(CHANNEL);
    player.seek(10);
    player.setRate(1.5);
    void player.play();
    vendor.say('playing');
    vendor.positionS = 8_000;
    await time.advance(2_000);
    expect(player.currentTime()).toBeCloseTo(12, 3);
    expect(player.duration()).toBeUndefined();
    player.pause();
    expect(vendor.told).toEqual(['play', 'pause']);
  });

  it('says when it is off the air, and plays on when it is on again', async () => {
    const { player, vendor, events } = await loaded('channel');
    vendor.say('online');
    events.splice(0);
    vendor.say('ended');
    vendor.say('offline');
    expect([player.problem(), player.isEnded()]).toEqual(['offline', false]);
    vendor.say('online');
    expect([player.problem(), player.isReady()]).toEqual([undefined, true]);
    expect(events.map(({ type }) => type)).toEqual(['error', 'ready', 'canplay']);
  });

  it('is off the air also where the frame says so first, and can be told something then', async () => {
    const { player, players } = stage();
    player.load('channel');
    await settled();
    const vendor = players[0]!;
    vendor.say('offline');
    vendor.say('ready');
    expect([player.problem(), player.isReady()]).toEqual(['offline', false]);
    vendor.say('online');
    expect([player.problem(), player.isReady()]).toEqual([undefined, true]);

    vendor.say('offline');
    player.load('other');
    expect([vendor.told.includes('channel boris'), player.problem()]).toEqual([true, undefined]);
  });

  it('is no readier for being on air', async () => {
    const { player, players } = stage();
    player.load('channel');
    await settled();
    players[0]!.say('online');
    expect(player.isReady()).toBe(false);
  });
});

describe('Twitch: one after the other', () => {
  it('shows the next in the same player', async () => {
    const { player, vendor, players, events } = await loaded('channel');
    for (const url of ['other', 'video', 'collection']) {
      player.load(url);
      expect(player.isReady()).toBe(true);
    }
    expect(vendor.told.filter((command) => !/^(volume|unmute)/.test(command))).toEqual([
      'channel boris',
      'video v123 from 0',
      'collection abc',
    ]);
    expect(players).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'capabilities')).toHaveLength(1);
  });

  it('opens anew for what is asked for before its frame hears anything', async () => {
    const { player, players, removed } = stage();
    player.load('channel');
    await settled();
    player.load('other');
    await settled();
    expect(players.map(({ source }) => source.channel)).toEqual(['anna', 'boris']);
    expect(removed).toEqual(['player']);
    players[0]?.say('ready');
    expect(player.isReady()).toBe(false);
    players[1]?.say('ready');
    expect(player.isReady()).toBe(true);
  });

  it('knows nothing behind other addresses', async () => {
    const { player } = await loaded('video');
    player.load('directory');
    expect(player.problem()).toBe('missing');
  });

  it('leaves nothing behind', async () => {
    const { player, vendor, removed, time } = await loaded('video');
    void player.play();
    player.destroy();
    expect([vendor.told.at(-1), removed, time.pending]).toEqual(['destroy', ['player'], 0]);
  });
});
