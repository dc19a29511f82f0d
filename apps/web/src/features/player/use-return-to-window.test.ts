import { describe, expect, it } from '@jest/globals';
import type { Playback, Role } from '@watchparty/shared';

import { renderRoomHook } from '../../testing/render-room-hook.js';
import type { LiveProgramView } from './use-live.js';
import { useReturnToWindow } from './use-return-to-window.js';

const NOW = 1_700_000_000_000;
const PROGRAM: LiveProgramView = {
  window: { start: 1_000, end: 1_048 },
  comfortable: 1_030,
  reach: { start: 1_010, end: 1_030 },
};

function timeline(change: Partial<Playback>): Playback {
  return {
    videoUrl: 'https://tv.example/live.m3u8',
    platform: 'hls',
    liveOrigin: NOW - 1_030_000,
    isPlaying: true,
    position: 1_020,
    rate: 1,
    effectiveAt: NOW,
    version: 1,
    ...change,
  };
}

function watch(
  playback: Partial<Playback>,
  { role, live = PROGRAM }: { role?: Role; live?: LiveProgramView | null } = {},
) {
  return renderRoomHook((shown) => useReturnToWindow(shown, { live: live ?? undefined, nowMs: NOW }), {
    playback: timeline(playback),
    nowMs: NOW,
    controlMode: 'everyone',
    ...(role && { role }),
  });
}

describe('a room that plays what has left the programme', () => {
  it('is brought to the earliest there is, once, by the host', () => {
    const { sent, told, rerender } = watch({ position: 900 });
    rerender({ shown: timeline({ position: 900 }) });
    expect(sent).toEqual([['video:seek', { position: 1_010 }]]);
    expect(told).toHaveLength(1);
  });

  it('is left to the host by everybody else, whatever they may', () => {
    expect(watch({ position: 900 }, { role: 'moderator' }).sent).toEqual([]);
    expect(watch({ position: 900 }, { role: 'participant' }).sent).toEqual([]);
  });

  it('may be a segment before the window’s start, as after each new playlist', () => {
    expect(watch({ position: 995 }).sent).toEqual([]);
    expect(watch({ position: 993 }).sent).toHaveLength(1);
  });

  it('may stay there while it is paused, or while nothing is known of the programme', () => {
    expect(watch({ position: 900, isPlaying: false }).sent).toEqual([]);
    expect(watch({ position: 900 }, { live: null }).sent).toEqual([]);
  });

  it('is brought back again when it is sent there again', () => {
    const { sent, turnTo } = watch({ position: 900 });
    turnTo(timeline({ position: 1_010, version: 2 }));
    expect(sent).toHaveLength(1);
    turnTo(timeline({ position: 800, version: 3 }));
    expect(sent).toHaveLength(2);
  });
});
