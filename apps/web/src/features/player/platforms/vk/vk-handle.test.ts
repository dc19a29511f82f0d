import { capabilitiesOf, readVideo } from '@watchparty/shared';
import { afterEach, describe, expect, it } from '@jest/globals';

import { FakeFrame } from '../../../../testing/fake-frame.js';
import type { PlayerEvent } from '../../player-handle.js';
import { SimulatedTime } from '../../sync/model/simulated-time.js';
import { createVkHandle } from './vk-handle.js';

const VIDEO = 'https://vkvideo.ru/video-22822305_456241864';
const LOCKED = 'https://vkvideo.ru/video-22822305_456241865?hash=0123456789abcdef';
const ORIGIN = 'https://vk.com';

function stage() {
  const time = new SimulatedTime();
  const box = document.createElement('div');
  document.body.append(box);
  const capabilities = capabilitiesOf('vk');
  if (!capabilities) throw new Error('no such platform');
  const handle = createVkHandle({
    box,
    capabilities,
    read: (url) => readVideo('vk', url),
    now: () => time.nowMs,
    schedule: time.schedule,
  });
  const events: PlayerEvent[] = [];
  handle.subscribe((event) => events.push(event));
  return { time, box, handle, events };
}

/** With a frame that has said that it is there. */
function opened(url = VIDEO) {
  const staged = stage();
  staged.handle.load(url);
  const frame = FakeFrame.in(staged.box);
  const say = (event: string, more: object = {}, origin = ORIGIN): void =>
    frame.say({ event, ...more }, { origin });
  say('inited', { state: 'unstarted', time: 0, duration: 300, volume: 1, muted: false });
  return { ...staged, frame, say, told: () => frame.heard.map(({ message }) => message) };
}

afterEach(() => {
  document.body.replaceChildren();
});

describe('a video of VK', () => {
  it('is shown in a sandbox, with its messages on and the key that unlocks it', () => {
    const { box } = opened(LOCKED);
    const { element } = FakeFrame.in(box);
    expect(Object.fromEntries(new URL(element.src).searchParams)).toEqual({
      oid: '-22822305',
      id: '456241865',
      hash: '0123456789abcdef',
      js_api: '1',
    });
    expect(element.getAttribute('sandbox')).toBe(
      'allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox',
    );
    expect(element.allow).toBe('autoplay; fullscreen; encrypted-media; picture-in-picture');
    expect(element.referrerPolicy).toBe('strict-origin-when-cross-origin');
    expect(element.title).toBe('VK Видео');
  });

  it('is told what to do in objects, in the words of its script', async () => {
    const { handle, told, frame } = opened();
    void handle.play();
    handle.seek(12);
    handle.pause();
    expect(told().slice(2)).toEqual([{ method: 'play' }, { method: 'seek', time: 12 }, { method: 'pause' }]);
    expect(new Set(frame.heard.map(({ targetOrigin }) => targetOrigin))).toEqual(new Set([ORIGIN]));
  });

  it('has its volume, which is 0 while it is muted', () => {
    const { handle, told } = opened();
    handle.setVolume(0.4);
    handle.setMuted(true);
    handle.setVolume(0.6);
    handle.setMuted(false);
    expect(told().slice(-4)).toEqual([0.4, 0, 0, 0.6].map((volume) => ({ method: 'set_volume', volume })));
  });

  it('runs on between what it tells of its position', async () => {
    const { handle, say, time } = opened();
    const outcome = handle.play();
    say('started', { state: 'playing', time: 0, duration: 300 });
    expect(await outcome).toBe('playing');
    say('timeupdate', { time: 1, duration: 300 });
    await time.advance(400);
    expect(handle.currentTime()).toBeCloseTo(1.4, 3);
    expect(handle.duration()).toBe(300);
    say('paused', { time: 1.42 });
    await time.advance(400);
    expect([handle.isPaused(), handle.currentTime()]).toEqual([true, 1.42]);
  });

  it('seeks until it says that it has landed, or has had its time', async () => {
    const { handle, say, time } = opened();
    handle.seek(100);
    say('timeupdate', { time: 0 });
    expect([handle.isSeeking(), handle.currentTime()]).toEqual([true, 100]);
    say('seeked', { time: 99.8 });
    expect([handle.isSeeking(), handle.currentTime()]).toEqual([false, 99.8]);
    handle.seek(200);
    await time.advance(5_000);
    expect(handle.isSeeking()).toBe(false);
  });

  it('may speak from another of the platform’s names, and is answered there', () => {
    const { handle, say, frame } = opened();
    say('started', { time: 3 }, 'https://vkvideo.ru');
    expect(handle.isPaused()).toBe(false);
    handle.pause();
    expect(frame.heard.at(-1)?.targetOrigin).toBe('https://vkvideo.ru');
  });

  it('is heard from nobody else', () => {
    const { handle, say, frame } = opened();
    say('started', {}, 'https://vk.com.evil.example');
    frame.say({ event: 'started' }, { origin: ORIGIN, source: window });
    frame.say('garbage', { origin: ORIGIN });
    expect(handle.isPaused()).toBe(true);
    say('started', { time: '5' });
    expect([handle.isPaused(), handle.currentTime()]).toEqual([false, 0]);
  });

  it('holds its position through an advertisement, whose start was none of the film’s refusals', async () => {
    const { handle, say, time, events } = opened();
    const outcome = handle.play();
    say('adStarted', { section: 'preroll' });
    expect(await outcome).toBe('playing');
    expect(handle.isInAd?.()).toBe(true);
    say('timeupdate', { time: 14 });
    await time.advance(10_000);
    expect(handle.currentTime()).toBe(0);
    say('adCompleted', { section: 'preroll' });
    expect(handle.isInAd?.()).toBe(false);
    expect(events.filter(({ type }) => type === 'ad')).toEqual([
      { type: 'ad', isOn: true },
      { type: 'ad', isOn: false },
    ]);
  });

  it('does not wait for ever for the end of an advertisement', async () => {
    const { handle, say, time } = opened();
    say('adStarted');
    await time.advance(179_000);
    expect(handle.isInAd?.()).toBe(true);
    await time.advance(2_000);
    expect(handle.isInAd?.()).toBe(false);
  });

  it('says when the browser refused its sound, and takes silence for a refusal', async () => {
    const { handle, say, time } = opened();
    const loud = handle.play();
    say('autoplaySoundProhibited');
    expect(await loud).toBe('blocked');
    const silent = handle.play();
    await time.advance(1_900);
    expect(await silent).toBe('blocked');
  });

  it('goes on where a broadcast is now, and cannot be sought in one', () => {
    const { handle, say, told } = opened();
    void handle.play();
    say('started', { time: 0, duration: 0 });
    expect(handle.capabilities).toMatchObject({ live: true, seek: false, duration: false });
    handle.pause();
    say('paused');
    void handle.play();
    expect(told().slice(-2)).toEqual([{ method: 'seekLive' }, { method: 'play' }]);
  });

  it('is at its end when it says so', () => {
    const { handle, say } = opened();
    say('ended', { time: 300, duration: 300 });
    expect([handle.isEnded(), handle.currentTime()]).toEqual([true, 300]);
  });

  it('says what keeps it from being played, and that nobody answers', async () => {
    const refused = opened();
    refused.say('error', { errorCode: 5 });
    expect(refused.handle.problem()).toBe('unsupported');

    const { handle, time, box } = stage();
    handle.load(VIDEO);
    await time.advance(10_100);
    expect(handle.problem()).toBe('no_answer');
    // It was only slow.
    FakeFrame.in(box).say({ event: 'inited', duration: 300 }, { origin: ORIGIN });
    expect([handle.problem(), handle.isReady()]).toEqual([undefined, true]);
  });

  it('takes another frame for another video, and what the one before still says for nothing', () => {
    const { handle, box, frame, say } = opened();
    const { contentWindow: source } = frame.element;
    handle.load(LOCKED);
    expect(box.querySelectorAll('iframe')).toHaveLength(1);
    frame.say({ event: 'inited' }, { origin: ORIGIN, source });
    say('timeupdate', { time: 99 });
    expect([handle.isReady(), handle.currentTime()]).toEqual([false, 0]);
    FakeFrame.in(box).say({ event: 'inited', duration: 60 }, { origin: ORIGIN });
    expect([handle.isReady(), handle.duration()]).toEqual([true, 60]);
  });

  it('leaves nothing behind', async () => {
    const { handle, box, say, time, events } = opened();
    say('adStarted');
    const count = events.length;
    handle.destroy();
    expect(box.childElementCount).toBe(0);
    say('paused');
    await time.advance(200_000);
    expect(events).toHaveLength(count);
  });
});
