import type { Capabilities, VideoLink } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import type { PlayerEvent } from '../../player-handle.js';
import { SimulatedTime } from '../../sync/model/simulated-time.js';
import type { SoundCloudEvent, SoundCloudProgress, SoundCloudWidget } from './soundcloud-api.js';
import { createSoundCloudHandle, type OpenSoundCloud } from './soundcloud-handle.js';

const CAPABILITIES: Capabilities = {
  play: true,
  pause: true,
  seek: true,
  rate: 'none',
  time: true,
  duration: true,
  live: false,
  ads: false,
};

/** As the widget names them. */
const EVENTS: Record<SoundCloudEvent, string> = {
  READY: 'ready',
  PLAY: 'play',
  PAUSE: 'pause',
  PLAY_PROGRESS: 'playProgress',
  LOAD_PROGRESS: 'loadProgress',
  SEEK: 'seek',
  FINISH: 'finish',
  ERROR: 'error',
};

class FakeWidget implements SoundCloudWidget {
  readonly told: string[] = [];
  durationMs = 300_000;
  hasLoaded = (): void => undefined;
  private readonly listeners = new Map<string, (progress?: SoundCloudProgress) => void>();

  bind(event: string, listener: (progress?: SoundCloudProgress) => void): void {
    this.listeners.set(event, listener);
  }
  unbind(event: string): void {
    this.listeners.delete(event);
  }
  load(url: string, options: { auto_play: boolean; callback: () => void }): void {
    this.told.push(`load ${url}${options.auto_play ? ' and play' : ''}`);
    this.hasLoaded = options.callback;
  }
  play(): void {
    this.told.push('play');
  }
  pause(): void {
    this.told.push('pause');
  }
  seekTo(milliseconds: number): void {
    this.told.push(`seek ${milliseconds}`);
  }
  setVolume(volume: number): void {
    this.told.push(`volume ${volume}`);
  }
  getDuration(callback: (milliseconds: number) => void): void {
    callback(this.durationMs);
  }
  say(name: SoundCloudEvent, progress?: SoundCloudProgress): void {
    this.listeners.get(EVENTS[name])?.(progress);
  }
  get listenerCount(): number {
    return this.listeners.size;
  }
}

function read(url: string): VideoLink | undefined {
  return url.endsWith('/')
    ? undefined
    : {
        platform: 'soundcloud',
        canonicalUrl: url,
        embedUrl: `https://w.soundcloud.com/player/?url=${encodeURIComponent(url)}`,
        capabilities: CAPABILITIES,
      };
}

function stage() {
  const time = new SimulatedTime();
  const widgets: FakeWidget[] = [];
  const opened: string[] = [];
  let removed = 0;
  let isRefused = false;
  const player = createSoundCloudHandle({
    async open(embedUrl): Promise<OpenSoundCloud> {
      opened.push(embedUrl);
      if (isRefused) throw new Error('did not load');
      const widget = new FakeWidget();
      widgets.push(widget);
      return { widget, events: EVENTS, remove: () => (removed += 1) };
    },
    capabilities: CAPABILITIES,
    read,
    now: () => time.nowMs,
    schedule: time.schedule,
  });
  const events: PlayerEvent[] = [];
  player.subscribe((event) => events.push(event));
  return {
    time,
    player,
    widgets,
    opened,
    events,
    removed: () => removed,
    refuse: (isOn: boolean) => (isRefused = isOn),
  };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

async function loaded() {
  const staged = stage();
  staged.player.load('https://soundcloud.com/band/one');
  await settled();
  const widget = staged.widgets[0]!;
  widget.say('READY');
  widget.told.splice(0);
  staged.events.splice(0);
  return { ...staged, widget };
}

describe('SoundCloud', () => {
  it('is ready when its widget is, and counts in seconds', async () => {
    const { player, opened } = await loaded();
    expect(opened).toEqual([
      'https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fband%2Fone',
    ]);
    expect([player.isReady(), player.duration()]).toEqual([true, 300]);
  });

  it('plays, pauses, jumps and ends as its events say', async () => {
    const { player, widget, time } = await loaded();
    const outcome = player.play();
    widget.say('PLAY', { currentPosition: 0 });
    expect(await outcome).toBe('playing');
    widget.say('PLAY_PROGRESS', { currentPosition: 210 });
    await time.advance(100);
    expect(player.currentTime()).toBeCloseTo(0.31, 3);
    player.seek(120.25);
    widget.say('SEEK', { currentPosition: 120_250 });
    expect(player.isSeeking()).toBe(false);
    expect(player.currentTime()).toBeCloseTo(120.25, 3);
    player.pause();
    widget.say('PAUSE', { currentPosition: 120_300 });
    expect([player.isPaused(), player.currentTime()]).toEqual([true, 120.3]);
    widget.say('FINISH');
    expect(player.isEnded()).toBe(true);
    expect(widget.told).toEqual(['play', 'seek 120250', 'pause']);
  });

  it('jumps once it has begun, where it was sent before', async () => {
    const { player, widget } = await loaded();
    player.seek(60);
    expect([player.currentTime(), player.isSeeking(), widget.told.length]).toEqual([60, false, 0]);
    void player.play();
    widget.say('PLAY', { currentPosition: 0 });
    widget.say('PLAY_PROGRESS', { currentPosition: 30 });
    expect(widget.told).toEqual(['play', 'seek 60000']);
  });

  it('is silent at volume 0, the only silence that its widget knows', async () => {
    const { player, widget } = await loaded();
    player.setVolume(0.4);
    player.setMuted(true);
    player.setVolume(0.6);
    player.setMuted(false);
    expect(widget.told).toEqual(['volume 40', 'volume 0', 'volume 0', 'volume 60']);
  });

  it('is blocked when a start is answered by silence', async () => {
    const { player, time } = await loaded();
    const outcome = player.play();
    await time.advance(1_800);
    expect(await outcome).toBe('blocked');
  });

  it('knows how much is loaded', async () => {
    const { player, widget } = await loaded();
    widget.say('LOAD_PROGRESS', { loadedProgress: 0.5 });
    expect(player.buffered()).toEqual([{ start: 0, end: 150 }]);
  });

  it('shows the next track in the same widget, which says only once that it is ready', async () => {
    const { player, widget, widgets } = await loaded();
    player.load('https://soundcloud.com/band/two');
    expect(widget.told).toEqual(['load https://soundcloud.com/band/two']);
    expect(player.isReady()).toBe(false);
    widget.durationMs = 90_000;
    widget.hasLoaded();
    expect([player.isReady(), player.duration(), widgets.length]).toEqual([true, 90, 1]);
  });

  it('is not ready with a track that another has taken the place of', async () => {
    const { player, widget } = await loaded();
    player.load('https://soundcloud.com/band/two');
    const { hasLoaded } = widget;
    player.load('https://soundcloud.com/band/three');
    hasLoaded();
    expect(player.isReady()).toBe(false);
  });

  it('says that a track is gone: by an error, or by a length of nothing', async () => {
    const { player, widget } = await loaded();
    widget.say('ERROR');
    expect(player.problem()).toBe('missing');
    player.load('https://soundcloud.com/band/two');
    expect(player.problem()).toBeUndefined();
    widget.durationMs = 0;
    widget.hasLoaded();
    expect(player.problem()).toBe('missing');
    player.load('https://soundcloud.com/');
    expect(player.problem()).toBe('missing');
  });

  it('says that its script did not load, and loads it anew with the next try', async () => {
    const { player, refuse, widgets } = stage();
    refuse(true);
    player.load('https://soundcloud.com/band/one');
    await settled();
    expect(player.problem()).toBe('no_answer');
    refuse(false);
    player.load('https://soundcloud.com/band/one');
    await settled();
    widgets[0]?.say('READY');
    expect([player.isReady(), player.problem()]).toEqual([true, undefined]);
  });

  it('leaves nothing behind', async () => {
    const { player, widget, removed, time } = await loaded();
    expect(widget.listenerCount).toBe(8);
    player.destroy();
    expect([widget.listenerCount, removed(), time.pending]).toEqual([0, 1, 0]);
  });
});
