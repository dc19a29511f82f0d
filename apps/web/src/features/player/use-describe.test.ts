import { describe, expect, it } from '@jest/globals';
import type { ControlMode, Playback, Role } from '@watchparty/shared';
import { act } from '@testing-library/react';

import { fakePlayer, fakeProgram, type FakePlayer } from '../../testing/fake-player.js';
import { renderRoomHook } from '../../testing/render-room-hook.js';
import { useDescribe } from './use-describe.js';

const NOW = 1_700_000_000_000;
const LIVE_URL = 'https://tv.example/live.m3u8';

function timeline(change: Partial<Playback> = {}): Playback {
  return {
    videoUrl: LIVE_URL,
    platform: 'hls',
    isPlaying: false,
    position: 0,
    rate: 1,
    effectiveAt: NOW,
    version: 1,
    ...change,
  };
}

/** A player that comes to know in turn what is set here. */
function stage({
  playback = {},
  ...person
}: { playback?: Partial<Playback>; role?: Role; controlMode?: ControlMode } = {}) {
  const known: { programTime?: number; duration?: number } = {};
  const player: FakePlayer = fakePlayer({
    duration: () => known.duration,
    liveProgram: fakeProgram({ comfortableTime: () => known.programTime }),
  });
  const rendered = renderRoomHook(() => useDescribe(player), {
    playback: timeline(playback),
    nowMs: NOW,
    ...person,
  });
  return { ...rendered, player, known };
}

describe('what the server is told of a video', () => {
  it('is that it is live, as soon as the player knows the programme’s clock', () => {
    const { player, known, sent } = stage();
    player.tell({ type: 'durationchange', duration: undefined });
    expect(sent).toEqual([]);
    known.programTime = NOW - 18_000.4;
    player.tell({ type: 'durationchange', duration: undefined });
    expect(sent).toEqual([['video:describe', { videoUrl: LIVE_URL, live: { programTime: NOW - 18_000 } }]]);
  });

  it('is told once a video', () => {
    const { player, known, sent, turnTo } = stage();
    known.programTime = NOW;
    player.tell({ type: 'durationchange', duration: undefined });
    known.programTime = NOW + 6_000;
    player.tell({ type: 'ready' });
    expect(sent).toHaveLength(1);

    const other = 'https://tv.example/other.m3u8';
    act(() => turnTo(timeline({ videoUrl: other, version: 2 })));
    // What it knows now is of the programme before.
    expect(sent).toHaveLength(1);
    player.tell({ type: 'ready' });
    expect(sent[1]).toEqual(['video:describe', { videoUrl: other, live: { programTime: NOW + 6_000 } }]);
  });

  it('is its length where it is a film', () => {
    const { player, known, sent } = stage();
    known.duration = 120.5;
    player.tell({ type: 'ready' });
    expect(sent).toEqual([['video:describe', { videoUrl: LIVE_URL, duration: 120.5 }]]);
  });

  it('is nothing where the server knows it', () => {
    for (const playback of [{ liveOrigin: NOW - 86_400_000 }, { duration: 60 }]) {
      const { player, known, sent } = stage({ playback });
      known.programTime = NOW;
      player.tell({ type: 'ready' });
      expect(sent).toEqual([]);
    }
  });

  it('comes from those who may control', () => {
    const guest = stage({ role: 'participant', controlMode: 'moderators' });
    guest.known.programTime = NOW;
    guest.player.tell({ type: 'ready' });
    expect(guest.sent).toEqual([]);

    const equal = stage({ role: 'participant', controlMode: 'everyone' });
    equal.known.programTime = NOW;
    equal.player.tell({ type: 'ready' });
    expect(equal.sent).toHaveLength(1);
  });

  it('is not told by anything else that the player says', () => {
    const { player, known, sent } = stage();
    known.programTime = NOW;
    player.tell({ type: 'buffered' });
    player.tell({ type: 'playing' });
    expect(sent).toEqual([]);
  });
});
