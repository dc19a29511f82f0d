import '../testing/browser-globals.js';

import { ApiError, type RoomCard } from '@watchparty/shared';
import { afterEach, describe, expect, it } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';

import { renderApp } from '../testing/render-app.js';
import { OutsideScreen } from './outside-screen.js';

const ID = '11111111-2222-4333-8444-555555555555';
const CARD: RoomCard = {
  id: ID,
  isPublic: true,
  name: 'Movie night',
  hasPassword: false,
  isPlaying: true,
  participantCount: 3,
  maxParticipants: 50,
  platform: 'youtube',
  videoTitle: 'A film',
};

async function show(answer: RoomCard | 'gone') {
  history.replaceState(null, '', `/rooms/${ID}`);
  const opened: string[] = [];
  await renderApp(<OutsideScreen />, {
    api: {
      config: () => Promise.resolve({ botUsername: 'party_bot', appName: 'app', sampleVideoUrl: '' }),
      roomCard: () =>
        answer === 'gone'
          ? Promise.reject(new ApiError({ code: 'room_not_found', message: '' }))
          : Promise.resolve(answer),
    },
    telegram: { openLink: (link) => void opened.push(link) },
  });
  return opened;
}

afterEach(() => history.replaceState(null, '', '/'));

describe('a link opened outside Telegram', () => {
  it('shows what is on and how many are there, and leads to Telegram', async () => {
    const opened = await show(CARD);
    expect(await screen.findByRole('heading', { name: 'Movie night' })).toBeTruthy();
    for (const words of ['A film', 'Playing', '3 people', 'YouTube'])
      expect(screen.getByText(words)).toBeTruthy();
    fireEvent.click(await screen.findByRole('button', { name: 'Open in Telegram' }));
    expect(opened).toEqual([`https://t.me/party_bot/app?startapp=room_${ID}`]);
  });

  it('says of a private room that it is one', async () => {
    await show({ id: ID, isPublic: false });
    expect(await screen.findByText('You are invited to a private party')).toBeTruthy();
  });

  it('keeps to the invitation where nothing is known of the room', async () => {
    await show('gone');
    expect(await screen.findByText('You are invited to watch together')).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'Open in Telegram' })).toBeTruthy();
  });
});
