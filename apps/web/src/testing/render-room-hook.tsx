import type { ControlMode, EpochMs, Participant, Playback, Role, Room } from '@watchparty/shared';
import { renderHook, type RenderHookResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';

import { createI18n } from './create-i18n.js';
import { RealtimeContext, type Realtime } from '../realtime/realtime-context.js';
import { createRoomStore } from '../realtime/room-store.js';
import { TelegramContext } from '../telegram/telegram-context.js';
import { SnackbarContext } from '../ui/snackbar-context.js';
import { fakeNews, type FakeNews } from './fake-news.js';
import { ANYA } from './fake-rooms.js';
import { fakeTelegram } from './fake-telegram.js';

interface RoomHookOptions {
  playback: Playback;
  /** Server time, which stands still. */
  nowMs: EpochMs;
  /** Beside the person who looks. */
  others?: Participant[];
  /** Of the person who looks. */
  role?: Role;
  controlMode?: ControlMode;
}

interface RenderedRoomHook<T> extends RenderHookResult<T, { shown: Playback }> {
  /** What was sent to the room, in turn. */
  sent: [event: string, payload: unknown][];
  /** How often the room was told that the video is over. */
  reports: { ends: number };
  /** What the person was told in passing. */
  told: string[];
  /** The server tells something else. */
  tell: FakeNews['tell'];
  /** The server says that the timeline is another one. */
  turnTo(playback: Playback): void;
}

/** A hook of somebody who is in a room, in English. Commands are taken and change nothing. */
export function renderRoomHook<T>(
  useIt: (playback: Playback) => T,
  { playback, nowMs, others = [], role = 'host', controlMode = 'host' }: RoomHookOptions,
): RenderedRoomHook<T> {
  const sent: [string, unknown][] = [];
  const told: string[] = [];
  const reports = { ends: 0 };
  const store = createRoomStore();
  const you = { userId: ANYA.id, firstName: ANYA.firstName, role, isOnline: true } as Participant;
  const hostId = role === 'host' ? ANYA.id : 'somebody-else';
  const roomId = '00000000-0000-4000-8000-000000000010';
  store.dispatch({ type: 'join_started', roomId });
  store.dispatch({
    type: 'joined',
    joined: {
      room: { id: roomId, hostId, controlMode } as Room,
      playback,
      participants: [you, ...others],
      messages: [],
      hasMore: false,
      you,
      serverTime: nowMs,
    },
  });
  const { news, tell } = fakeNews();
  const realtime = {
    news,
    emit: async (event: string, payload: unknown) => void sent.push([event, payload]),
    clock: { serverNow: () => nowMs },
    room: {
      store,
      command: async (event: string, payload: unknown) => void sent.push([event, payload]),
      reportEnd: async () => void (reports.ends += 1),
    },
  } as unknown as Realtime;

  const i18n = createI18n('en');
  const telegram = fakeTelegram();
  const snackbar = { show: ({ text }: { text: string }) => void told.push(text), hide: () => undefined };
  const wrapper = ({ children }: { children: ReactNode }): ReactNode => (
    <I18nextProvider i18n={i18n}>
      <TelegramContext value={telegram}>
        <SnackbarContext value={snackbar}>
          <RealtimeContext value={realtime}>{children}</RealtimeContext>
        </SnackbarContext>
      </TelegramContext>
    </I18nextProvider>
  );
  const rendered = renderHook(({ shown }) => useIt(shown), { wrapper, initialProps: { shown: playback } });
  return {
    ...rendered,
    sent,
    reports,
    told,
    tell,
    turnTo(next) {
      store.dispatch({ type: 'playback', playback: next, reason: 'sync', nowMs });
      rendered.rerender({ shown: next });
    },
  };
}
