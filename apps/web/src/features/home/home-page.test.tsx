import '../../testing/browser-globals.js';

import {
  ApiError,
  type CreateRoomRequest,
  type ListRoomsQuery,
  type Platform,
  type Room,
} from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';

import { renderApp } from '../../testing/render-app.js';
import { roomSummary } from '../../testing/fake-rooms.js';
import { GoOnRow } from './go-on-row.js';
import { EmptyHome } from './empty-home.js';
import { MyRooms } from './my-rooms.js';
import { PasteCard } from './paste-card.js';
import { UpcomingParties } from './upcoming-parties.js';
import { PublicRooms } from './public-rooms.js';

const ROOM = { id: '11111111-2222-4333-8444-555555555555' } as Room;
const nothing = () => undefined;

describe('PasteCard', () => {
  it('leads to Create as soon as a whole link is pasted', async () => {
    const { whereabouts } = await renderApp(<PasteCard />);
    fireEvent.paste(screen.getByTestId('paste-link'), {
      clipboardData: { getData: () => 'https://cdn.example.org/film.mp4' },
    });
    await waitFor(() =>
      expect(whereabouts).toMatchObject({
        pathname: '/create',
        search: '?url=https%3A%2F%2Fcdn.example.org%2Ffilm.mp4',
      }),
    );
  });

  it('waits for Enter where something else was typed', async () => {
    const { whereabouts } = await renderApp(<PasteCard />);
    const field = screen.getByTestId('paste-link');
    fireEvent.change(field, { target: { value: ' example.org/film ' } });
    expect(whereabouts.pathname).toBe('/');
    fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
    expect(whereabouts.search).toBe('?url=example.org%2Ffilm');
  });
});

describe('UpcomingParties', () => {
  it('shows what is planned and when, and asks for nothing else', async () => {
    const asked: (ListRoomsQuery | undefined)[] = [];
    const startsAt = new Date().setHours(24, 30, 0, 0);
    await renderApp(<UpcomingParties />, {
      api: {
        listRooms: (query) => {
          asked.push(query);
          return Promise.resolve({ rooms: [roomSummary({ isPlaying: false, startsAt })], nextCursor: null });
        },
      },
    });
    const card = await screen.findByTestId('room-card');
    expect(card.textContent).toContain('tomorrow at');
    expect(asked).toEqual([{ upcoming: true, limit: 10 }]);
  });

  it('is not there where nothing is planned', async () => {
    const { container } = await renderApp(<UpcomingParties />, {
      api: { listRooms: () => Promise.resolve({ rooms: [], nextCursor: null }) },
    });
    expect(container.querySelector('section')).toBeNull();
  });
});

describe('PublicRooms', () => {
  it('shows the rooms, and all that a card has to say', async () => {
    const rooms = [
      roomSummary({ name: 'Night', hasPassword: true }),
      roomSummary({ id: 'b', name: 'Full', participantCount: 5, maxParticipants: 5 }),
    ];
    await renderApp(
      <PublicRooms search="" filter={{}} onSearchChange={nothing} onPlatformChange={nothing} />,
      {
        api: { listRooms: () => Promise.resolve({ rooms, nextCursor: null }) },
      },
    );
    const [night, full] = await screen.findAllByTestId('room-card');
    expect(night?.getAttribute('href')).toBe(`/rooms/${rooms[0]?.id ?? ''}`);
    expect(night?.textContent).toContain('Has a password');
    expect(night?.textContent).toContain('3 people');
    expect(full?.textContent).toContain('5/5');
  });

  it('asks for the next page with the cursor of the last', async () => {
    const asked: (ListRoomsQuery | undefined)[] = [];
    await renderApp(
      <PublicRooms search="x" filter={{ search: 'x' }} onSearchChange={nothing} onPlatformChange={nothing} />,
      {
        api: {
          listRooms: (query) => {
            asked.push(query);
            const isFirst = query?.cursor === undefined;
            return Promise.resolve({
              rooms: [roomSummary({ id: isFirst ? 'a' : 'b' })],
              nextCursor: isFirst ? 'next' : null,
            });
          },
        },
      },
    );
    fireEvent.click(await screen.findByRole('button', { name: 'More rooms' }));
    await waitFor(() => {
      expect(screen.getAllByTestId('room-card')).toHaveLength(2);
    });
    expect(asked.filter((query) => query?.search === 'x')).toEqual([
      { search: 'x', cursor: undefined },
      { search: 'x', cursor: 'next' },
    ]);
    expect(screen.queryByRole('button', { name: 'More rooms' })).toBeNull();
  });

  it('says what is wrong, and tries again', async () => {
    let tries = 0;
    await renderApp(
      <PublicRooms search="" filter={{}} onSearchChange={nothing} onPlatformChange={nothing} />,
      {
        api: {
          listRooms: () => {
            tries += 1;
            return tries === 1
              ? Promise.reject(new ApiError({ code: 'unavailable', message: '' }))
              : Promise.resolve({ rooms: [roomSummary()], nextCursor: null });
          },
        },
      },
    );
    expect((await screen.findByRole('alert')).textContent).toContain('The server is resting.');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByTestId('room-card')).toBeTruthy();
  });
});

describe('the filter by platform', () => {
  it('offers what is on, and asks the server for one of it', async () => {
    const asked: (ListRoomsQuery | undefined)[] = [];
    const listRooms = (query?: ListRoomsQuery) => {
      asked.push(query);
      const rooms = [
        roomSummary({ id: 'a', platform: 'youtube' }),
        roomSummary({ id: 'b', platform: 'vk' }),
      ].filter(({ platform }) => query?.platform === undefined || query.platform === platform);
      return Promise.resolve({ rooms, nextCursor: null });
    };
    function Rooms() {
      const [platform, setPlatform] = useState<Platform>();
      return (
        <PublicRooms
          search=""
          filter={{ platform }}
          onSearchChange={nothing}
          onPlatformChange={setPlatform}
        />
      );
    }
    await renderApp(<Rooms />, { api: { listRooms } });
    fireEvent.click(await screen.findByRole('button', { name: 'VK Video' }));
    await waitFor(() => expect(screen.getAllByTestId('room-card')).toHaveLength(1));
    expect(asked.at(-1)).toMatchObject({ platform: 'vk' });
    fireEvent.click(screen.getByRole('button', { name: 'All' }));
    await waitFor(() => expect(screen.getAllByTestId('room-card')).toHaveLength(2));
  });

  it('is not there for one platform', async () => {
    await renderApp(
      <PublicRooms search="" filter={{}} onSearchChange={nothing} onPlatformChange={nothing} />,
      { api: { listRooms: () => Promise.resolve({ rooms: [roomSummary()], nextCursor: null }) } },
    );
    await screen.findByTestId('room-card');
    expect(screen.queryByRole('group', { name: 'Where people watch' })).toBeNull();
  });
});

describe('GoOnRow', () => {
  it('leads with a video watched lately to a new room', async () => {
    const { whereabouts } = await renderApp(<GoOnRow />, {
      api: {
        watchHistory: () =>
          Promise.resolve({
            videos: [
              { url: 'https://cdn.example/a.mp4', platform: 'file', title: 'A film', watchedAt: 1 },
              { url: 'local:x', platform: 'local', title: 'Mine alone', watchedAt: 0 },
            ],
            nextCursor: null,
          }),
      },
    });
    fireEvent.click(await screen.findByRole('button', { name: 'A film' }));
    expect(whereabouts.search).toBe('?url=https%3A%2F%2Fcdn.example%2Fa.mp4');
  });
});

describe('EmptyHome', () => {
  it('makes a room with the sample and goes there', async () => {
    const created: CreateRoomRequest[] = [];
    const { whereabouts } = await renderApp(<EmptyHome />, {
      api: {
        config: () => Promise.resolve({ sampleVideoUrl: '/samples/clock.mp4' }),
        createRoom: (room) => {
          created.push(room);
          return Promise.resolve(ROOM);
        },
      },
    });
    const button = screen.getByTestId('open-sample');
    await waitFor(() => {
      expect(button).toHaveProperty('disabled', false);
    });
    fireEvent.click(button);
    await waitFor(() => {
      expect(whereabouts.pathname).toBe(`/rooms/${ROOM.id}`);
    });
    expect(created).toEqual([{ name: 'Trial show: Аня', videoUrl: '/samples/clock.mp4' }]);
  });
});

describe('MyRooms', () => {
  it('takes no place where there are none', async () => {
    const { container } = await renderApp(<MyRooms />, {
      api: { listRooms: () => Promise.resolve({ rooms: [], nextCursor: null }) },
    });
    await waitFor(() => {
      expect(container.querySelector('section')).toBeNull();
    });
  });
});
