import { describe, expect, it } from '@jest/globals';
import type { Playback } from '@watchparty/shared';

import { fakePlayer } from '../../testing/fake-player.js';
import { renderRoomHook } from '../../testing/render-room-hook.js';
import { useReportEnd } from './use-report-end.js';

const NOW = 1_700_000_000_000;

function reportsOf(change: Partial<Playback>): number {
  const player = fakePlayer();
  const { reports } = renderRoomHook(() => useReportEnd(player), {
    playback: {
      videoUrl: 'https://media.example/a.mp4',
      platform: 'file',
      isPlaying: true,
      position: 0,
      rate: 1,
      effectiveAt: NOW,
      version: 1,
      ...change,
    },
    nowMs: NOW,
  });
  player.tell({ type: 'paused' });
  player.tell({ type: 'ended' });
  return reports.ends;
}

describe('the end of a video', () => {
  it('is told where nobody knows the length', () => {
    expect(reportsOf({})).toBe(1);
  });

  it('is not told where the server sees it by itself, or in a room that rests', () => {
    expect(reportsOf({ duration: 60 })).toBe(0);
    expect(reportsOf({ isPlaying: false })).toBe(0);
  });
});
