import '../../testing/browser-globals.js';

import { describe, expect, it } from '@jest/globals';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';

import type { ApiClient } from '../../lib/api-client.js';
import { fakeRoom, InRoom, type FakeRoom } from '../../testing/fake-room.js';
import { renderApp } from '../../testing/render-app.js';
import { ParticipantsSheet } from './participants-sheet.js';

async function open(
  options: Parameters<typeof fakeRoom>[0] = {},
  api: Partial<ApiClient> = {},
): Promise<FakeRoom> {
  const room = fakeRoom(options);
  name(room, 'other-0', 'Boris');
  await renderApp(
    <InRoom room={room}>
      <ParticipantsSheet open onOpenChange={() => undefined} onInvite={() => undefined} />
    </InRoom>,
    { api },
  );
  return room;
}

function name({ realtime }: FakeRoom, userId: string, firstName: string): void {
  const { store } = realtime.room;
  const state = store.getState();
  const who = state.status === 'joined' ? state.participants.get(userId) : undefined;
  if (!who) throw new Error('nobody there');
  act(() => store.dispatch({ type: 'participants', update: { changed: [{ ...who, firstName }] } }));
}

/** Opens somebody's menu, which listens to pointers, and presses in it. */
async function choose(person: string, action: string): Promise<void> {
  const trigger = screen.getByRole('button', { name: `What to do: ${person}` });
  fireEvent.keyDown(trigger, { key: 'Enter' });
  fireEvent.click(await screen.findByRole('menuitem', { name: action }));
}

describe('the list of people', () => {
  it.each([
    ['Make a moderator', 'member:promote', {}],
    ['Turn their chat off for 10 minutes', 'member:mute', { seconds: 600 }],
    ['Turn their chat off', 'member:mute', {}],
  ])('[RM8] [RM10] does "%s" at once, as it can be undone', async (action, event, more) => {
    const room = await open();
    await choose('Boris', action);
    expect(room.sent).toEqual([[event, { userId: 'other-0', ...more }]]);
  });

  it.each([
    ['Send out', 'Send Boris out?', 'member:kick'],
    ['Keep out for good', 'Keep Boris out?', 'member:ban'],
    ['Hand the room over', 'Hand the room to Boris?', 'room:transfer'],
  ])('[RM11] [RM12] [RM13] asks before it does "%s"', async (action, question, event) => {
    const room = await open();
    await choose('Boris', action);
    const first = within(await screen.findByRole('dialog', { name: question }));
    fireEvent.click(first.getByRole('button', { name: 'Cancel' }));
    expect(room.sent).toEqual([]);

    await choose('Boris', action);
    const dialog = within(await screen.findByRole('dialog', { name: question }));
    const [confirm] = dialog.getAllByRole('button').filter(({ textContent }) => textContent !== '');
    fireEvent.click(confirm!);
    await waitFor(() => expect(room.sent).toEqual([[event, { userId: 'other-0' }]]));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: question })).toBeNull());
  });

  it('[RM9] offers a viewer nothing', async () => {
    await open({ role: 'participant' });
    expect(screen.queryByRole('button', { name: /^What to do/ })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Kept out' })).toBeNull();
  });

  it('finds people by name once there are many', async () => {
    await open({ others: 12 });
    fireEvent.change(screen.getByRole('searchbox', { name: 'Find by name' }), { target: { value: 'bor' } });
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    fireEvent.change(screen.getByRole('searchbox', { name: 'Find by name' }), { target: { value: 'zz' } });
    expect(screen.getByText('Nobody by that name')).toBeTruthy();
  });

  it('[RM12] lists who is kept out, and lets them in', async () => {
    let bans = [
      { id: 'b1', person: { id: 'u1', firstName: 'Vera' }, by: { id: 'u2', firstName: 'Anya' }, bannedAt: 1 },
      { id: 'b2', bannedAt: 0 },
    ];
    const room = await open({}, { listBans: () => Promise.resolve({ bans, nextCursor: null }) });
    fireEvent.click(screen.getByRole('button', { name: 'Kept out' }));
    expect(await screen.findByText('Erased profile')).toBeTruthy();
    expect(screen.getByText('by Anya')).toBeTruthy();
    bans = bans.slice(1);
    fireEvent.click(screen.getByRole('button', { name: 'Let Vera in' }));
    await waitFor(() => expect(screen.queryByText('Vera')).toBeNull());
    expect(room.sent).toEqual([['member:unban', { banId: 'b1' }]]);
  });
});
