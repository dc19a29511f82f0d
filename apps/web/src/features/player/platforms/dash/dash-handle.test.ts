import { capabilitiesOf } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { fakeDashElement } from '../../../../testing/fake-dash.js';
import { fakeSchedule } from '../../../../testing/fake-schedule.js';
import type { PlayerEvent } from '../../player-handle.js';
import { createDashHandle } from './dash-handle.js';

const T0 = 1_700_000_000_000;
const URL_1 = 'https://tv.example/1.mpd';
const URL_2 = 'https://tv.example/2.mpd';
const MANIFEST_GONE = 25;
const SEGMENT_GONE = 27;
const APPEND_FAILED = 20;

function stage() {
  const fake = fakeDashElement();
  const schedule = fakeSchedule();
  const capabilities = capabilitiesOf('dash');
  if (!capabilities) throw new Error('no such platform');
  const open = () => {
    const handle = createDashHandle(fake.element, { capabilities, schedule: schedule.schedule });
    const events: PlayerEvent[] = [];
    handle.subscribe((event) => {
      if (event.type !== 'choices') events.push(event);
    });
    return { handle, events };
  };
  return { ...fake, ...open(), schedule, open };
}

async function loaded() {
  const staged = stage();
  staged.handle.load(URL_1);
  await staged.arrive();
  staged.engine.tell('streamInitialized');
  staged.engine.told.length = 0;
  return staged;
}

describe('the source of a DASH element', () => {
  it('is given to it only when the engine is there and listened to, and asks no clock of others', async () => {
    const { handle, engine, arrive } = stage();
    handle.load(URL_1);
    expect(engine.told).toEqual([]);
    await arrive();
    expect(engine.told).toEqual(['clear clocks', `source ${URL_1}`]);
  });

  it('is the last one that was asked for while the engine came', async () => {
    const { handle, engine, arrive } = stage();
    handle.load(URL_1);
    handle.load(URL_2);
    await arrive();
    expect(engine.told.filter((line) => line.startsWith('source'))).toEqual([`source ${URL_2}`]);
  });

  it('is asked for anew where the same is wanted again', async () => {
    const { handle, engine } = await loaded();
    handle.load(URL_1);
    await Promise.resolve();
    expect(engine.told).toEqual([`source ${URL_1}`]);
  });

  it('is taken away with the handle, whatever comes after that', async () => {
    const { handle, engine, events } = await loaded();
    handle.destroy();
    engine.break(MANIFEST_GONE);
    engine.tell('streamInitialized');
    expect(engine.told).toEqual(['reset']);
    expect(events).toEqual([]);
  });

  it('is not given any more when the engine comes after the end', async () => {
    const { handle, engine, arrive } = stage();
    handle.load(URL_1);
    handle.destroy();
    await arrive();
    expect(engine.told).toEqual([]);
  });

  it('is given to an element that has had another handle, whose engine was taken off it', async () => {
    const { handle, engine, open } = await loaded();
    handle.destroy();
    const again = open();
    again.handle.load(URL_2);
    await Promise.resolve();
    await Promise.resolve();
    expect(engine.told).toEqual(['reset', 'initialize', 'clear clocks', `source ${URL_2}`]);
    engine.break(MANIFEST_GONE);
    expect(again.events).toEqual([{ type: 'error', problem: 'network' }]);
  });
});

describe('the faults of a DASH engine', () => {
  it('begin with an engine that does not come', async () => {
    const { handle, events, arrive } = stage();
    handle.load(URL_1);
    await arrive(new Error('the chunk is gone'));
    expect(events).toEqual([{ type: 'error', problem: 'network' }]);
  });

  it.each([
    [MANIFEST_GONE, 'network'],
    [11, 'network'],
    [10, 'unsupported'],
    [32, 'unsupported'],
    [35, 'unsupported'],
    [112, 'unsupported'],
  ] as const)('end the video at code %i, which is "%s" to people', async (code, problem) => {
    const { engine, events, handle } = await loaded();
    engine.break(code);
    expect(engine.told).toEqual(['source null']);
    expect(events).toEqual([{ type: 'error', problem }]);
    expect(handle.problem()).toBe(problem);
  });

  it.each([16, 21, 33])('are none where it goes on by itself, as at code %i', async (code) => {
    const { engine, events } = await loaded();
    engine.break(code);
    expect(engine.told).toEqual([]);
    expect(events).toEqual([]);
  });

  it('are got over twice, from where the video is, and told after that', async () => {
    const { engine, state, events, schedule } = await loaded();
    state.currentTime = 42;
    engine.break(SEGMENT_GONE);
    // One segment is asked for at several addresses, each of which fails.
    engine.break(SEGMENT_GONE);
    schedule.runNext();
    engine.break(APPEND_FAILED);
    schedule.runNext();
    expect(engine.told).toEqual([`source ${URL_1} from 42`, `source ${URL_1} from 42`]);
    expect(events).toEqual([]);
    engine.break(SEGMENT_GONE);
    expect(events).toEqual([{ type: 'error', problem: 'network' }]);
  });

  it('have all their tries again further on', async () => {
    const { engine, events, schedule, state } = await loaded();
    for (let fault = 0; fault < 3; fault += 1) {
      engine.break(SEGMENT_GONE);
      schedule.runNext();
      state.currentTime += 10;
    }
    expect(events).toEqual([]);
  });

  it('of a video that the room has left trouble nobody', async () => {
    const { engine, handle, schedule } = await loaded();
    engine.break(SEGMENT_GONE);
    handle.load(URL_2);
    expect(schedule.pending()).toBe(0);
  });
});

describe('a film over DASH', () => {
  it('is ready and has its length as soon as both its manifest and its first piece are read, in either order', async () => {
    for (const order of ['manifest first', 'piece first']) {
      const { engine, handle, state, events, element, arrive } = stage();
      handle.load(URL_1);
      await arrive();
      if (order === 'manifest first') engine.tell('streamInitialized');
      expect(handle.isReady()).toBe(false);
      Object.assign(state, { readyState: HTMLMediaElement.HAVE_METADATA, duration: 40 });
      element.dispatchEvent(new Event('loadedmetadata'));
      if (order === 'piece first') engine.tell('streamInitialized');
      expect(events).toEqual([{ type: 'durationchange', duration: 40 }, { type: 'ready' }]);
      expect([handle.isReady(), handle.duration()]).toEqual([true, 40]);
    }
  });
});

describe('a live programme over DASH', () => {
  it('has the clock of its manifest', async () => {
    const { engine, handle, state } = await loaded();
    engine.isLive = true;
    engine.dvr = { start: 100, end: 160, startAsUtc: T0 / 1000 + 100 };
    engine.liveDelay = 12;
    expect(handle.liveProgram?.comfortableTime()).toBe(T0 + 148_000);
    handle.liveProgram?.setOrigin(T0);
    state.currentTime = 130;
    expect(handle.currentTime()).toBe(130);
    expect(handle.liveProgram?.window()).toEqual({ start: 100, end: 160 });
  });

  it('is none where it is a film', async () => {
    const { handle } = await loaded();
    expect(handle.liveProgram?.comfortableTime()).toBeUndefined();
    expect(handle.liveProgram?.window()).toBeUndefined();
  });

  it('is never taken for a film of 136 years, and is ready once it is known where it is', async () => {
    const { engine, handle, state, events, element, arrive } = stage();
    engine.isLive = true;
    handle.load(URL_1);
    await arrive();
    Object.assign(state, { readyState: HTMLMediaElement.HAVE_METADATA, duration: 2 ** 32 });
    element.dispatchEvent(new Event('durationchange'));
    element.dispatchEvent(new Event('loadedmetadata'));
    engine.tell('streamInitialized');
    expect(events).toEqual([]);
    expect([handle.isReady(), handle.duration()]).toEqual([false, undefined]);

    engine.dvr = { start: 100, end: 160, startAsUtc: T0 / 1000 + 100 };
    engine.tell('fragmentLoadingCompleted');
    // Without the room's origin it is not ready; whoever may describe it looks at it now.
    expect(events.at(-1)).toEqual({ type: 'durationchange', duration: undefined });
    expect(handle.duration()).toBeUndefined();
    handle.liveProgram?.setOrigin(T0);
    expect(events.at(-1)).toEqual({ type: 'ready' });
  });

  it('finds its own place after a fault', async () => {
    const { engine, state, schedule } = await loaded();
    engine.isLive = true;
    state.currentTime = 130;
    engine.break(SEGMENT_GONE);
    schedule.runNext();
    expect(engine.told).toEqual([`source ${URL_1}`]);
  });
});

describe('what a DASH stream has more than one of', () => {
  async function withTracks() {
    const staged = await loaded();
    const { engine } = staged;
    engine.representations = [
      { id: 'low', height: 360, bandwidth: 600_000 },
      { id: 'high', height: 720, bandwidth: 2_000_000 },
    ];
    engine.tracks = {
      audio: [
        { lang: 'en', labels: [{ text: 'Original' }], codec: 'mp4a.40.2' },
        { lang: 'ru', labels: [], codec: 'mp4a.40.2' },
      ],
      text: [
        { lang: 'de', labels: [], codec: 'stpp' },
        { lang: 'en', labels: [], codec: 'wvtt' },
      ],
    };
    engine.audio = engine.tracks.audio[0] ?? null;
    const { choices } = staged.handle;
    if (!choices) throw new Error('it has choices');
    return { ...staged, choices };
  }

  it('is a quality, the best first, chosen by the line until somebody does', async () => {
    const { choices, engine } = await withTracks();
    expect(choices.options('quality')).toEqual([
      { id: 'high', label: '720p' },
      { id: 'low', label: '360p' },
    ]);
    choices.choose('quality', 'high');
    expect([engine.quality, choices.chosen('quality')]).toEqual(['high', 'high']);
    choices.choose('quality', undefined);
    expect([engine.quality, choices.chosen('quality')]).toEqual([undefined, undefined]);
  });

  it('is a sound track', async () => {
    const { choices } = await withTracks();
    expect(choices.options('audio').map(({ label }) => label)).toEqual(['Original', 'ru']);
    expect(choices.chosen('audio')).toBe('0');
    choices.choose('audio', '1');
    expect(choices.chosen('audio')).toBe('1');
  });

  it('is subtitles that the browser lays out, or none', async () => {
    const { choices, engine } = await withTracks();
    expect(choices.options('text')).toEqual([{ id: '1', label: 'en' }]);
    choices.choose('text', '1');
    expect([engine.text, choices.chosen('text')]).toEqual([1, '1']);
    choices.choose('text', undefined);
    expect([engine.text, choices.chosen('text')]).toEqual([-1, undefined]);
  });

  it('stays chosen when the stream is loaded anew after a fault, and goes with the video', async () => {
    const { choices, engine, handle, schedule } = await withTracks();
    choices.choose('quality', 'high');
    engine.quality = undefined;
    engine.break(SEGMENT_GONE);
    schedule.runNext();
    engine.tell('streamInitialized');
    expect(engine.quality).toBe('high');
    handle.load(URL_2);
    expect([engine.quality, choices.options('quality')]).toEqual([undefined, []]);
  });
});
