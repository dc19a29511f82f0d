import type { Playback } from '@watchparty/shared';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { fakePlayer } from '../../../testing/fake-player.js';
import { renderRoomHook } from '../../../testing/render-room-hook.js';
import type { PlayerHandle } from '../player-handle.js';
import { createSyncStatusStore, type SyncStatus } from '../sync/sync-status.js';
import { useLagReports } from './use-lag-reports.js';

const URL = 'https://media.example/a.mp4';
const NOW = 1_700_000_000_000;

function watch({
  player = {},
  playback = {},
  status = { type: 'waiting' },
}: { player?: Partial<PlayerHandle>; playback?: Partial<Playback>; status?: SyncStatus } = {}) {
  const view = createSyncStatusStore();
  view.setState({ status });
  const handle = fakePlayer({ currentTime: () => 7, isReady: () => true, ...player });
  const { sent, unmount } = renderRoomHook(() => useLagReports(handle, view, URL), {
    playback: {
      videoUrl: URL,
      platform: 'file',
      isPlaying: true,
      position: 12,
      rate: 1,
      effectiveAt: NOW,
      version: 1,
      ...playback,
    },
    nowMs: NOW,
  });
  jest.advanceTimersByTime(2_000);
  return { sent, unmount };
}

describe('reports of lagging', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('say by how much, and end with the player', () => {
    const { sent, unmount } = watch();
    expect(sent).toEqual([['video:lag', { behind: 5 }]]);
    unmount();
    expect(sent.slice(1)).toEqual([['video:lag', { behind: 0 }]]);
  });

  it.each([
    ['the room rests', { playback: { isPlaying: false } }],
    ['another film is on', { playback: { videoUrl: 'https://media.example/b.mp4' } }],
    ['nothing is loaded yet', { player: { isReady: () => false } }],
    ['the film does not open', { player: { problem: () => 'network' as const } }],
    ['the browser waits for a tap', { status: { type: 'needs_tap' as const } }],
  ])('are not made while %s', (_, how) => {
    expect(watch(how).sent).toEqual([]);
  });
});
