import type { ClientPayload } from '@watchparty/shared';
import type { Connection, EmitCommand, RoomState } from '@watchparty/shared/room-client';
import { describe, expect, it } from '@jest/globals';
import { createStore } from 'zustand/vanilla';

import { reportVisibility } from './visibility-reporter.js';

type Inside = Extract<RoomState, { status: 'joined' }>;

function stage() {
  const store = createStore<RoomState>()(() => ({ status: 'idle' }) as unknown as RoomState);
  const connection = createStore<Connection>()(() => ({ status: 'online', line: 1 }));
  const sent: ClientPayload<'presence:visible'>[] = [];
  const world = { isVisible: true };
  let changed = (): void => undefined;
  const end = reportVisibility({
    emit: ((_event: string, payload: ClientPayload<'presence:visible'>) => {
      sent.push(payload);
      return Promise.reject(new Error('no answer'));
    }) as EmitCommand,
    store: store,
    connection,
    isVisible: () => world.isVisible,
    onChange(listener) {
      changed = listener;
      return () => (changed = () => undefined);
    },
    utcOffset: () => 180,
  });
  const inside = (status: Inside['connection']['status'], id = 'a'): void =>
    store.setState({ status: 'joined', room: { id }, connection: { status } } as unknown as RoomState, true);
  const show = (isVisible: boolean): void => {
    world.isVisible = isVisible;
    changed();
  };
  return { store, connection, sent, inside, show, end };
}

describe('reportVisibility', () => {
  it('says it once on the way in, and with each change', () => {
    const { sent, inside, show } = stage();
    show(false);
    show(true);
    expect(sent).toEqual([]);
    inside('online');
    inside('online');
    expect(sent).toEqual([{ visible: true, utcOffset: 180 }]);
    show(false);
    show(false);
    show(true);
    expect(sent.map(({ visible }) => visible)).toEqual([true, false, true]);
  });

  it('says it again over a new connection, once that is in the room', () => {
    const { sent, inside, connection } = stage();
    inside('online');
    inside('reconnecting');
    connection.setState({ status: 'online', line: 2 }, true);
    inside('reconnecting');
    expect(sent).toHaveLength(1);
    inside('resumed');
    inside('online');
    expect(sent).toHaveLength(2);
    connection.setState({ status: 'online', line: 3 }, true);
    inside('moving');
    expect(sent).toHaveLength(2);
    inside('online');
    expect(sent).toHaveLength(3);
  });

  it('says it anew in another room, and nothing once it has ended', () => {
    const { sent, inside, show, end, store } = stage();
    inside('online');
    store.setState({ status: 'idle' } as unknown as RoomState, true);
    inside('online');
    inside('online', 'b');
    expect(sent).toHaveLength(3);
    end();
    show(false);
    inside('online', 'c');
    expect(sent).toHaveLength(3);
  });
});
