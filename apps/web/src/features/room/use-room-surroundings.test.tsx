import { expect, it } from '@jest/globals';
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';

import { fakeTelegram } from '../../testing/fake-telegram.js';
import { TelegramContext } from '../../telegram/telegram-context.js';
import { useRoomSurroundings } from './use-room-surroundings.js';

it('holds the swipes while somebody is inside, and asks only a live host before closing', () => {
  const told: string[] = [];
  const telegram = fakeTelegram({
    setVerticalSwipes: (isEnabled) => told.push(`swipes ${String(isEnabled)}`),
    setClosingConfirmation: (isEnabled) => told.push(`question ${String(isEnabled)}`),
  });
  const { rerender, unmount } = renderHook(({ isLiveHost }) => useRoomSurroundings(isLiveHost), {
    initialProps: { isLiveHost: false },
    wrapper: ({ children }: { children: ReactNode }) => (
      <TelegramContext value={telegram}>{children}</TelegramContext>
    ),
  });
  rerender({ isLiveHost: true });
  rerender({ isLiveHost: false });
  rerender({ isLiveHost: true });
  unmount();
  expect(told).toEqual([
    'swipes false',
    'question true',
    'question false',
    'question true',
    'swipes true',
    'question false',
  ]);
});
