import '../../testing/browser-globals.js';

import type { EarnedAchievement, ServerEvents } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';
import { act, screen, waitFor } from '@testing-library/react';

import { RealtimeContext, type Realtime } from '../../realtime/realtime-context.js';
import { fakeNews } from '../../testing/fake-news.js';
import { renderApp } from '../../testing/render-app.js';
import { Celebrations } from './celebrations.js';

function earned(code: EarnedAchievement['code'], isSeen = false): EarnedAchievement {
  return { code, level: 'bronze', earnedAt: 0, isSeen };
}

async function stage(missed: EarnedAchievement[]) {
  const { news, tell } = fakeNews();
  const seen: string[][] = [];
  let successes = 0;
  await renderApp(
    <RealtimeContext value={{ news } as unknown as Realtime}>
      <Celebrations />
    </RealtimeContext>,
    {
      api: {
        achievements: () => Promise.resolve({ achievements: missed }),
        markAchievementsSeen: (keys) => {
          seen.push(keys);
          return Promise.resolve();
        },
      },
      telegram: {
        haptic: {
          impact: () => undefined,
          selection: () => undefined,
          error: () => undefined,
          success: () => void (successes += 1),
        },
      },
    },
  );
  return {
    hear: (payload: ServerEvents['achievement:earned']) => act(() => tell('achievement:earned', payload)),
    seen,
    successes: () => successes,
  };
}

describe('Celebrations', () => {
  it('tells of what was missed, and says that it did', async () => {
    const { seen, successes } = await stage([earned('guest', true), earned('host')]);
    expect(await screen.findByText('Host of the night')).toBeTruthy();
    await waitFor(() => expect(seen).toEqual([['host:bronze']]));
    expect(successes()).toBe(1);
  });

  it('tells of what is given now, and not again of what it knows', async () => {
    const { hear, seen } = await stage([]);
    hear({ achievement: earned('talker') });
    expect(await screen.findByText('Talker')).toBeTruthy();
    hear({ achievement: earned('talker') });
    await waitFor(() => expect(seen).toEqual([['talker:bronze']]));
  });
});
