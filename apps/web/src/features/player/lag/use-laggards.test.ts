import { LAG_SHOWN_MS, type Participant } from '@watchparty/shared';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act } from '@testing-library/react';

import { ANYA } from '../../../testing/fake-rooms.js';
import { renderRoomHook } from '../../../testing/render-room-hook.js';
import { useLaggards } from './use-laggards.js';

const boris = { userId: 'boris', firstName: 'Boris', role: 'participant', isOnline: true } as Participant;

function company() {
  const { result, tell } = renderRoomHook(() => useLaggards(), {
    playback: { isPlaying: true, position: 0, rate: 1, effectiveAt: 0, version: 1 } as never,
    nowMs: 0,
    others: [boris],
  });
  return {
    seen: () => result.current.map(({ participant, behind }) => [participant.firstName, behind]),
    lag: (userId: string, behind: number) => act(() => tell('video:lag', { userId, behind })),
  };
}

describe('who lags behind', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is seen until they are back', () => {
    const { seen, lag } = company();
    lag('boris', 4);
    expect(seen()).toEqual([['Boris', 4]]);
    lag('boris', 6);
    expect(seen()).toEqual([['Boris', 6]]);
    lag('boris', 0);
    expect(seen()).toEqual([]);
  });

  it('is believed for a while after each word, and no longer', () => {
    const { seen, lag } = company();
    lag('boris', 4);
    act(() => jest.advanceTimersByTime(LAG_SHOWN_MS - 1));
    lag('boris', 5);
    act(() => jest.advanceTimersByTime(LAG_SHOWN_MS - 1));
    expect(seen()).toEqual([['Boris', 5]]);
    act(() => jest.advanceTimersByTime(1));
    expect(seen()).toEqual([]);
  });

  it('is somebody else who is here', () => {
    const { seen, lag } = company();
    lag('a stranger', 4);
    lag(ANYA.id, 4);
    expect(seen()).toEqual([]);
  });
});
