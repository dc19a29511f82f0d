import type {
  ControlMode,
  Participant,
  Playback,
  QueueItem,
  QueueLoop,
  Role,
  Room,
} from '@watchparty/shared';
import { CommandError, type CommandErrorCode } from '@watchparty/shared/room-client';
import { act } from '@testing-library/react';
import type { ReactNode } from 'react';

import { RealtimeContext, type Realtime } from '../realtime/realtime-context.js';
import { createRoomStore } from '../realtime/room-store.js';
import { fakeNews } from './fake-news.js';
import { ANYA } from './fake-rooms.js';

interface FakeRoomOptions {
  items?: QueueItem[];
  loop?: QueueLoop;
  /** Of Anya, who looks. */
  role?: Role;
  controlMode?: ControlMode;
  /** Who is there beside her. */
  others?: number;
  /** What is on, where it matters. */
  playback?: Partial<Playback>;
}

/** A room that Anya is in, whose answers a test gives one by one. */
export interface FakeRoom {
  realtime: Realtime;
  /** What was sent, in turn. Commands are taken at once, changes of the queue when the test says so. */
  sent: [event: string, payload: unknown][];
  /** The room hears of a queue. */
  hear(items: QueueItem[]): void;
  /** The oldest change that waits for its answer is agreed to, or refused. */
  agree(): Promise<void>;
  refuse(code: CommandErrorCode): Promise<void>;
}

/** A change that waits for its answer. */
interface Waiting {
  promise: Promise<void>;
  resolve: () => void;
  reject: (error: Error) => void;
}

const PLAYED_URL = 'https://media.example/now.mp4';

export function queueItem(id: string, change: Partial<QueueItem> = {}): QueueItem {
  return {
    id,
    url: `https://media.example/${id}.mp4`,
    platform: 'file',
    title: `Film ${id}`,
    votes: 0,
    position: id.codePointAt(0) ?? 0,
    addedAt: 0,
    ...change,
  };
}

export function fakeRoom(options: FakeRoomOptions = {}): FakeRoom {
  const { items = [], loop = 'none', role = 'host', controlMode = 'host', others = 1 } = options;
  const sent: [string, unknown][] = [];
  const waiting: Waiting[] = [];
  const store = createRoomStore();
  const you = { userId: ANYA.id, firstName: ANYA.firstName, role, isOnline: true } as Participant;
  const company = Array.from({ length: others }, (_, index) => ({
    ...you,
    userId: `other-${index}`,
    role: 'participant' as const,
  }));
  const playback = {
    videoUrl: PLAYED_URL,
    platform: 'file',
    isPlaying: true,
    position: 0,
    rate: 1,
    effectiveAt: 0,
    version: 7,
    ...options.playback,
  } satisfies Playback;
  const roomId = '00000000-0000-4000-8000-000000000010';
  store.dispatch({ type: 'join_started', roomId });
  store.dispatch({
    type: 'joined',
    joined: {
      room: {
        id: roomId,
        hostId: ANYA.id,
        controlMode,
        skipShare: 0.5,
        participantCount: others + 1,
      } as Room,
      playback,
      participants: [you, ...company],
      messages: [],
      hasMore: false,
      you,
      serverTime: 0,
    },
  });
  let version = 0;
  const hear: FakeRoom['hear'] = (next) => {
    version += 1;
    act(() => {
      store.dispatch({ type: 'queue', news: { queue: { version, items: next, loop } } });
    });
  };
  hear(items);

  const answer = async (settle: (waits: Waiting) => void): Promise<void> => {
    const waits = waiting.shift();
    if (!waits) throw new Error('nothing waits for an answer');
    await act(async () => {
      settle(waits);
      await waits.promise.catch(() => undefined);
    });
  };
  const realtime = {
    clock: { serverNow: () => 0, estimate: () => undefined },
    onWake: () => () => undefined,
    news: fakeNews().news,
    emit: async (event: string, payload: unknown) => void sent.push([event, payload]),
    room: {
      store,
      command: async (event: string, payload: unknown) => void sent.push([event, payload]),
      moderate: async (event: string, payload: unknown) => void sent.push([event, payload]),
      askForPause: async () => void sent.push(['playback:ask', {}]),
      changeQueue(event: string, payload: unknown) {
        sent.push([event, payload]);
        let settle: Pick<Waiting, 'resolve' | 'reject'> | undefined;
        const promise = new Promise<void>((resolve, reject) => {
          settle = { resolve, reject };
        });
        if (settle) waiting.push({ promise, ...settle });
        return promise;
      },
    },
  } as unknown as Realtime;
  return {
    realtime,
    sent,
    hear,
    agree: () => answer(({ resolve }) => resolve()),
    refuse: (code) => answer(({ reject }) => reject(new CommandError({ code, message: code }))),
  };
}

/** Puts a page into a room. */
export function InRoom({ room, children }: { room: FakeRoom; children: ReactNode }): ReactNode {
  return <RealtimeContext value={room.realtime}>{children}</RealtimeContext>;
}
