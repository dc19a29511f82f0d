import { beforeEach, describe, expect, it } from '@jest/globals';
import { act, renderHook } from '@testing-library/react';

import { createDucking } from '../../lib/ducking.js';
import type { PlayerHandle } from './player-handle.js';
import { createSyncStatusStore } from './sync/sync-status.js';
import { useSound } from './use-sound.js';

function listen() {
  const volumes: number[] = [];
  const muted: boolean[] = [];
  const player = {
    setVolume: (volume: number) => void volumes.push(volume),
    setMuted: (isMuted: boolean) => void muted.push(isMuted),
  } as unknown as PlayerHandle;
  const ducking = createDucking();
  const status = createSyncStatusStore();
  const { result } = renderHook(() => useSound(player, status, ducking));
  return { volumes, muted, ducking, result };
}

beforeEach(() => localStorage.clear());

describe('the loudness of the film', () => {
  it('is lowered while somebody speaks, by what is left of what this person chose', () => {
    const { volumes, ducking, result } = listen();
    act(() => result.current.setVolume(0.8));
    act(() => ducking.setState({ factor: 0.25 }));
    act(() => ducking.setState({ factor: 1 }));
    expect(volumes).toEqual([1, 0.8, 0.2, 0.8]);
    expect(result.current.volume).toBe(0.8);
  });

  it('is remembered as it was chosen, whoever speaks', () => {
    const first = listen();
    act(() => first.ducking.setState({ factor: 0.25 }));
    act(() => first.result.current.setVolume(0.5));
    expect(listen().result.current.volume).toBe(0.5);
  });
});
