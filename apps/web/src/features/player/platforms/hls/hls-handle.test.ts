import '../../../../testing/browser-globals.js';

import { capabilitiesOf } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';
import { Hls } from 'hls-video-element';

import { fakeSchedule } from '../../../../testing/fake-schedule.js';
import { FakeEngine, fakeHlsElement } from '../../../../testing/fake-hls.js';
import type { PlayerEvent } from '../../player-handle.js';
import { createHlsHandle } from './hls-handle.js';

const T0 = 1_700_000_000_000;
const URL_1 = 'https://tv.example/1.m3u8';
const URL_2 = 'https://tv.example/2.m3u8';
const { ErrorTypes, ErrorDetails } = Hls;

function stage({ isNative = false }: { isNative?: boolean } = {}) {
  const engines: FakeEngine[] = [];
  const makeEngine = (): FakeEngine => {
    const engine = new FakeEngine();
    engines.push(engine);
    return engine;
  };
  const fake = fakeHlsElement(isNative ? undefined : makeEngine);
  const capabilities = capabilitiesOf('hls');
  if (!capabilities) throw new Error('no such platform');
  const schedule = fakeSchedule();
  const handle = createHlsHandle(fake.element, {
    capabilities,
    serverNow: () => T0,
    schedule: schedule.schedule,
  });
  const events: PlayerEvent[] = [];
  handle.subscribe((event) => {
    // hls-choices.test.ts is about these.
    if (event.type !== 'choices') events.push(event);
  });
  return { ...fake, engines, handle, events, schedule };
}

/** Everything that was asked for at this moment has been done, and its engine is being listened to. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

async function loaded(options?: { isNative: boolean }) {
  const staged = stage(options);
  staged.handle.load(URL_1);
  await settled();
  const [engine] = staged.engines;
  return { ...staged, engine: engine ?? new FakeEngine() };
}

describe('the source of an HLS element', () => {
  it('is the last one that was asked for at a moment, so that only one engine is made', async () => {
    const { element, engines, handle } = stage();
    handle.load(URL_1);
    handle.load(URL_2);
    await settled();
    expect(element.src).toBe(URL_2);
    expect(engines).toHaveLength(1);
  });

  it('is not set any more once the handle is destroyed', async () => {
    const { element, engines, handle } = stage();
    handle.load(URL_1);
    handle.destroy();
    await settled();
    expect(element.hasAttribute('src')).toBe(false);
    expect(engines).toHaveLength(0);
  });

  it('is taken away at the end, from the element within too', async () => {
    const { element, native, nativeLoads, handle, events } = await loaded();
    native.setAttribute('src', URL_1);
    handle.destroy();
    expect(element.hasAttribute('src')).toBe(false);
    expect(native.hasAttribute('src')).toBe(false);
    expect(nativeLoads.count).toBe(1);
    element.dispatchEvent(new Event('playing'));
    expect(events).toEqual([]);
  });
});

describe('the engine of an HLS element', () => {
  it('is listened to after each load, another try with the same source included', async () => {
    const { engines, handle } = await loaded();
    const listeners = engines[0]!.listenerCount();
    expect(listeners).toBeGreaterThan(0);
    handle.load(URL_1);
    await settled();
    handle.load(URL_2);
    await settled();
    expect(engines.map((engine) => engine.listenerCount())).toEqual([listeners, listeners, listeners]);
  });

  it('tells the handle of the programme', async () => {
    const { engine, handle, state, element, events } = await loaded();
    engine.liveSyncPosition = 12;
    engine.bring({
      live: true,
      advanced: true,
      fragmentStart: 0,
      edge: 30,
      targetduration: 6,
      fragments: [{ start: 0, programDateTime: T0 }],
    });
    expect(handle.liveProgram?.comfortableTime()).toBe(T0 + 12_000);
    state.readyState = HTMLMediaElement.HAVE_METADATA;
    state.currentTime = 9;
    element.dispatchEvent(new Event('loadedmetadata'));
    handle.liveProgram?.setOrigin(T0 - 1_000_000);
    expect(events.at(-1)).toEqual({ type: 'ready' });
    expect(handle.currentTime()).toBe(1_009);
  });

  it('knows nothing of the programme before when another video comes', async () => {
    const { engine, engines, handle } = await loaded();
    const undated = {
      live: true,
      advanced: true,
      fragmentStart: 0,
      edge: 30,
      targetduration: 6,
      fragments: [],
    };
    engine.liveSyncPosition = 12;
    engine.bring(undated);
    expect(handle.liveProgram?.comfortableTime()).toBe(T0 - 18_000);

    handle.load(URL_2);
    await settled();
    engines[1]!.liveSyncPosition = 12;
    engines[1]!.latestLevelDetails = undated;
    // Where the other one's edge was says nothing of this one.
    expect(handle.liveProgram?.comfortableTime()).toBeUndefined();
  });

  it('may stumble as long as it gets up by itself', async () => {
    const { engine, handle, events } = await loaded();
    engine.break({ type: ErrorTypes.NETWORK_ERROR, details: ErrorDetails.FRAG_LOAD_ERROR, fatal: false });
    expect(engine.told).toEqual([]);
    expect(events).toEqual([]);
    expect(handle.problem()).toBeUndefined();
  });

  it('is helped over a decoder’s stumble, once', async () => {
    const { engine, handle, events } = await loaded();
    const error = { type: ErrorTypes.MEDIA_ERROR, details: ErrorDetails.BUFFER_APPEND_ERROR, fatal: true };
    engine.break(error);
    expect(engine.told).toEqual(['recover']);
    expect(handle.problem()).toBeUndefined();
    engine.break(error);
    expect(engine.told).toEqual(['recover', 'stop']);
    expect(events).toEqual([{ type: 'error', problem: 'decode' }]);
    expect(handle.problem()).toBe('decode');
  });

  it.each([
    [ErrorTypes.NETWORK_ERROR, ErrorDetails.MANIFEST_LOAD_ERROR, 'network'],
    [ErrorTypes.NETWORK_ERROR, ErrorDetails.MANIFEST_PARSING_ERROR, 'unsupported'],
    [ErrorTypes.MEDIA_ERROR, ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR, 'unsupported'],
    [ErrorTypes.MEDIA_ERROR, ErrorDetails.BUFFER_ADD_CODEC_ERROR, 'unsupported'],
    [ErrorTypes.MEDIA_ERROR, ErrorDetails.BUFFER_INCOMPATIBLE_CODECS_ERROR, 'unsupported'],
    [ErrorTypes.KEY_SYSTEM_ERROR, ErrorDetails.KEY_SYSTEM_NO_ACCESS, 'unsupported'],
    [ErrorTypes.MUX_ERROR, ErrorDetails.REMUX_ALLOC_ERROR, 'decode'],
  ] as const)('stops at a fatal %s (%s), which is "%s" to people', async (type, details, problem) => {
    const { engine, events } = await loaded();
    engine.break({ type, details, fatal: true });
    expect(engine.told).toEqual(['stop']);
    expect(events).toEqual([{ type: 'error', problem }]);
  });

  it('fetches on twice after a line that broke, each time after a pause, and says so after that', async () => {
    const { engine, events, schedule } = await loaded();
    const error = { type: ErrorTypes.NETWORK_ERROR, details: ErrorDetails.FRAG_LOAD_ERROR, fatal: true };
    engine.break(error);
    expect(engine.told).toEqual([]);
    schedule.runNext();
    engine.break(error);
    schedule.runNext();
    expect(engine.told).toEqual(['start', 'start']);
    expect(events).toEqual([]);
    engine.break(error);
    expect(engine.told).toEqual(['start', 'start', 'stop']);
    expect(events).toEqual([{ type: 'error', problem: 'network' }]);
  });

  it('has both tries again further on', async () => {
    const { engine, events, schedule, state } = await loaded();
    const error = { type: ErrorTypes.NETWORK_ERROR, details: ErrorDetails.LEVEL_LOAD_ERROR, fatal: true };
    for (let fault = 0; fault < 3; fault += 1) {
      engine.break(error);
      schedule.runNext();
      state.currentTime += 10;
    }
    expect(events).toEqual([]);
  });

  it('fetches nothing more for a player that is gone', async () => {
    const { engine, handle, schedule } = await loaded();
    engine.break({ type: ErrorTypes.NETWORK_ERROR, details: ErrorDetails.FRAG_LOAD_ERROR, fatal: true });
    handle.destroy();
    expect(schedule.pending()).toBe(0);
  });

  it('has another chance with another video', async () => {
    const { engine, handle, engines } = await loaded();
    engine.break({ type: ErrorTypes.NETWORK_ERROR, details: ErrorDetails.MANIFEST_LOAD_ERROR, fatal: true });
    handle.load(URL_2);
    await settled();
    expect(handle.problem()).toBeUndefined();
    const error = { type: ErrorTypes.MEDIA_ERROR, details: ErrorDetails.BUFFER_APPEND_ERROR, fatal: true };
    engines[1]!.break(error);
    expect(engines[1]!.told).toEqual(['recover']);
  });
});

describe('a browser that plays HLS by itself', () => {
  it('has no engine, and its element tells of the programme', async () => {
    const { element, state, handle } = await loaded({ isNative: true });
    expect(element.src).toBe(URL_1);
    Object.assign(element, { getStartDate: () => new Date(T0) });
    state.duration = Infinity;
    state.seekable = [0, 30];
    expect(handle.liveProgram?.comfortableTime()).toBe(T0 + 30_000);
  });
});
