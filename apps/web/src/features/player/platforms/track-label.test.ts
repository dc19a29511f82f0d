import { describe, expect, it } from '@jest/globals';

import { qualityLabels, trackLabel } from './track-label.js';

describe('the name of a track', () => {
  it.each([
    [{ label: 'Режиссёрский', language: 'ru' }, 'Режиссёрский'],
    [{ label: ' ', language: 'en' }, 'en'],
    [{ label: null, language: 'und' }, '3'],
    [{}, '3'],
  ])('of %j is %s', (track, name) => {
    expect(trackLabel(track, 2)).toBe(name);
  });
});

describe('the names of qualities', () => {
  it('are their lines', () => {
    expect(
      qualityLabels([
        { height: 1080, bitrate: 5_000_000 },
        { height: 360, bitrate: 600_000 },
      ]),
    ).toEqual(['1080p', '360p']);
  });

  it('tell the bits where lines do not tell them apart', () => {
    expect(
      qualityLabels([
        { height: 720, bitrate: 3_000_000 },
        { height: 720, bitrate: 1_500_000 },
        { height: 0, bitrate: 96_000 },
      ]),
    ).toEqual(['720p · 3.0 Mbit/s', '720p · 1.5 Mbit/s', '0.1 Mbit/s']);
  });
});
