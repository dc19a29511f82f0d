import { capabilitiesOf, readVideo } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import type { MediaProblem, PlayerEvent } from '../../player-handle.js';
import { FakeYouTube } from '../../../../testing/fake-youtube.js';
import { SimulatedTime } from '../../sync/model/simulated-time.js';
import { createYouTubeHandle } from './youtube-handle.js';
import type { OpenYouTube } from './youtube-library.js';
import { createYouTubeProgram } from './youtube-program.js';

const [ONE, OTHER, THIRD] = ['aaaaaaaaaa1', 'aaaaaaaaaa2', 'aaaaaaaaaa3'] as const;
const LIST = 'PL0123456789';

function page(id: string): string {
  return `https://www.youtube.com/watch?v=${id}`;
}

function stage(url = page(ONE)) {
  const time = new SimulatedTime();
  const vendors: FakeYouTube[] = [];
  const removed: FakeYouTube[] = [];
  const openings: { embedUrl: string; open: () => void; refuse: () => void }[] = [];
  const capabilities = capabilitiesOf('youtube');
  if (!capabilities) throw new Error('no such platform');
  const now = () => time.nowMs;
  const player = createYouTubeHandle({
    open: (embedUrl, events) =>
      new Promise<OpenYouTube>((resolve, reject) => {
        openings.push({
          embedUrl,
          open() {
            const vendor = new FakeYouTube(events);
            vendors.push(vendor);
            resolve({ player: vendor, remove: () => removed.push(vendor) });
          },
          refuse: () => reject(new Error('did not load')),
        });
      }),
    program: createYouTubeProgram({ serverNow: now, now }),
    capabilities,
    read: (asked) => readVideo('youtube', asked),
    now,
    schedule: time.schedule,
  });
  const events: PlayerEvent[] = [];
  player.subscribe((event) => events.push(event));
  player.load(url);
  const types = () => events.splice(0).map(({ type }) => type);
  return { time, player, vendors, removed, openings, events, types };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

async function opened(url?: string) {
  const staged = stage(url);
  staged.openings[0]?.open();
  await settled();
  const vendor = staged.vendors[0]!;
  return { ...staged, vendor };
}

async function ready() {
  const staged = await opened();
  staged.vendor.open(ONE);
  staged.vendor.asked.splice(0);
  staged.events.splice(0);
  return staged;
}

/** It has been started, and runs. */
async function running() {
  const staged = await ready();
  void staged.player.play();
  staged.vendor.enter('buffering');
  staged.vendor.enter('playing');
  staged.vendor.asked.splice(0);
  staged.events.splice(0);
  return staged;
}

/** It has a picture, and rests. */
async function resting(positionS = 10) {
  const staged = await running();
  staged.player.pause();
  staged.vendor.currentTime = positionS;
  staged.vendor.enter('paused');
  staged.vendor.asked.splice(0);
  staged.events.splice(0);
  return staged;
}

describe('YouTube opens', () => {
  it('with the first video in its frame, and is ready when that says so', async () => {
    const { player, vendor, openings, types } = await opened();
    expect(openings[0]?.embedUrl).toBe(`https://www.youtube-nocookie.com/embed/${ONE}`);
    expect(player.isReady()).toBe(false);
    vendor.open(ONE);
    expect([player.isReady(), player.isPaused(), player.hasData(), player.duration()]).toEqual([
      true,
      true,
      true,
      300,
    ]);
    expect(types()).toEqual(['loading', 'durationchange', 'ready', 'canplay']);
    expect(vendor.asked).toEqual(['volume 100', 'unmute']);
  });

  it('as loud as was asked for before', async () => {
    const { player, vendor } = await opened();
    player.setVolume(0.4);
    player.setMuted(true);
    player.setRate(1.5);
    vendor.open(ONE);
    expect(vendor.asked).toEqual(['volume 40', 'mute', 'rate 1.5']);
  });

  it('anew when its script did not load the first time', async () => {
    const { player, openings, vendors } = stage();
    openings[0]?.refuse();
    await settled();
    expect(player.problem()).toBe('no_answer');
    player.load(page(ONE));
    openings[1]?.open();
    await settled();
    vendors[0]?.open(ONE);
    expect([player.isReady(), player.problem()]).toEqual([true, undefined]);
  });

  it('late all the same after its frame was given up', async () => {
    const { player, vendor, time, events } = await opened();
    await time.advance(9_900);
    expect(player.problem()).toBeUndefined();
    await time.advance(100);
    expect(player.problem()).toBe('no_answer');
    expect(events.at(-1)).toEqual({ type: 'error', problem: 'no_answer' });
    vendor.open(ONE);
    expect([player.isReady(), player.problem()]).toEqual([true, undefined]);
  });

  it('only what was asked for last', async () => {
    const { player, openings, vendors, removed } = stage();
    player.load(page(OTHER));
    for (const { open } of openings) open();
    await settled();
    expect(removed).toEqual([vendors[0]]);
    vendors[0]?.open(ONE);
    expect(player.isReady()).toBe(false);
    vendors[1]?.open(OTHER);
    expect(player.isReady()).toBe(true);
  });

  it('nothing for an address without a video', () => {
    const { player, openings } = stage('https://www.youtube.com/about');
    expect([player.problem(), openings.length]).toEqual(['missing', 0]);
  });
});

describe('YouTube shows the next video', () => {
  it('in the same player, and is ready when that has come', async () => {
    const { player, vendor, openings, types } = await running();
    player.load(page(OTHER));
    expect([player.isReady(), player.isPaused(), player.currentTime()]).toEqual([false, true, 0]);
    vendor.arrive(OTHER);
    expect(player.isReady()).toBe(true);
    expect(vendor.asked).toEqual([`cue ${OTHER}`, 'volume 100', 'unmute']);
    expect(types()).toEqual(['loading', 'durationchange', 'ready', 'canplay']);
    expect(openings).toHaveLength(1);
  });

  it('though another one, which was asked for before, comes first', async () => {
    const { player, vendor } = await running();
    player.load(page(OTHER));
    player.load(page(THIRD));
    vendor.arrive(OTHER);
    expect(player.isReady()).toBe(false);
    vendor.arrive(THIRD);
    expect(player.isReady()).toBe(true);
  });

  it('though nothing tells that it has come', async () => {
    const { player, vendor, time } = await running();
    player.load(page(OTHER));
    vendor.videoId = OTHER;
    vendor.slipInto('cued');
    await time.advance(100);
    expect(player.isReady()).toBe(true);
  });

  it('or says that it never came', async () => {
    const { player, time } = await running();
    player.load(page(OTHER));
    await time.advance(10_000);
    expect(player.problem()).toBe('no_answer');
  });

  it('after one that could not be played', async () => {
    const { player, vendor } = await ready();
    vendor.fail(150);
    player.load(page(OTHER));
    vendor.arrive(OTHER);
    expect([player.isReady(), player.problem()]).toEqual([true, undefined]);
  });

  it('though it is the same again, as another try, and at its own rate', async () => {
    const { player, vendor } = await ready();
    player.setRate(1.5);
    vendor.fail(5);
    player.load(page(ONE));
    vendor.arrive(ONE);
    expect([player.isReady(), player.problem()]).toEqual([true, undefined]);
    expect(vendor.asked).toEqual(['rate 1.5', `cue ${ONE}`, 'volume 100', 'unmute']);
  });

  it('as the first of a list, which it does not play on by itself', async () => {
    const { player, vendor, openings } = await opened(`https://www.youtube.com/playlist?list=${LIST}`);
    expect(openings[0]?.embedUrl).toContain(LIST);
    vendor.slipInto('unstarted');
    vendor.open();
    expect(player.isReady()).toBe(false);
    vendor.list = [OTHER, THIRD];
    vendor.enter('cued');
    vendor.arrive(OTHER);
    expect(player.isReady()).toBe(true);
    expect(vendor.asked.slice(0, 2)).toEqual([`cue list ${LIST} from 0`, `cue ${OTHER}`]);
  });
});

describe('YouTube plays', () => {
  it('when it says so, and not when it still loads', async () => {
    const { player, vendor, types } = await ready();
    const outcome = player.play();
    expect(player.isPaused()).toBe(true);
    vendor.enter('buffering');
    expect([player.isPaused(), player.hasData()]).toEqual([false, false]);
    vendor.enter('playing');
    expect(await outcome).toBe('playing');
    expect([player.isPaused(), player.hasData()]).toEqual([false, true]);
    expect([vendor.asked, types()]).toEqual([['play'], ['waiting', 'canplay', 'playing']]);
    expect(await player.play()).toBe('playing');
  });

  it('from where it was sent to while it showed its poster', async () => {
    const { player, vendor, time, types } = await ready();
    player.seek(120);
    expect([vendor.asked, player.currentTime(), player.isSeeking()]).toEqual([[], 120, false]);
    expect(types()).toEqual(['seeking', 'seeked']);
    void player.play();
    expect(vendor.asked).toEqual(['seek 120', 'play']);
    vendor.enter('buffering');
    vendor.enter('playing');
    vendor.currentTime = 118;
    await time.advance(100);
    expect([player.isSeeking(), player.currentTime()]).toEqual([false, 118]);
  });

  it('from its beginning without a jump', async () => {
    const { player, vendor } = await ready();
    player.seek(0);
    void player.play();
    expect(vendor.asked).toEqual(['play']);
  });

  it('at once again after a pause, though nothing tells of either', async () => {
    const { player, vendor, time } = await running();
    player.pause();
    const outcome = player.play();
    await time.advance(500);
    expect(await outcome).toBe('playing');
    expect([player.isPaused(), vendor.asked]).toEqual([false, ['pause', 'play']]);
  });

  it('though the pause before is told of only then', async () => {
    const { player, vendor } = await running();
    player.pause();
    const outcome = player.play();
    vendor.enter('paused');
    vendor.enter('playing');
    expect([await outcome, player.isPaused()]).toEqual(['playing', false]);
  });

  it('not, if the browser refuses it', async () => {
    const { player, vendor } = await ready();
    const outcome = player.play();
    vendor.block();
    expect([await outcome, player.isPaused()]).toEqual(['blocked', true]);
    player.setMuted(true);
    const muted = player.play();
    vendor.enter('playing');
    expect(await muted).toBe('playing');
    expect(vendor.asked).toEqual(['play', 'mute', 'play']);
  });

  it('not, if nothing comes of it: the browser may have refused it in silence', async () => {
    const { player, time } = await ready();
    const outcome = player.play();
    await time.advance(1_800);
    expect(await outcome).toBe('blocked');
  });

  it('at last, if it loads for long', async () => {
    const { player, vendor, time } = await ready();
    const outcome = player.play();
    vendor.enter('buffering');
    await time.advance(5_000);
    vendor.enter('playing');
    expect(await outcome).toBe('playing');
  });

  it('not before it is ready, nor after something else was asked for', async () => {
    const { player } = await opened();
    expect(await player.play()).toBe('interrupted');
    const other = await ready();
    const paused = other.player.play();
    other.player.pause();
    expect(await paused).toBe('interrupted');
    const left = other.player.play();
    other.player.load(page(OTHER));
    expect(await left).toBe('interrupted');
  });
});

describe('YouTube rests', () => {
  it('from the moment that it is told to, where it was then', async () => {
    const { player, vendor, types } = await running();
    vendor.currentTime = 20;
    player.pause();
    vendor.currentTime = 20.1;
    expect([player.isPaused(), player.currentTime()]).toEqual([true, 20]);
    vendor.currentTime = 20.04;
    vendor.enter('paused');
    expect([player.currentTime(), vendor.asked, types()]).toEqual([20.04, ['pause'], ['paused']]);
  });

  it('when somebody pauses it in its frame', async () => {
    const { player, vendor, types } = await running();
    vendor.enter('paused');
    expect([player.isPaused(), types()]).toEqual([true, ['paused']]);
  });

  it('though somebody starts it in its frame, or it began too late', async () => {
    const { player, vendor, types } = await resting();
    vendor.enter('playing');
    expect([player.isPaused(), vendor.asked, types()]).toEqual([true, ['pause'], []]);
  });

  it('without a word, where it has not been started', async () => {
    const { player, vendor } = await ready();
    player.pause();
    expect(vendor.asked).toEqual([]);
  });

  it('at its end', async () => {
    const { player, vendor, types } = await running();
    vendor.currentTime = 300;
    vendor.enter('ended');
    expect([player.isEnded(), player.isPaused(), player.currentTime()]).toEqual([true, true, 300]);
    expect(types()).toEqual(['ended']);
    player.seek(30);
    expect([player.isEnded(), player.currentTime(), vendor.asked]).toEqual([false, 30, []]);
    void player.play();
    expect(vendor.asked).toEqual(['seek 30', 'play']);
  });

  it('at its end, and begins again from its beginning', async () => {
    const { player, vendor } = await running();
    vendor.enter('ended');
    player.seek(0);
    void player.play();
    expect(vendor.asked.at(-1)).toBe('play');
    vendor.currentTime = 0;
    vendor.enter('playing');
    expect([player.isEnded(), player.currentTime()]).toEqual([false, 0]);
  });
});

describe('YouTube jumps', () => {
  it('and is there when it is heard of nearer to its aim than to where it was', async () => {
    const { player, vendor, time, types } = await resting(10);
    player.seek(120);
    expect([player.isSeeking(), player.currentTime(), vendor.asked]).toEqual([true, 120, ['seek 120']]);
    await time.advance(300);
    expect(player.isSeeking()).toBe(true);
    vendor.enter('buffering');
    vendor.currentTime = 116;
    await time.advance(300);
    expect([player.isSeeking(), player.hasData()]).toEqual([true, false]);
    vendor.enter('paused');
    await time.advance(100);
    expect([player.isSeeking(), player.hasData(), player.currentTime()]).toEqual([false, true, 116]);
    expect(types()).toEqual(['seeking', 'waiting', 'canplay', 'paused', 'seeked']);
  });

  it('and is not there before it could have said that it loads', async () => {
    const { player, vendor, time } = await resting(10);
    await time.advance(60);
    player.seek(120);
    vendor.currentTime = 120;
    await time.advance(90);
    expect(player.isSeeking()).toBe(true);
    await time.advance(50);
    expect(player.isSeeking()).toBe(false);
  });

  it('a little, of which its position tells nothing', async () => {
    const { player, time } = await resting(10);
    player.seek(10.3);
    await time.advance(300);
    expect(player.isSeeking()).toBe(true);
    await time.advance(200);
    expect([player.isSeeking(), player.currentTime()]).toEqual([false, 10]);
  });

  it('or it does not, which is given up after four seconds', async () => {
    const { player, time } = await resting(10);
    player.seek(120);
    await time.advance(4_000);
    expect([player.isSeeking(), player.currentTime()]).toEqual([false, 10]);
  });

  it('nowhere beyond the video', async () => {
    const { player, vendor } = await resting();
    player.seek(-4);
    player.seek(1_000);
    expect(vendor.asked).toEqual(['seek 0', 'seek 300']);
  });

  it('where it was sent during a start that was taken back, as soon as it has a picture', async () => {
    const { player, vendor } = await ready();
    void player.play();
    player.pause();
    player.seek(60);
    expect(vendor.asked).toEqual(['play', 'pause']);
    vendor.enter('paused');
    expect(vendor.asked.at(-1)).toBe('seek 60');
    expect(player.isSeeking()).toBe(true);
  });
});

describe('YouTube tells', () => {
  it('what it has loaded, from where it landed last', async () => {
    const { player, vendor, time, types } = await resting(10);
    vendor.loadedFraction = 0.1;
    await time.advance(100);
    expect([player.buffered(), types()]).toEqual([[{ start: 0, end: 30 }], ['buffered']]);
    player.seek(150);
    // What lies behind is of the place before.
    expect(player.buffered()).toEqual([]);
    vendor.currentTime = 148;
    vendor.loadedFraction = 0.6;
    await time.advance(100);
    expect(player.buffered()).toEqual([{ start: 148, end: 180 }]);
  });

  it('that it has enough, though a player that rests may load for ever', async () => {
    const { player, vendor, time } = await resting();
    vendor.enter('buffering');
    await time.advance(3_000);
    expect(player.hasData()).toBe(false);
    await time.advance(100);
    expect(player.hasData()).toBe(true);
  });

  it('its rates, rising', async () => {
    const { player, vendor } = await ready();
    expect(player.rates?.()).toEqual([0.5, 1, 2]);
    player.setRate(1.05);
    expect(vendor.asked).toEqual(['rate 1.05']);
  });

  it.each<[number, MediaProblem]>([
    [2, 'missing'],
    [5, 'decode'],
    [100, 'missing'],
    [101, 'not_embeddable'],
    [150, 'not_embeddable'],
    [153, 'no_referrer'],
    [999, 'unsupported'],
  ])('what error %i means', async (code, problem) => {
    const { player, vendor, events } = await ready();
    const outcome = player.play();
    vendor.fail(code);
    expect([player.problem(), await outcome]).toEqual([problem, 'interrupted']);
    expect(events.at(-1)).toEqual({ type: 'error', problem });
  });

  it('what is wrong before it is ready, and is not ready then', async () => {
    const { player, vendor, time } = await opened();
    vendor.fail(153);
    vendor.open(ONE);
    await time.advance(20_000);
    expect([player.problem(), player.isReady()]).toEqual(['no_referrer', false]);
  });
});

describe('YouTube is silent', () => {
  it('about what is said: captions that come by themselves are taken away', async () => {
    const { vendor } = await ready();
    vendor.bringModule();
    expect(vendor.asked).toEqual(['without captions']);
  });

  it('where it is told to be', async () => {
    const { player, vendor } = await ready();
    player.setMuted(true);
    player.setMuted(false);
    player.setVolume(0.25);
    expect(vendor.asked).toEqual(['mute', 'unmute', 'volume 25']);
  });

  it('in the end, and leaves nothing behind, though it may open only after its end', async () => {
    const { player, vendor, removed, time, types } = await running();
    const waiting = player.play();
    player.seek(100);
    types();
    player.destroy();
    vendor.enter('paused');
    vendor.fail(150);
    await waiting;
    expect([vendor.asked.at(-1), removed, time.pending, types()]).toEqual(['destroy', [vendor], 0, []]);

    const late = stage();
    late.player.destroy();
    late.openings[0]?.open();
    await settled();
    late.vendors[0]?.open(ONE);
    expect([late.vendors[0]?.asked, late.removed, late.time.pending]).toEqual([
      ['destroy'],
      [late.vendors[0]],
      0,
    ]);
  });
});
