import '../../../../testing/browser-globals.js';

import { describe, expect, it } from '@jest/globals';

import { FakeEngine, fakeHlsElement } from '../../../../testing/fake-hls.js';
import { createHlsChoices } from './hls-choices.js';

function stage() {
  const changes = { count: 0 };
  const { element } = fakeHlsElement();
  const choices = createHlsChoices(element, () => (changes.count += 1));
  const engine = new FakeEngine();
  choices.follow(engine.asEngine());
  return { choices, engine, changes };
}

const TRACKS = {
  levels: [
    { height: 360, bitrate: 600_000 },
    { height: 720, bitrate: 2_000_000 },
  ],
  audioTracks: [
    { name: 'Оригинал', lang: 'en' },
    { name: '', lang: 'ru' },
  ],
  subtitleTracks: [{ name: 'English', lang: 'en' }],
};

describe('what an HLS stream has more than one of', () => {
  it('is told as soon as its playlist is read', () => {
    const { choices, engine, changes } = stage();
    expect(choices.options('quality')).toEqual([]);
    engine.listTracks(TRACKS);
    expect(changes.count).toBe(1);
    expect(choices.options('quality')).toEqual([
      { id: '1', label: '720p' },
      { id: '0', label: '360p' },
    ]);
    expect(choices.options('audio').map(({ label }) => label)).toEqual(['Оригинал', 'ru']);
    expect(choices.options('text')).toEqual([{ id: '0', label: 'English' }]);
  });

  it('is a quality by the line until somebody chooses, and again after that', () => {
    const { choices, engine } = stage();
    engine.listTracks(TRACKS);
    expect(choices.chosen('quality')).toBeUndefined();
    choices.choose('quality', '1');
    expect(choices.chosen('quality')).toBe('1');
    expect(engine.manualLevel).toBe(1);
    choices.choose('quality', undefined);
    expect(choices.chosen('quality')).toBeUndefined();
  });

  it('is another sound track, but never none', () => {
    const { choices, engine } = stage();
    engine.listTracks(TRACKS);
    choices.choose('audio', '1');
    expect(engine.audioTrack).toBe(1);
    choices.choose('audio', undefined);
    expect(choices.chosen('audio')).toBe('1');
  });

  it('is subtitles, or none', () => {
    const { choices, engine } = stage();
    engine.listTracks(TRACKS);
    expect(choices.chosen('text')).toBeUndefined();
    choices.choose('text', '0');
    expect(choices.chosen('text')).toBe('0');
    choices.choose('text', undefined);
    expect(engine.subtitleDisplay).toBe(false);
    expect(choices.chosen('text')).toBeUndefined();
  });

  it('is forgotten with the video, and the engine before is not listened to any more', () => {
    const { choices, engine, changes } = stage();
    engine.listTracks(TRACKS);
    choices.reset();
    const { count } = changes;
    engine.listTracks(TRACKS);
    expect(changes.count).toBe(count);
    expect(choices.options('quality')).toEqual([]);
  });
});
