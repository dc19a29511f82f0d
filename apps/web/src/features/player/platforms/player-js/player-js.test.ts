import { afterEach, describe, expect, it } from '@jest/globals';

import { FakeFrame } from '../../../../testing/fake-frame.js';
import { SimulatedTime } from '../../sync/model/simulated-time.js';
import { tryPlayerJs } from './player-js.js';

const ORIGIN = 'https://films.example';

function stage() {
  const time = new SimulatedTime();
  const element = document.createElement('iframe');
  element.src = `${ORIGIN}/embed/1`;
  document.body.append(element);
  const frame = new FakeFrame(element);
  const shown: string[] = [];
  const ending = new AbortController();
  const player = tryPlayerJs(element, {
    show: (url) => shown.push(url),
    now: () => time.nowMs,
    schedule: time.schedule,
    signal: ending.signal,
  });
  const say = (event: string, value?: unknown, context = 'player.js'): void =>
    frame.say(JSON.stringify({ context, version: '0.0.11', event, value }), { origin: ORIGIN });
  const told = (): Record<string, unknown>[] =>
    frame.heard.map(({ message }) => JSON.parse(message as string) as Record<string, unknown>);
  return {
    time,
    frame,
    shown,
    ending,
    player,
    say,
    told,
    load: () => element.dispatchEvent(new Event('load')),
  };
}

async function takenOver(offer: object = {}) {
  const staged = stage();
  staged.load();
  staged.say('ready', offer);
  const handle = await staged.player;
  if (!handle) throw new Error('it was not taken over');
  return { ...staged, handle };
}

afterEach(() => {
  document.body.replaceChildren();
});

describe('the handshake of Player.js', () => {
  it('is asked for once the frame has loaded, until it is answered', async () => {
    const { load, told, time, say, player } = stage();
    await time.advance(1_000);
    expect(told()).toEqual([]);
    load();
    await time.advance(1_100);
    expect(told()).toEqual(
      Array(3).fill({
        context: 'player.js',
        version: '0.0.11',
        method: 'addEventListener',
        value: 'ready',
        listener: 'ready',
      }),
    );
    say('ready', {});
    expect((await player)?.isReady()).toBe(true);
    const count = told().length;
    await time.advance(5_000);
    expect(told()).toHaveLength(count);
  });

  it('may come before it was asked for', async () => {
    const { say, player } = stage();
    say('ready', { src: `${ORIGIN}/embed/1` });
    expect((await player)?.isReady()).toBe(true);
  });

  it('ends at once where nobody wants to know any more', async () => {
    const { load, say, ending, player, told, time } = stage();
    load();
    ending.abort();
    expect(await player).toBeUndefined();
    const count = told().length;
    say('ready', {});
    await time.advance(2_000);
    expect(told()).toHaveLength(count);
  });

  it('leaves a player that was handed over', async () => {
    const { handle, ending, say } = await takenOver();
    ending.abort();
    say('timeupdate', { seconds: 5, duration: 60 });
    expect(handle.duration()).toBe(60);
  });

  it('is given up after 3 s of silence, and what others say is silence', async () => {
    const { load, time, say, frame, player, told } = stage();
    load();
    say('ready', {}, 'another.js');
    say('play');
    frame.say('{"context":"player.js","event":"ready"}', { origin: 'https://evil.example' });
    frame.say('{"context":"player.js","event":"ready"}', { origin: ORIGIN, source: window });
    frame.say('garbage', { origin: ORIGIN });
    await time.advance(3_100);
    expect(await player).toBeUndefined();
    const count = told().length;
    say('ready');
    load();
    await time.advance(5_000);
    expect(told()).toHaveLength(count);
  });

  it('is given up on a frame that does not load', async () => {
    const { time, player } = stage();
    await time.advance(10_100);
    expect(await player).toBeUndefined();
  });
});

describe('a frame that speaks Player.js', () => {
  it('tells all that it is asked to tell', async () => {
    const { told } = await takenOver();
    const asked = told().filter(({ method }) => method === 'addEventListener');
    expect(asked.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['play', 'pause', 'timeupdate', 'seeked', 'ended', 'error']),
    );
    expect(told().map(({ method }) => method)).toEqual(expect.arrayContaining(['getDuration', 'getPaused']));
  });

  it('can do what it offers, and all where it offers nothing', async () => {
    expect((await takenOver()).handle.capabilities).toMatchObject({ play: true, seek: true, rate: 'none' });
    const { handle } = await takenOver({ methods: ['play', 'pause'] });
    expect(handle.capabilities).toMatchObject({ play: true, pause: true, seek: false });
  });

  it('is commanded in its words', async () => {
    const { handle, told } = await takenOver();
    const before = told().length;
    void handle.play();
    handle.seek(12);
    handle.setVolume(0.255);
    handle.setMuted(true);
    handle.setMuted(false);
    handle.pause();
    expect(
      told()
        .slice(before)
        .map(({ method, value }) => [method, value]),
    ).toEqual([
      ['play', undefined],
      ['setCurrentTime', 12],
      ['getCurrentTime', undefined],
      ['setVolume', 26],
      ['mute', undefined],
      ['unmute', undefined],
      ['pause', undefined],
    ]);
  });

  it('runs on between what it tells', async () => {
    const { handle, say, time } = await takenOver();
    say('getDuration', 60);
    const outcome = handle.play();
    say('play');
    expect(await outcome).toBe('playing');
    say('timeupdate', { seconds: 1, duration: 61 });
    await time.advance(200);
    expect(handle.currentTime()).toBeCloseTo(1.2, 3);
    expect(handle.duration()).toBe(61);
    say('pause');
    expect(handle.isPaused()).toBe(true);
    say('ended');
    expect(handle.isEnded()).toBe(true);
  });

  it('has landed where it says that it is, also while it is paused', async () => {
    const { handle, say } = await takenOver();
    say('getDuration', 60);
    handle.seek(40);
    expect(handle.isSeeking()).toBe(true);
    say('getCurrentTime', 40.1);
    expect([handle.isSeeking(), handle.currentTime()]).toEqual([false, 40.1]);
  });

  it('may have begun by itself', async () => {
    const { handle, say } = await takenOver();
    say('getPaused', false);
    expect(handle.isPaused()).toBe(false);
  });

  it('fails with what it cannot play, and not with what it does not know', async () => {
    const { handle, say } = await takenOver();
    say('error', { code: 2, msg: 'no such method' });
    expect(handle.problem()).toBeUndefined();
    say('error', { code: 1 });
    expect(handle.problem()).toBe('unsupported');
  });

  it('leaves another address to the owner of the frame', async () => {
    const { handle, shown } = await takenOver();
    handle.load('https://films.example/embed/2');
    expect(shown).toEqual(['https://films.example/embed/2']);
  });

  it('is heard no more when it is let go, and stays in the page', async () => {
    const { handle, frame, say, time } = await takenOver();
    handle.destroy();
    say('play');
    await time.advance(20_000);
    expect(handle.isPaused()).toBe(true);
    expect(frame.element.isConnected).toBe(true);
  });
});
