import type { Participant, Playback, Room } from '@watchparty/shared';
import { describe, expect, it, jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';

import { createI18n } from '../../testing/create-i18n.js';
import { RealtimeContext, type Realtime } from '../../realtime/realtime-context.js';
import { createRoomStore } from '../../realtime/room-store.js';
import { HoldPill } from './hold-pill.js';

const NAMES = { anya: 'Anya', borya: 'Borya', vera: 'Vera', gleb: 'Gleb', you: 'You' };

function participantOf([userId, firstName]: [string, string]): Participant {
  return { userId, firstName, role: 'participant', isVoiceEnabled: false, isOnline: true, joinedAt: 0 };
}

function show(waitedFor: string[], { onGoOn }: { onGoOn?: () => void } = {}) {
  const store = createRoomStore();
  const participants = Object.entries(NAMES).map(participantOf);
  store.dispatch({ type: 'join_started', roomId: 'room' });
  store.dispatch({
    type: 'joined',
    joined: {
      room: { id: 'room' } as Room,
      playback: { version: 1 } as Playback,
      participants,
      messages: [],
      hasMore: false,
      you: participants.at(-1)!,
      serverTime: 0,
    },
  });
  const realtime = { room: { store } } as unknown as Realtime;
  return render(
    <I18nextProvider i18n={createI18n('en')}>
      <RealtimeContext value={realtime}>
        <HoldPill waitedFor={waitedFor} leftMs={2_800} onGoOn={onGoOn} />
      </RealtimeContext>
    </I18nextProvider>,
  );
}

describe('the words of a hold', () => {
  it.each([
    [['anya'], 'Waiting for Anya'],
    [['anya', 'borya'], 'Waiting for Anya, Borya'],
    [['anya', 'borya', 'vera', 'gleb'], 'Waiting for Anya, Borya and 2 more'],
    [['stranger'], 'Waiting for somebody'],
    [['anya', 'you'], 'Others wait for you'],
  ])('[BF1] %j', (waitedFor, expected) => {
    show(waitedFor);
    expect(screen.getByRole('status').textContent).toBe(expected);
    expect(screen.getByText('3 s')).toBeTruthy();
  });

  it('[BF2] are gone when the room goes on', () => {
    const { container } = show([]);
    expect(container.textContent).toBe('');
  });

  it('[BF5] let those go on who may', () => {
    const onGoOn = jest.fn();
    show(['anya'], { onGoOn });
    screen.getByRole('button', { name: 'Go on' }).click();
    expect(onGoOn).toHaveBeenCalledTimes(1);
  });

  it('[BF5] and nobody else', () => {
    show(['anya']);
    expect(screen.queryByRole('button')).toBeNull();
  });
});
