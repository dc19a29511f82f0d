import { describe, expect, it } from '@jest/globals';
import { renderHook } from '@testing-library/react';

import type { LiveProgramPlayer, PlayerHandle } from './player-handle.js';
import { useLive, whereToGoOn } from './use-live.js';

const ORIGIN = 1_800_000_000_000;
/** A programme of which the last minute can be watched, with ease 6 s before its edge. */
function livePlayer(nowS: number): { player: PlayerHandle; origins: unknown[] } {
  const origins: unknown[] = [];
  const liveProgram: LiveProgramPlayer = {
    comfortableTime: () => ORIGIN + (nowS - 6) * 1000,
    window: () => ({ start: nowS - 60, end: nowS }),
    setOrigin: (origin) => void origins.push(origin),
  };
  return { player: { liveProgram } as PlayerHandle, origins };
}

describe('what there is to see of a live programme', () => {
  it('is what can be sought to, and where one watches with ease', () => {
    const { player, origins } = livePlayer(1_000);
    const { result, rerender } = renderHook((position) => useLive(player, { liveOrigin: ORIGIN }, position), {
      initialProps: 990,
    });
    expect(origins).toEqual([ORIGIN]);
    expect(result.current).toEqual({ window: { start: 940, end: 1_000 }, comfortable: 994, isBehind: false });
    rerender(983);
    expect(result.current?.isBehind).toBe(true);
    expect(origins).toEqual([ORIGIN]);
  });

  it('is nothing of a film, and nothing before the room knows where it counts from', () => {
    const film = {} as PlayerHandle;
    expect(renderHook(() => useLive(film, { liveOrigin: undefined }, 5)).result.current).toBeUndefined();
    const { player, origins } = livePlayer(1_000);
    expect(renderHook(() => useLive(player, { liveOrigin: undefined }, 5)).result.current).toBeUndefined();
    expect(origins).toEqual([undefined]);
  });
});

describe('where a live programme goes on', () => {
  const { player } = livePlayer(1_000);

  it('is where the room stands, as long as the programme reaches back to it', () => {
    expect(whereToGoOn(player, { liveOrigin: ORIGIN }, 941)).toBeUndefined();
  });

  it('is at the edge for a room that rested for longer', () => {
    expect(whereToGoOn(player, { liveOrigin: ORIGIN }, 939)).toBe(994);
  });

  it('is no matter of films', () => {
    expect(whereToGoOn({} as PlayerHandle, { liveOrigin: undefined }, 1)).toBeUndefined();
    expect(whereToGoOn(undefined, { liveOrigin: ORIGIN }, 1)).toBeUndefined();
  });
});
