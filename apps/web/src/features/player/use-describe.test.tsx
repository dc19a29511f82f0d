import type { Participant, Playback, Room } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';

import { RealtimeContext, type Realtime } from '../../realtime/realtime-context.js';
import { createRoomStore } from '../../realtime/room-store.js';
import type { PlayerEvent, PlayerHandle } from './player-handle.js';
import { useDescribe } from './use-describe.js';

const URL = '/samples/clock.mp4';

function stage({ role = 'host', ...known }: Partial<Playback> & { role?: Participant['role'] } = {}) {
  const store = createRoomStore();
  const you: Participant = {
    userId: 'you',
    firstName: 'You',
    role,
    isVoiceEnabled: false,
    isOnline: true,
    joinedAt: 0,
  };
  store.dispatch({ type: 'join_started', roomId: 'room' });
  store.dispatch({
    type: 'joined',
    joined: {
      room: { id: 'room', controlMode: 'host' } as Room,
      playback: { version: 1, videoUrl: URL, ...known } as Playback,
      participants: [you],
      messages: [],
      hasMore: false,
      you,
      serverTime: 0,
    },
  });
  const sent: unknown[] = [];
  const realtime = {
    room: {
      store,
      command: (event: string, payload: unknown) => {
        sent.push([event, payload]);
        return Promise.resolve();
      },
    },
  } as unknown as Realtime;
  const player = { duration: undefined as number | undefined, programTime: undefined as number | undefined };
  const listeners = new Set<(event: PlayerEvent) => void>();
  const handle = {
    duration: () => player.duration,
    liveProgram: { comfortableTime: () => player.programTime },
    subscribe(listener: (event: PlayerEvent) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as PlayerHandle;
  renderHook(() => useDescribe(handle), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <RealtimeContext value={realtime}>{children}</RealtimeContext>
    ),
  });
  const tell = (event: PlayerEvent): void => {
    for (const listener of listeners) listener(event);
  };
  return { player, sent, tell };
}

describe('what a player tells of its video', () => {
  it('[PB9] is the length, once it is known, and once', () => {
    const { player, sent, tell } = stage();
    tell({ type: 'durationchange', duration: undefined });
    player.duration = 360;
    tell({ type: 'ready' });
    tell({ type: 'durationchange', duration: 360 });
    expect(sent).toEqual([['video:describe', { videoUrl: URL, duration: 360 }]]);
  });

  it('[PB11] is the programme’s clock of what is live', () => {
    const { player, sent, tell } = stage();
    player.programTime = 1_800_000_000_000.4;
    tell({ type: 'durationchange', duration: undefined });
    expect(sent).toEqual([['video:describe', { videoUrl: URL, live: { programTime: 1_800_000_000_000 } }]]);
  });

  it.each([
    ['the room knows the length', { duration: 360 }],
    ['the room knows that it is live', { liveOrigin: 1_800_000_000_000 }],
    ['it is not theirs to tell', { role: 'participant' as const }],
  ])('is nothing where %s', (_, known) => {
    const { player, sent, tell } = stage(known);
    player.duration = 360;
    tell({ type: 'ready' });
    expect(sent).toEqual([]);
  });
});
