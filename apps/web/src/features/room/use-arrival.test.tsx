import '../../testing/browser-globals.js';

import { describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';

import { roomArrival } from '../../lib/room-arrival.js';
import { fakeRoom, InRoom } from '../../testing/fake-room.js';
import { renderApp } from '../../testing/render-app.js';
import { useArrival } from './use-arrival.js';

function Room(): ReactNode {
  useArrival();
  return 'room';
}

describe('whoever has made a room', () => {
  it('puts what they brought along into its queue, once', async () => {
    const room = fakeRoom();
    const links = ['https://media.example/a.mp4', 'https://media.example/b.mp4'];
    const { whereabouts } = await renderApp(
      <InRoom room={room}>
        <Room />
      </InRoom>,
      { state: roomArrival(links) },
    );
    await waitFor(() => expect(room.sent).toEqual([['queue:add', { urls: links }]]));
    expect(whereabouts.state).toBeNull();
  });

  it('adds nothing where nothing was brought', async () => {
    const room = fakeRoom();
    await renderApp(
      <InRoom room={room}>
        <Room />
      </InRoom>,
    );
    expect(screen.queryByText('room')).not.toBeNull();
    expect(room.sent).toEqual([]);
  });
});
