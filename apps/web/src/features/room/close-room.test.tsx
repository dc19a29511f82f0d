import '../../testing/browser-globals.js';

import { ApiError, type ApiErrorCode } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';

import { renderApp } from '../../testing/render-app.js';
import { CloseRoom } from './close-room.js';

async function show(refusal?: ApiErrorCode) {
  const closed: string[] = [];
  const { whereabouts } = await renderApp(<CloseRoom roomId="r1" />, {
    path: '/rooms/r1',
    api: {
      deleteRoom(roomId) {
        closed.push(roomId);
        if (!refusal) return Promise.resolve();
        return Promise.reject(new ApiError({ code: refusal, message: 'no' }));
      },
    },
  });
  return { closed, whereabouts };
}

const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }));

describe('closing a room', () => {
  it('is asked about first, and can be left', async () => {
    const { closed } = await show();
    press('Close the room');
    expect(screen.getByText('Close the room for everybody?')).toBeTruthy();
    press('Cancel');
    expect(screen.queryByText('Close the room for everybody?')).toBeNull();
    expect(closed).toEqual([]);
  });

  it('ends it and leads home', async () => {
    const { closed, whereabouts } = await show();
    press('Close the room');
    press('Close the room');
    await waitFor(() => expect(whereabouts.pathname).toBe('/'));
    expect(closed).toEqual(['r1']);
  });

  it('is refused to a stand-in, in words, and the room stays', async () => {
    const { whereabouts } = await show('forbidden');
    press('Close the room');
    press('Close the room');
    expect(await screen.findByText(/not allowed/)).toBeTruthy();
    expect(whereabouts.pathname).toBe('/rooms/r1');
  });
});
