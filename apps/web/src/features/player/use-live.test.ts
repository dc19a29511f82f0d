import { describe, expect, it } from '@jest/globals';
import { renderHook } from '@testing-library/react';

import { fakePlayer, fakeProgram } from '../../testing/fake-player.js';
import type { LiveProgramPlayer } from './player-handle.js';
import { readLive, useLive } from './use-live.js';

const ORIGIN = 1_700_000_000_000;
const WINDOW = { start: 86_000, end: 86_060 };

function playerOf(program: Partial<LiveProgramPlayer> = {}) {
  return fakePlayer({
    liveProgram: fakeProgram({
      window: () => WINDOW,
      comfortableTime: () => ORIGIN + 86_042_000,
      ...program,
    }),
  });
}

describe('what is known of a live programme', () => {
  it('is in the room’s positions', () => {
    expect(readLive(playerOf(), { liveOrigin: ORIGIN })).toEqual({
      window: WINDOW,
      comfortable: 86_042,
      reach: { start: 86_010, end: 86_042 },
    });
  });

  it('reaches to one point only where the window is short', () => {
    const player = playerOf({ comfortableTime: () => ORIGIN + 86_003_000 });
    expect(readLive(player, { liveOrigin: ORIGIN })?.reach).toEqual({ start: 86_003, end: 86_003 });
  });

  it('is nothing for films, and before player and room know of it', () => {
    const liveOrigin = ORIGIN;
    expect(readLive(undefined, { liveOrigin })).toBeUndefined();
    expect(readLive(fakePlayer(), { liveOrigin })).toBeUndefined();
    expect(readLive(playerOf(), {})).toBeUndefined();
    expect(readLive(playerOf({ window: () => undefined }), { liveOrigin })).toBeUndefined();
    expect(readLive(playerOf({ comfortableTime: () => undefined }), { liveOrigin })).toBeUndefined();
  });
});

describe('useLive', () => {
  it('tells the player where the room counts from, once, and when that changes', () => {
    const origins: (number | undefined)[] = [];
    const player = playerOf({ setOrigin: (origin) => void origins.push(origin) });
    const { rerender } = renderHook(
      ({ liveOrigin, position }) => useLive(player, liveOrigin === undefined ? {} : { liveOrigin }, position),
      { initialProps: { liveOrigin: undefined as number | undefined, position: 86_000 } },
    );
    rerender({ liveOrigin: ORIGIN, position: 86_000 });
    rerender({ liveOrigin: ORIGIN, position: 86_001 });
    rerender({ liveOrigin: undefined, position: 0 });
    expect(origins).toEqual([undefined, ORIGIN, undefined]);
  });

  it('tells another player too', () => {
    const origins: (number | undefined)[] = [];
    const players = [playerOf(), playerOf({ setOrigin: (origin) => void origins.push(origin) })];
    const { rerender } = renderHook(({ index }) => useLive(players[index], { liveOrigin: ORIGIN }, 86_000), {
      initialProps: { index: 0 },
    });
    rerender({ index: 1 });
    expect(origins).toEqual([ORIGIN]);
  });

  it.each([
    [86_042, false],
    [86_032, false],
    [86_031, true],
    [90_000, false],
  ])('at %d, says whether the room is behind: %s', (position, isBehind) => {
    const { result } = renderHook(() => useLive(playerOf(), { liveOrigin: ORIGIN }, position));
    expect(result.current?.isBehind).toBe(isBehind);
  });
});
