import type { Playback } from '@watchparty/shared';
import type { Sample } from '../page/recording.js';
import { createRoomTimeline, type RoomTimeline } from './room-timeline.js';

/** For tests: a room that plays from the moment 0 at the position 0. */
export const PLAYING: Playback = {
  videoUrl: '/samples/clock.mp4',
  platform: 'file',
  isPlaying: true,
  position: 0,
  rate: 1,
  effectiveAt: 0,
  version: 1,
};

export function playingRoom(): RoomTimeline {
  return createRoomTimeline([{ playback: PLAYING, heardMs: 0 }]);
}

/** For tests: what a page shows that is ahead of that room by so many milliseconds at each moment. */
export function samplesOf(
  aheadMs: (atMs: number) => number,
  {
    fromMs,
    toMs,
    everyMs = 50,
    look = {},
  }: { fromMs: number; toMs: number; everyMs?: number; look?: Partial<Sample> },
): Sample[] {
  const samples: Sample[] = [];
  for (let atMs = fromMs; atMs <= toMs; atMs += everyMs) {
    const currentTime = (atMs + aheadMs(atMs)) / 1000;
    samples.push({ atMs, currentTime, rate: 1, paused: false, seeking: false, readyState: 4, ...look });
  }
  return samples;
}
