import type { Capabilities, VideoLink } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import type { PlayerEvent } from '../../player-handle.js';
import { SimulatedTime } from '../../sync/model/simulated-time.js';
import type { VimeoEventData, VimeoPlayer } from './vimeo-api.js';
import { createVimeoHandle } from './vimeo-handle.js';

const CAPABILITIES: Capabilities = {
  play: true,
  pause: true,
  seek: true,
  rate: 'probe',
  time: true,
  duration: true,
  live: false,
  ads: false,
};

/** What its library rejects with. */
const rejection = (name: string): Promise<never> => Promise.reject(Object.assign(new Error(name), { name }));

/** A frame with the library over it, which answers what a test lets it. */
class FakeVimeo implements VimeoPlayer {
  readonly told: string[] = [];
  readonly embedUrl: string;
  isDestroyed = false;
  answers: Partial<Record<'play' | 'loadVideo' | 'setPlaybackRate' | 'getDuration', () => Promise<unknown>>> =
    {};
  open = (): void => undefined;
  refuse = (_name: string): void => undefined;
  private readonly opened: Promise<void>;
  private readonly listeners: { event: string; listener: (data: VimeoEventData) => void }[] = [];

  constructor(embedUrl: string) {
    this.embedUrl = embedUrl;
    this.opened = new Promise((resolve, reject) => {
      this.open = resolve;
      this.refuse = (name) => reject(Object.assign(new Error(name), { name }));
    });
  }

  ready(): Promise<void> {
    return this.opened;
  }
  loadVideo({ url }: { url: string }): Promise<unknown> {
    return this.tell(`load ${url}`, 'loadVideo');
  }
  play(): Promise<unknown> {
    return this.tell('play', 'play');
  }
  pause(): Promise<unknown> {
    return this.tell('pause');
  }
  setCurrentTime(seconds: number): Promise<number> {
    return this.tell(`seek ${seconds}`).then(() => seconds);
  }
  setPlaybackRate(rate: number): Promise<number> {
    return this.tell(`rate ${rate}`, 'setPlaybackRate').then(() => rate);
  }
  setVolume(volume: number): Promise<number> {
    return this.tell(`volume ${volume}`).then(() => volume);
  }
  setMuted(isMuted: boolean): Promise<boolean> {
    return this.tell(isMuted ? 'mute' : 'unmute').then(() => isMuted);
  }
  getDuration(): Promise<number> {
    return (this.answers.getDuration?.() ?? Promise.resolve(300)) as Promise<number>;
  }
  getBuffered(): Promise<unknown> {
    return Promise.resolve([
      [0, 12],
      [40, 60],
    ]);
  }
  on(event: string, listener: (data: VimeoEventData) => void): void {
    this.listeners.push({ event, listener });
  }
  destroy(): Promise<void> {
    this.isDestroyed = true;
    return Promise.resolve();
  }
  say(event: string, data: VimeoEventData = {}): void {
    for (const entry of this.listeners) if (entry.event === event) entry.listener(data);
  }
  private tell(command: string, asked?: 'play' | 'loadVideo' | 'setPlaybackRate'): Promise<unknown> {
    this.told.push(command);
    return (asked && this.answers[asked]?.()) ?? Promise.resolve();
  }
}

/** Addresses end with the id; those without one are nothing. */
function read(url: string): VideoLink | undefined {
  const id = /\d+$/.exec(url)?.[0];
  return id === undefined
    ? undefined
    : {
        platform: 'vimeo',
        canonicalUrl: url,
        videoId: id,
        embedUrl: `https://player.vimeo.com/video/${id}`,
        capabilities: CAPABILITIES,
      };
}

function stage() {
  const time = new SimulatedTime();
  const frames: FakeVimeo[] = [];
  const player = createVimeoHandle({
    open(embedUrl) {
      const frame = new FakeVimeo(embedUrl);
      frames.push(frame);
      return frame;
    },
    capabilities: CAPABILITIES,
    read,
    now: () => time.nowMs,
    schedule: time.schedule,
  });
  const events: PlayerEvent[] = [];
  player.subscribe((event) => events.push(event));
  player.load('https://vimeo.com/1');
  return { time, player, frames, frame: frames[0]!, events };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
}

async function loaded() {
  const staged = stage();
  staged.frame.open();
  await settled();
  staged.frame.told.splice(0);
  staged.events.splice(0);
  return staged;
}

describe('Vimeo', () => {
  it('is ready when its frame is, with the length of its video', async () => {
    const { player, frame, events } = stage();
    expect(frame.embedUrl).toBe('https://player.vimeo.com/video/1');
    player.setVolume(0.5);
    expect(player.isReady()).toBe(false);
    frame.open();
    await settled();
    expect(player.isReady()).toBe(true);
    expect(player.duration()).toBe(300);
    expect(frame.told).toContain('volume 0.5');
    expect(events.map(({ type }) => type)).toEqual(['loading', 'ready', 'canplay']);
  });

  it('shows the next video in the same frame', async () => {
    const { player, frame, frames } = await loaded();
    frame.answers.getDuration = () => Promise.resolve(90);
    player.load('https://vimeo.com/2');
    expect(frame.told).toEqual(['load https://player.vimeo.com/video/2']);
    await settled();
    expect(frames).toHaveLength(1);
    expect([player.isReady(), player.duration()]).toEqual([true, 90]);
  });

  it('shows the newest that was asked for, whichever frame is late', async () => {
    const { player, frame, frames } = stage();
    player.load('https://vimeo.com/2');
    expect(frame.isDestroyed).toBe(true);
    frame.open();
    await settled();
    frame.say('timeupdate', { seconds: 50 });
    expect([player.isReady(), player.currentTime()]).toEqual([false, 0]);
    frames[1]?.open();
    await settled();
    expect(player.isReady()).toBe(true);
  });

  it('plays, pauses, jumps and ends as its events say', async () => {
    const { player, frame, time } = await loaded();
    const outcome = player.play();
    frame.say('playing', { seconds: 0 });
    expect(await outcome).toBe('playing');
    frame.say('timeupdate', { seconds: 0.25 });
    await time.advance(100);
    expect(player.currentTime()).toBeCloseTo(0.35, 3);
    player.seek(120);
    frame.say('seeked', { seconds: 119.9 });
    expect(player.currentTime()).toBeCloseTo(119.9, 3);
    frame.say('bufferstart');
    expect(player.hasData()).toBe(false);
    frame.say('bufferend');
    expect(player.hasData()).toBe(true);
    player.pause();
    frame.say('pause', { seconds: 120 });
    expect([player.isPaused(), player.currentTime()]).toEqual([true, 120]);
    frame.say('ended');
    expect(player.isEnded()).toBe(true);
    expect(frame.told).toEqual(['play', 'seek 120', 'pause']);
  });

  it('knows what is loaded', async () => {
    const { player, frame } = await loaded();
    frame.say('progress');
    await settled();
    expect(player.buffered()).toEqual([
      { start: 0, end: 12 },
      { start: 40, end: 60 },
    ]);
  });

  it('is blocked when the browser refuses', async () => {
    const { player, frame } = await loaded();
    frame.answers.play = () => rejection('NotAllowedError');
    expect(await player.play()).toBe('blocked');
  });

  it('has rates where the owner’s plan has them', async () => {
    const { player, frame, events } = await loaded();
    player.setRate(1);
    await settled();
    expect(player.capabilities.rate).toBe('probe');
    player.setRate(1.05);
    await settled();
    expect(player.capabilities.rate).toBe('any');
    expect(events).toEqual([{ type: 'capabilities' }]);
    player.setRate(0.25);
    player.setRate(4);
    expect(frame.told).toEqual(['rate 1', 'rate 1.05', 'rate 0.5', 'rate 2']);
  });

  it('has none where the plan has none, and asks no more, until another owner’s video', async () => {
    const { player, frame, events } = await loaded();
    frame.answers.setPlaybackRate = () => rejection('Error');
    player.setRate(1.05);
    await settled();
    expect(player.capabilities.rate).toBe('none');
    expect(events).toEqual([{ type: 'capabilities' }]);
    player.setRate(1.1);
    expect(frame.told).toEqual(['rate 1.05']);
    player.load('https://vimeo.com/2');
    expect(player.capabilities.rate).toBe('probe');
  });

  it('does not blame the next video for what the one before was refused', async () => {
    const { player, frame } = await loaded();
    let refuse = (): void => undefined;
    frame.answers.setPlaybackRate = () => new Promise((_, reject) => (refuse = () => reject(new Error())));
    player.setRate(1.05);
    player.load('https://vimeo.com/2');
    refuse();
    await settled();
    expect(player.capabilities.rate).toBe('probe');
  });

  it.each([
    ['NotFoundError', 'missing'],
    ['PrivacyError', 'not_embeddable'],
    ['PasswordError', 'not_embeddable'],
    ['TypeError', 'no_answer'],
  ])('says what %s means, and tries again with a new frame', async (name, problem) => {
    const { player, frame, frames } = stage();
    frame.refuse(name);
    await settled();
    expect(player.problem()).toBe(problem);
    player.load('https://vimeo.com/1');
    expect([frame.isDestroyed, frames.length]).toEqual([true, 2]);
    frames[1]?.open();
    await settled();
    expect([player.isReady(), player.problem()]).toEqual([true, undefined]);
  });

  it('says so when a later video cannot be shown', async () => {
    const { player, frame } = await loaded();
    frame.answers.loadVideo = () => rejection('PrivacyError');
    player.load('https://vimeo.com/2');
    await settled();
    expect(player.problem()).toBe('not_embeddable');
  });

  it('hears of a password by an event, and not of what only one command ran into', async () => {
    const { player, frame } = await loaded();
    frame.say('error', { name: 'RangeError' });
    expect(player.problem()).toBeUndefined();
    frame.say('error', { name: 'PasswordError' });
    expect(player.problem()).toBe('not_embeddable');
  });

  it('knows no video in an address without one', () => {
    const { player, frames } = stage();
    player.load('https://vimeo.com/about');
    expect(player.problem()).toBe('missing');
    expect(frames).toHaveLength(1);
  });

  it('leaves nothing behind', async () => {
    const { player, frame, time, events } = await loaded();
    player.destroy();
    expect(frame.isDestroyed).toBe(true);
    expect(time.pending).toBe(0);
    frame.say('playing', { seconds: 1 });
    expect(events).toEqual([]);
  });
});
