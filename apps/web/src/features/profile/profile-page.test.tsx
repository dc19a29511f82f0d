import '../../testing/browser-globals.js';

import { ACHIEVEMENT_CODES, type WatchedVideo } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';

import type { ApiClient } from '../../lib/api-client.js';
import { fakeStats } from '../../testing/fake-stats.js';
import { renderApp } from '../../testing/render-app.js';
import { ProfilePage } from './profile-page.js';
import { watchTimeOf } from './watch-time.js';

const stats = () =>
  Promise.resolve(fakeStats({ totalWatchTime: 7_380, roomsCreated: 1, roomsJoined: 2, messagesSent: 1_234 }));

const watched: WatchedVideo = {
  url: 'https://media.example/film.mp4',
  platform: 'file',
  title: 'A film',
  watchedAt: Date.UTC(2026, 1, 28),
  people: [{ userId: 'b', firstName: 'Boris' }],
  peopleCount: 3,
};
const api: Partial<ApiClient> = {
  stats,
  watchHistory: () => Promise.resolve({ videos: [watched], nextCursor: null }),
  settings: () => Promise.resolve({ isCounted: true, isNameListed: true }),
};

describe('ProfilePage', () => {
  it('shows the figures', async () => {
    await renderApp(<ProfilePage />, { path: '/profile', api });
    expect(await screen.findByText('1,234')).toBeTruthy();
    expect(screen.getByText('room created')).toBeTruthy();
  });

  it('speaks the other language at once', async () => {
    await renderApp(<ProfilePage />, { path: '/profile', api });
    fireEvent.click(screen.getByRole('radio', { name: 'Русский' }));
    expect(await screen.findByText('Удалить мои данные')).toBeTruthy();
  });

  it('says of each achievement which level there is, and how far the next one is', async () => {
    await renderApp(<ProfilePage />, {
      path: '/profile',
      api: {
        ...api,
        stats: () => Promise.resolve(fakeStats({ roomsCreated: 4, achievements: ['host:bronze'] })),
      },
    });
    const coins = await screen.findAllByRole('button', { name: /: (Bronze|Not yet)$/ });
    expect(coins[0]?.getAttribute('aria-label')).toBe('Host of the night: Bronze');
    expect(coins).toHaveLength(ACHIEVEMENT_CODES.length);
    fireEvent.click(screen.getByRole('button', { name: 'Host of the night: Bronze' }));
    expect(await screen.findByText('4 of 10')).toBeTruthy();
    expect(screen.getByText('1 award of 51')).toBeTruthy();
  });

  it('shows what was watched, when and with whom, and leads to a new room with it', async () => {
    await renderApp(<ProfilePage />, { path: '/profile', api });
    const link = await screen.findByRole('link', { name: /^Watch again: ?A film/ });
    expect(link.getAttribute('href')).toBe('/create?url=https%3A%2F%2Fmedia.example%2Ffilm.mp4');
    expect(link.textContent).toContain('with Boris +2');
  });

  it('changes what the server may do, and takes it back where that failed', async () => {
    const asked: unknown[] = [];
    let isRefused = false;
    const updateSettings: ApiClient['updateSettings'] = (changes) => {
      asked.push(changes);
      if (isRefused) return Promise.reject(new Error('no'));
      return Promise.resolve({ isCounted: false, isNameListed: true });
    };
    await renderApp(<ProfilePage />, {
      path: '/profile',
      api: {
        ...api,
        updateSettings,
        settings: () => Promise.resolve({ isCounted: asked.length === 0, isNameListed: true }),
      },
    });
    const counted = screen.getByRole('switch', { name: 'Count my figures' });
    await waitFor(() => expect(counted.hasAttribute('disabled')).toBe(false));
    fireEvent.click(counted);
    await waitFor(() => expect(counted.getAttribute('aria-checked')).toBe('false'));
    isRefused = true;
    const listed = screen.getByRole('switch', { name: 'Show my name in lists' });
    fireEvent.click(listed);
    await waitFor(() => expect(asked).toEqual([{ isCounted: false }, { isNameListed: false }]));
    await waitFor(() => expect(listed.getAttribute('aria-checked')).toBe('true'));
  });

  it('erases only after it was asked twice', async () => {
    let erased = 0;
    const deleteMe = () => {
      erased += 1;
      return Promise.resolve();
    };
    const { session } = await renderApp(<ProfilePage />, { path: '/profile', api: { ...api, deleteMe } });
    fireEvent.click(screen.getByRole('button', { name: 'Delete my data' }));
    expect(erased).toBe(0);
    const confirm = await screen.findByRole('button', { name: 'Delete for good' });
    fireEvent.click(confirm);
    expect(erased).toBe(0);
    fireEvent.change(screen.getByRole('textbox'), { target: { value: ' delete ' } });
    fireEvent.click(confirm);
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
