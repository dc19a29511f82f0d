import { describe, expect, it } from '@jest/globals';

import { giveTracks } from '../../../../testing/fake-tracks.js';
import { createElementChoices } from './element-choices.js';

function stage() {
  const audio = [
    { label: 'Оригинал', language: 'en', enabled: true },
    { label: '', language: 'ru', enabled: false },
  ];
  const text = [
    { kind: 'metadata', label: 'thumbnails', language: '', mode: 'hidden' },
    { kind: 'subtitles', label: 'English', language: 'en', mode: 'disabled' },
    { kind: 'captions', label: '', language: 'ru', mode: 'disabled' },
  ];
  const element = document.createElement('video');
  const { audioTracks, textTracks } = giveTracks(element, { audio, text });
  const changes = { count: 0 };
  const choices = createElementChoices(element, () => (changes.count += 1));
  return { choices, audio, text, audioTracks, textTracks, changes };
}

describe('the tracks of a file', () => {
  it('are its sound tracks, and those of its text tracks that are for people', () => {
    const { choices } = stage();
    expect(choices.options('audio').map(({ label }) => label)).toEqual(['Оригинал', 'ru']);
    expect(choices.options('text').map(({ label }) => label)).toEqual(['English', 'ru']);
    expect(choices.options('quality')).toEqual([]);
    expect([choices.chosen('audio'), choices.chosen('text')]).toEqual(['0', undefined]);
  });

  it('are chosen one of a kind, and of subtitles none too', () => {
    const { choices, audio, text } = stage();
    choices.choose('audio', '1');
    expect(audio.map(({ enabled }) => enabled)).toEqual([false, true]);
    choices.choose('text', '1');
    expect(text.map(({ mode }) => mode)).toEqual(['hidden', 'disabled', 'showing']);
    expect(choices.chosen('text')).toBe('1');
    choices.choose('text', undefined);
    expect(text.map(({ mode }) => mode)).toEqual(['hidden', 'disabled', 'disabled']);
  });

  it('are told of when they come and when another one is shown, until the end', () => {
    const { choices, audioTracks, textTracks, changes } = stage();
    textTracks.dispatchEvent(new Event('addtrack'));
    audioTracks?.dispatchEvent(new Event('change'));
    expect(changes.count).toBe(2);
    choices.destroy();
    textTracks.dispatchEvent(new Event('change'));
    expect(changes.count).toBe(2);
  });

  it('are none where the browser tells of none', () => {
    const element = document.createElement('video');
    giveTracks(element);
    const choices = createElementChoices(element, () => undefined);
    expect(choices.options('audio')).toEqual([]);
    expect(choices.options('text')).toEqual([]);
  });
});
