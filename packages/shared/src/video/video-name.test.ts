import { describe, expect, it } from '@jest/globals';

import { videoName } from './video-name.js';

describe('videoName', () => {
  it.each([
    [{ title: 'Clock', url: 'https://a.example/x.mp4' }, 'Clock'],
    [{ title: ' ', url: 'https://a.example/dir/x.mp4?y=1' }, 'x.mp4'],
    [{ url: '/samples/clock.mp4' }, 'clock.mp4'],
    [{ url: 'https://a.example/%D0%BA%D0%B8%D0%BD%D0%BE.mp4' }, 'кино.mp4'],
    [{ url: 'https://a.example/100%.mp4' }, 'https://a.example/100%.mp4'],
    [{ url: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ' }, 'youtube.com'],
    [{ url: 'nothing://' }, 'nothing://'],
  ])('calls %j %s', (video, name) => {
    expect(videoName(video)).toBe(name);
  });
});
