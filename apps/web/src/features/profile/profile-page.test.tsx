import '../../testing/browser-globals.js';

import { describe, expect, it } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';

import { fakeStats } from '../../testing/fake-stats.js';
import { renderApp } from '../../testing/render-app.js';
import { ProfilePage } from './profile-page.js';
import { watchTimeOf } from './watch-time.js';

const stats = () =>
  Promise.resolve(fakeStats({ totalWatchTime: 7_380, roomsCreated: 1, roomsJoined: 2, messagesSent: 1_234 }));

describe('ProfilePage', () => {
  it('shows the figures', async () => {
    await renderApp(<ProfilePage />, { path: '/profile', api: { stats } });
    expect(await screen.findByText('1,234')).toBeTruthy();
    expect(screen.getByText('room created')).toBeTruthy();
  });

  it('speaks the other language at once', async () => {
    await renderApp(<ProfilePage />, { path: '/profile', api: { stats } });
    fireEvent.click(screen.getByRole('radio', { name: 'Русский' }));
    expect(await screen.findByText('Удалить мои данные')).toBeTruthy();
  });

  it('erases only after it was asked twice', async () => {
    let erased = 0;
    const deleteMe = () => {
      erased += 1;
      return Promise.resolve();
    };
    const { session } = await renderApp(<ProfilePage />, { path: '/profile', api: { stats, deleteMe } });
    fireEvent.click(screen.getByRole('button', { name: 'Delete my data' }));
    expect(erased).toBe(0);
    fireEvent.click(await screen.findByRole('button', { name: 'Delete for good' }));
    await waitFor(() => {
      expect(session.store.getState()).toEqual({ status: 'signed-out', reason: 'erased' });
    });
    expect(erased).toBe(1);
  });
});

describe('watchTimeOf', () => {
  it.each([
    [0, 0, 0],
    [59, 0, 0],
    [3_600, 1, 0],
    [7_380, 2, 3],
    [-5, 0, 0],
  ])('counts %d s as %d h %d min', (seconds, hours, minutes) => {
    expect(watchTimeOf(seconds)).toEqual({ hours, minutes });
  });
});
