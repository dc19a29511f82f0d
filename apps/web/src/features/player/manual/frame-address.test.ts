import { expect, it } from '@jest/globals';
import { readVideo } from '@watchparty/shared';

import { frameAddressOf } from './frame-address.js';

const CLIP = readVideo('twitch', 'https://clips.twitch.tv/AwkwardSalamander')!;

it('tells Twitch of every host that the page lies in', () => {
  expect(frameAddressOf(CLIP, { hostname: 'party.example', isFramed: false })).toBe(
    'https://clips.twitch.tv/embed?clip=AwkwardSalamander&parent=party.example',
  );
  expect(frameAddressOf(CLIP, { hostname: 'party.example', isFramed: true })).toBe(
    'https://clips.twitch.tv/embed?clip=AwkwardSalamander&parent=party.example&parent=web.telegram.org',
  );
});

it('leaves the addresses of others as they are', () => {
  const page = { hostname: 'party.example', isFramed: true };
  const video = readVideo('ok', 'https://ok.ru/video/1234567890123')!;
  expect(frameAddressOf(video, page)).toBe(video.embedUrl);
  expect(frameAddressOf(readVideo('kinopoisk', 'https://www.kinopoisk.ru/film/326/')!, page)).toBeUndefined();
});
