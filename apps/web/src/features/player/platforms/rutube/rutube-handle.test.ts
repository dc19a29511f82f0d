import { capabilitiesOf, readVideo } from '@watchparty/shared';
import { afterEach, describe, expect, it } from '@jest/globals';

import { FakeFrame } from '../../../../testing/fake-frame.js';
import type { PlayerEvent } from '../../player-handle.js';
import { SimulatedTime } from '../../sync/model/simulated-time.js';
import { createRutubeHandle } from './rutube-handle.js';

const ID = 'c6cc4d620b1d4338901770a44b3e82f4';
const OTHER_ID = '0123456789abcdef0123456789abcdef';
const VIDEO = `https://rutube.ru/video/${ID}/`;
const OTHER_VIDEO = `https://rutube.ru/video/${OTHER_ID}/`;
const LOCKED = `https://rutube.ru/video/private/${OTHER_ID}/?p=Key_12345`;
const ORIGIN = 'https://rutube.ru';

function stage() {
  const time = new SimulatedTime();
  const box = document.createElement('div');
  document.body.append(box);
  const capabilities = capabilitiesOf('rutube');
  if (!capabilities) throw new Error('no such platform');
  const handle = createRutubeHandle({
    box,
    capabilities,
    read: (url) => readVideo('rutube', url),
    now: () => time.nowMs,
    schedule: time.schedule,
  });
  const events: PlayerEvent[] = [];
  handle.subscribe((event) => events.push(event));
  return { time, box, handle, events };
}

function speaker(frame: FakeFrame) {
  const say = (name: string, data: object = {}): void =>
    frame.say(JSON.stringify({ type: `player:${name}`, data }), { origin: ORIGIN });
  /** What it was told, without the part that all names begin with. */
  const told = (): [string, unknown][] =>
    frame.heard.map(({ message }) => {
      const { type, data } = JSON.parse(message as string) as { type: string; data: unknown };
      return [type.replace('player:', ''), data];
    });
  return { frame, say, told };
}

function opened(url = VIDEO) {
  const staged = stage();
  staged.handle.load(url);
  const spoken = speaker(FakeFrame.in(staged.box));
  spoken.say('ready');
  spoken.say('durationChange', { duration: 300 });
  return { ...staged, ...spoken };
}

/** Running, with what it was asked for rates answered. */
function running({ speed }: { speed?: number } = {}) {
  const staged = opened();
  void staged.handle.play();
  staged.say('changeState', { state: 'playing' });
  if (speed !== undefined) staged.say('playbackSpeedChanged', { speed });
  return staged;
}

afterEach(() => {
  document.body.replaceChildren();
});

describe('a video on Rutube', () => {
  it('is shown in a sandbox, with the key that unlocks it', () => {
    const { box } = opened(LOCKED);
    const { element } = FakeFrame.in(box);
    expect(element.src).toBe(`https://rutube.ru/play/embed/${OTHER_ID}/?p=Key_12345`);
    expect(element.getAttribute('sandbox')?.split(' ')).toContain('allow-scripts');
    expect(element.getAttribute('sandbox')).not.toContain('top-navigation');
  });

  it.each(['ready', 'init'])('takes commands from "%s" on', (name) => {
    const { handle, box, events } = stage();
    handle.load(VIDEO);
    const { say } = speaker(FakeFrame.in(box));
    expect(handle.isReady()).toBe(false);
    say(name, { videoId: ID });
    say('init', { videoId: ID });
    say('ready');
    expect(handle.isReady()).toBe(true);
    expect(events.filter(({ type }) => type === 'ready')).toHaveLength(1);
  });

  it('is told what to do in text, for its own origin', () => {
    const { handle, told, frame } = opened();
    void handle.play();
    handle.seek(20);
    handle.setVolume(0.2);
    handle.setMuted(true);
    handle.setMuted(false);
    handle.pause();
    expect(told().slice(2)).toEqual([
      ['play', {}],
      ['setCurrentTime', { time: 20 }],
      ['setVolume', { volume: 0.2 }],
      ['mute', {}],
      ['unMute', {}],
      ['pause', {}],
    ]);
    expect(new Set(frame.heard.map(({ targetOrigin }) => targetOrigin))).toEqual(new Set([ORIGIN]));
  });

  it.each(['paused', 'pause', 'stopped'])('stands when it says "%s"', (state) => {
    const { handle, say } = running();
    expect(handle.isPaused()).toBe(false);
    say('changeState', { state });
    expect(handle.isPaused()).toBe(true);
  });

  it.each([
    ['playComplete', {}],
    ['changeState', { state: 'completed' }],
  ])('is at its end after "%s"', (name, data) => {
    const { handle, say } = running();
    say(name, data);
    expect([handle.isEnded(), handle.currentTime()]).toEqual([true, 300]);
  });

  it('runs on between what it tells of its position, in the words of both versions', async () => {
    const { handle, say, time } = running();
    say('currentTime', { time: 0.2 });
    await time.advance(250);
    expect(handle.currentTime()).toBeCloseTo(0.45, 3);
    say('currentTime', { currentTime: 0.5, duration: 301 });
    await time.advance(100);
    expect(handle.currentTime()).toBeCloseTo(0.6, 3);
    expect(handle.duration()).toBe(301);
  });

  it('says that it waits for data, and that it has some again', () => {
    const { handle, say, events } = running();
    say('changeState', { state: 'buffering' });
    expect([handle.hasData(), handle.isPaused()]).toEqual([false, false]);
    say('changeState', { state: 'playing' });
    expect(handle.hasData()).toBe(true);
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['waiting', 'canplay']));
  });

  it('has begun when it waits for its first data, and was not refused', async () => {
    const { handle, say, time } = opened();
    const outcome = handle.play();
    say('changeState', { state: 'buffering' });
    await time.advance(3_000);
    expect(await outcome).toBe('playing');
    expect([handle.hasData(), handle.currentTime()]).toEqual([false, 0]);
  });

  it('was refused when it says nothing', async () => {
    const { handle, time } = opened();
    const outcome = handle.play();
    await time.advance(1_900);
    expect(await outcome).toBe('blocked');
    expect(handle.isPaused()).toBe(true);
  });

  it('has landed when it says so, or where it was sent', () => {
    const { handle, say } = running();
    handle.seek(100);
    say('currentTime', { time: 1 });
    expect(handle.isSeeking()).toBe(true);
    say('currentTime', { time: 99 });
    expect(handle.isSeeking()).toBe(false);
    handle.seek(200);
    say('changeState', { state: 'seeking' });
    expect(handle.isSeeking()).toBe(true);
    say('changeState', { state: 'seeked' });
    expect([handle.isSeeking(), handle.currentTime()]).toEqual([false, 200]);
  });

  it.each([
    ['adStart', {}, 'adEnd', {}],
    ['rollState', { type: 'preroll', state: 'play' }, 'rollState', { type: 'preroll', state: 'complete' }],
    ['rollState', { rollState: 'play' }, 'rollState', { rollState: 'complete' }],
  ])('is in an advertisement from "%s" %j to its end', async (begin, beginData, end, endData) => {
    const { handle, say, time } = opened();
    const outcome = handle.play();
    say(begin, beginData);
    expect(await outcome).toBe('playing');
    expect(handle.isInAd?.()).toBe(true);
    say('changeState', { state: 'playing' });
    say('currentTime', { time: 12 });
    await time.advance(10_000);
    expect(handle.currentTime()).toBe(0);
    say(end, endData);
    expect(handle.isInAd?.()).toBe(false);
  });

  it('plays any rate if it says so when it is tried, and then the one that was wanted', () => {
    const { handle, say, told, events } = opened();
    expect(handle.capabilities.rate).toBe('none');
    handle.setRate(1.25);
    void handle.play();
    say('changeState', { state: 'playing' });
    expect(told().at(-1)).toEqual(['setPlaybackSpeed', { speed: 1.05 }]);
    say('playbackSpeedChanged', { speed: 1.05 });
    expect(handle.capabilities.rate).toBe('any');
    expect(events.some(({ type }) => type === 'capabilities')).toBe(true);
    expect(told().at(-1)).toEqual(['setPlaybackSpeed', { speed: 1.25 }]);
    handle.setRate(1.5);
    expect(told().at(-1)).toEqual(['setPlaybackSpeed', { speed: 1.5 }]);
  });

  it('runs on at the rate that it says', async () => {
    const { say, handle, time } = running({ speed: 1.05 });
    handle.setRate(2);
    say('playbackSpeedChanged', { speed: 2 });
    say('currentTime', { time: 0 });
    await time.advance(500);
    expect(handle.currentTime()).toBeCloseTo(1, 3);
  });

  it.each([
    ['keeps silent', undefined],
    ['rounds it', 1],
  ])('plays one rate only if it %s when another is tried, and is set back to that', async (_case, speed) => {
    const { handle, told, time } = running({ ...(speed !== undefined && { speed }) });
    await time.advance(2_100);
    expect(handle.capabilities.rate).toBe('none');
    expect(told().at(-1)).toEqual(['setPlaybackSpeed', { speed: 1 }]);
    const count = told().length;
    handle.setRate(1.5);
    expect(told()).toHaveLength(count);
  });

  it('is not tried for rates during an advertisement', () => {
    const { say, told } = opened();
    say('adStart');
    say('changeState', { state: 'playing' });
    expect(told().map(([name]) => name)).not.toContain('setPlaybackSpeed');
    say('adEnd');
    say('changeState', { state: 'playing' });
    expect(told().map(([name]) => name)).toContain('setPlaybackSpeed');
  });

  it('keeps its frame for another video, and takes nothing of the one before for its own', () => {
    const { handle, box, frame, say, told } = running();
    handle.load(OTHER_VIDEO);
    expect(box.querySelector('iframe')).toBe(frame.element);
    expect(told().at(-1)).toEqual(['changeVideo', { id: OTHER_ID }]);
    say('currentTime', { time: 200 });
    say('changeState', { state: 'playing' });
    say('init', { videoId: ID });
    expect([handle.isReady(), handle.isPaused(), handle.currentTime()]).toEqual([false, true, 0]);
    say('init', { videoId: OTHER_ID });
    say('changeState', { state: 'playing' });
    say('currentTime', { time: 1 });
    expect([handle.isReady(), handle.currentTime()]).toEqual([true, 1]);
  });

  it('is unlocked by its key in a frame that is there already', () => {
    const { handle, told, say } = running();
    handle.load(LOCKED);
    expect(told().at(-1)).toEqual(['changeVideo', { params: { hash: OTHER_ID, p: 'Key_12345' } }]);
    say('durationChange', { duration: 60 });
    expect([handle.isReady(), handle.duration()]).toEqual([true, 60]);
  });

  it('gets another frame where the one that is there does not know what another video is', async () => {
    const { handle, box, frame, told, time } = running();
    handle.load(OTHER_VIDEO);
    await time.advance(5_100);
    expect(box.querySelectorAll('iframe')).toHaveLength(1);
    expect(box.querySelector('iframe')).not.toBe(frame.element);
    expect(told().at(-1)).toEqual(['remove', {}]);
    speaker(FakeFrame.in(box)).say('ready');
    expect(handle.isReady()).toBe(true);
  });

  it('says what keeps it from being played, and gets another frame for another try', () => {
    const { handle, box, frame, say } = opened();
    say('error', { code: 1, text: 'no' });
    expect(handle.problem()).toBe('unsupported');
    handle.load(VIDEO);
    expect(handle.problem()).toBeUndefined();
    expect(box.querySelector('iframe')).not.toBe(frame.element);
  });

  it('says that nobody answers, until somebody does', async () => {
    const { handle, box, time } = stage();
    handle.load(VIDEO);
    const { frame, say } = speaker(FakeFrame.in(box));
    frame.say('{"type":"player:ready","data":{}}', { origin: 'https://rutube.ru.evil.example' });
    frame.say('{"type":"player:ready","data":{}}', { origin: ORIGIN, source: window });
    frame.say('{"type":7,"data":[]}', { origin: ORIGIN });
    await time.advance(10_100);
    expect(handle.problem()).toBe('no_answer');
    say('ready');
    expect([handle.problem(), handle.isReady()]).toEqual([undefined, true]);
  });

  it('is told to go before it goes, and leaves nothing behind', async () => {
    const { handle, box, say, told, time, events } = running();
    say('adStart');
    const count = events.length;
    handle.destroy();
    expect(told().at(-1)).toEqual(['remove', {}]);
    expect(box.childElementCount).toBe(0);
    say('changeState', { state: 'paused' });
    await time.advance(200_000);
    expect(events).toHaveLength(count);
  });
});
