import { describe, expect, it } from '@jest/globals';
import { SEEKING_CAPABILITIES } from '@watchparty/shared';
import { act, renderHook } from '@testing-library/react';

import { fakePlayer } from '../../testing/fake-player.js';
import { usePlaysRates } from './use-plays-rates.js';

describe('whether a player plays other rates', () => {
  it.each([
    ['any', true],
    ['steps', true],
    ['probe', true],
    ['none', false],
  ] as const)('is told by its capabilities: %s', (rate, plays) => {
    const player = fakePlayer({ capabilities: { ...SEEKING_CAPABILITIES, rate } });
    expect(renderHook(() => usePlaysRates(player)).result.current).toBe(plays);
  });

  it('is denied while there is no player', () => {
    expect(renderHook(() => usePlaysRates(undefined)).result.current).toBe(false);
  });

  it('changes with what had to be tried', () => {
    let rate: 'probe' | 'none' = 'probe';
    const player = fakePlayer();
    Object.defineProperty(player, 'capabilities', { get: () => ({ ...SEEKING_CAPABILITIES, rate }) });
    const { result } = renderHook(() => usePlaysRates(player));
    expect(result.current).toBe(true);
    rate = 'none';
    act(() => player.tell({ type: 'capabilities' }));
    expect(result.current).toBe(false);
  });
});
