import '../../testing/browser-globals.js';

import type { QueueItem, ResolvedVideo, WatchedVideo } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';

import type { ApiClient } from '../../lib/api-client.js';
import { PlaylistContext } from '../../lib/playlists/playlist-context.js';
import { fakeRoom, InRoom, queueItem, type FakeRoom } from '../../testing/fake-room.js';
import { ANYA } from '../../testing/fake-rooms.js';
import { renderApp } from '../../testing/render-app.js';
import { QueueContent } from './queue-content.js';
import { useQueue } from './use-queue.js';

function Page(): ReactNode {
  const queue = useQueue();
  return queue && <QueueContent queue={queue} />;
}

async function open(
  options: Parameters<typeof fakeRoom>[0] = {},
  api: Partial<ApiClient> = {},
  expand: (playlistId: string) => Promise<readonly string[]> = () => Promise.reject(new Error('no player')),
): Promise<FakeRoom> {
  const room = fakeRoom(options);
  await renderApp(
    <PlaylistContext value={expand}>
      <InRoom room={room}>
        <Page />
      </InRoom>
    </PlaylistContext>,
    { api },
  );
  return room;
}

const A = queueItem('a');
const B = queueItem('b');
const C = queueItem('c');
const GUEST = { role: 'participant' } as const;
const mine = (item: QueueItem): QueueItem => ({
  ...item,
  addedBy: { userId: ANYA.id, firstName: ANYA.firstName },
});

const rows = (): HTMLElement[] => screen.getAllByTestId('queue-item');
const order = (): string =>
  rows()
    .map((row) => /Film (\w)/.exec(row.textContent)?.[1])
    .join('');
const rowOf = (id: string) => {
  const row = rows().find(({ textContent }) => textContent.includes(`Film ${id}`));
  if (!row) throw new Error(`no row of ${id}`);
  return within(row);
};
const field = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Video links' });
const paste = (text: string): boolean => fireEvent.paste(field(), { clipboardData: { getData: () => text } });

const VIDEO = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';
const OTHER = 'https://vimeo.com/76979871';

describe('what is in the queue', () => {
  it('shows who added what, how long it is, and what comes next', async () => {
    const others = { ...B, votes: 2, duration: 125, addedBy: { userId: 'x', firstName: 'Boris' } };
    await open({ items: [mine(A), others] });
    expect(order()).toBe('ab');
    expect(rowOf('a').queryByText('you')).not.toBeNull();
    expect(rowOf('a').queryByText('next')).toBeNull();
    for (const text of ['Boris', 'next', '2:05', '2']) expect(rowOf('b').queryByText(text)).not.toBeNull();
  });

  it('says what to do where there is nothing', async () => {
    await open();
    expect(screen.queryByText('Nothing here yet')).not.toBeNull();
    expect(screen.queryByRole('button', { name: 'Clear' })).toBeNull();
  });

  it('gives those who may not control nothing but what they may', async () => {
    await open({ ...GUEST, items: [mine(A), B], loop: 'all' });
    const names = screen
      .getAllByRole('button')
      .map((button) => button.getAttribute('aria-label') ?? button.textContent);
    expect(names).toEqual([
      'I want the next one',
      'Sooner, please: Film a, 0 votes',
      'Remove Film a',
      'Sooner, please: Film b, 0 votes',
    ]);
    expect(screen.queryByText('Repeat all')).not.toBeNull();
  });
});

describe('adding', () => {
  it('sends links as soon as they are pasted', async () => {
    const room = await open();
    paste(`${VIDEO}\n${OTHER}\n`);
    expect(room.sent).toEqual([['queue:add', { urls: [VIDEO, OTHER] }]]);
    await room.agree();
    expect(field().value).toBe('');
  });

  it('sends a typed one with Enter, and says what is wrong with it', async () => {
    const room = await open();
    fireEvent.change(field(), { target: { value: 'hello' } });
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(screen.getByRole('alert').textContent).toContain('link');
    expect(room.sent).toEqual([]);
    fireEvent.change(field(), { target: { value: VIDEO } });
    expect(screen.queryByRole('alert')).toBeNull();
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(room.sent).toEqual([['queue:add', { urls: [VIDEO] }]]);
  });

  it('keeps a refused link, with the reason', async () => {
    const room = await open();
    paste(VIDEO);
    await room.refuse('queue_full');
    expect(field().value).toBe(VIDEO);
    expect(screen.getByRole('alert').textContent).toContain('queue is full');
  });

  it('says it where fewer came in than were sent', async () => {
    const room = await open();
    paste(`${VIDEO}\n${OTHER}`);
    room.hear([mine(A)]);
    await room.agree();
    expect(await screen.findByText(/^Added 1 of 2/)).not.toBeNull();
  });

  describe('a list', () => {
    const LIST = 'https://www.youtube.com/playlist?list=PL0123456789';
    const listed = (count: number): string[] =>
      Array.from(
        { length: count },
        (_, index) => `https://www.youtube.com/watch?v=${`${index}`.padStart(11, 'v')}`,
      );
    const own = (count: number): QueueItem[] =>
      Array.from({ length: count }, (_, index) => mine(queueItem(`own-${index}`)));
    const sent = (room: FakeRoom): number[] =>
      room.sent.map(([, payload]) => (payload as { urls: string[] }).urls.length);
    const sending = (room: FakeRoom, count: number): Promise<void> =>
      waitFor(() => expect(room.sent).toHaveLength(count));

    it('comes as its videos, and says how many', async () => {
      const room = await open({}, {}, async () => listed(3));
      paste(LIST);
      await sending(room, 1);
      expect(room.sent).toEqual([['queue:add', { urls: listed(3) }]]);
      room.hear(own(3));
      await room.agree();
      expect(await screen.findByText('Added 3 videos from the list')).not.toBeNull();
    });

    it('of more than can go at once goes in parts, and no more than the queue takes', async () => {
      const room = await open({ items: [A] }, {}, async () => listed(150));
      paste(LIST);
      await sending(room, 1);
      room.hear([A, ...own(50)]);
      await room.agree();
      await sending(room, 2);
      room.hear([A, ...own(99)]);
      await room.agree();
      expect(sent(room)).toEqual([50, 49]);
      expect(await screen.findByText(/^Added 99 of 150 videos from the list/)).not.toBeNull();
    });

    it('brings what a guest may add', async () => {
      const room = await open({ ...GUEST, items: [mine(A)] }, {}, async () => listed(30));
      paste(LIST);
      await sending(room, 1);
      expect(sent(room)).toEqual([19]);
    });

    it('keeps what came in where the rest is refused', async () => {
      const room = await open({}, {}, async () => listed(60));
      paste(LIST);
      await sending(room, 1);
      room.hear(own(50));
      await room.agree();
      await sending(room, 2);
      await room.refuse('queue_full');
      expect(await screen.findByText(/^Added 50 of 60 videos from the list/)).not.toBeNull();
      expect(screen.queryByRole('alert')).toBeNull();
    });

    it('goes as it is where nobody can read it here, and the server brings what it knows', async () => {
      const room = await open();
      paste(LIST);
      await sending(room, 1);
      expect(room.sent).toEqual([['queue:add', { urls: [LIST] }]]);
      room.hear(own(15));
      await room.agree();
      expect(await screen.findByText('Added 15 videos from the list')).not.toBeNull();
    });
  });

  it('says of a page that it keeps out of frames, once it is in', async () => {
    const page = 'https://films.example/1';
    const room = await open(
      {},
      {
        resolveVideo: async (url) =>
          ({ platform: 'iframe', canonicalUrl: url, isFramingRefused: true }) as ResolvedVideo,
      },
    );
    paste(page);
    await waitFor(() => expect(room.sent).toHaveLength(1));
    await room.agree();
    expect(await screen.findByText(/does not let itself be shown inside other pages/)).not.toBeNull();
  });

  it('does not send twice while it waits', async () => {
    const room = await open();
    paste(VIDEO);
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(room.sent).toHaveLength(1);
  });
});

describe('ordering', () => {
  const handle = (id: string): HTMLElement => rowOf(id).getByRole('button', { name: `Move Film ${id}` });

  it('moves by the handle’s arrow keys, at once, and back where it is refused', async () => {
    const room = await open({ items: [A, B, C] });
    fireEvent.keyDown(handle('a'), { key: 'ArrowDown' });
    expect(order()).toBe('bac');
    expect(room.sent).toEqual([['queue:move', { itemId: 'a', beforeId: 'c' }]]);
    expect(screen.queryByText('Film a: place 2 of 3')).not.toBeNull();
    fireEvent.keyDown(handle('a'), { key: 'ArrowDown' });
    expect(room.sent[1]).toEqual(['queue:move', { itemId: 'a' }]);
    expect(order()).toBe('bca');
    await room.refuse('forbidden');
    expect(order()).toBe('bca');
    await room.refuse('not_found');
    expect(order()).toBe('abc');
    expect(await screen.findByText('This video is not in the queue any more.')).not.toBeNull();
  });

  it('does not move beyond the ends', async () => {
    const room = await open({ items: [A, B] });
    fireEvent.keyDown(handle('a'), { key: 'ArrowUp' });
    fireEvent.keyDown(handle('b'), { key: 'ArrowDown' });
    expect(room.sent).toEqual([]);
  });

  /** Rows of 60 px, one below the other. */
  function layOut(): void {
    rows().forEach((row, index) => {
      row.getBoundingClientRect = () => new DOMRect(0, index * 60, 300, 60);
    });
  }

  it('drags a row to where it is dropped', async () => {
    const room = await open({ items: [A, B, C] });
    layOut();
    fireEvent.pointerDown(handle('c'), { pointerId: 1, button: 0, clientY: 150 });
    fireEvent.pointerMove(window, { pointerId: 1, clientY: 20 });
    fireEvent.pointerUp(window, { pointerId: 1, clientY: 20 });
    expect(room.sent).toEqual([['queue:move', { itemId: 'c', beforeId: 'a' }]]);
    expect(order()).toBe('cab');
  });

  it('moves nothing where the drag is broken off, or by another finger', async () => {
    const room = await open({ items: [A, B, C] });
    layOut();
    fireEvent.pointerDown(handle('c'), { pointerId: 1, button: 0, clientY: 150 });
    fireEvent.pointerMove(window, { pointerId: 2, clientY: 20 });
    fireEvent.pointerUp(window, { pointerId: 2, clientY: 20 });
    fireEvent.pointerMove(window, { pointerId: 1, clientY: 20 });
    fireEvent.pointerCancel(window, { pointerId: 1 });
    expect(room.sent).toEqual([]);
    expect(order()).toBe('abc');
  });

  it('keeps the rows under the finger while others change them, and drops among those that are left', async () => {
    const room = await open({ items: [A, B, C] });
    layOut();
    fireEvent.pointerDown(handle('c'), { pointerId: 1, button: 0, clientY: 150 });
    fireEvent.pointerMove(window, { pointerId: 1, clientY: 20 });
    room.hear([B, C]);
    expect(order()).toBe('abc');
    fireEvent.pointerUp(window, { pointerId: 1, clientY: 20 });
    expect(room.sent).toEqual([['queue:move', { itemId: 'c', beforeId: 'b' }]]);
    expect(order()).toBe('cb');
  });
});

describe('commands', () => {
  it('plays an item at once, and brings it back where that is refused', async () => {
    const room = await open({ items: [A, B] });
    fireEvent.click(rowOf('b').getByRole('button', { name: 'Play now: Film b' }));
    expect(room.sent).toEqual([['queue:play', { itemId: 'b' }]]);
    expect(order()).toBe('a');
    await room.refuse('forbidden');
    expect(order()).toBe('ab');
  });

  it('goes on to what has the most votes', async () => {
    const room = await open({ items: [A, { ...B, votes: 1 }] });
    fireEvent.click(screen.getByRole('button', { name: 'Play the next one' }));
    expect(room.sent).toEqual([['queue:play', { itemId: 'b' }]]);
  });

  it('repeats one after the other way', async () => {
    const room = await open({ items: [A] });
    fireEvent.click(screen.getByRole('button', { name: 'No repeat' }));
    fireEvent.click(screen.getByRole('button', { name: 'Repeat one' }));
    expect(room.sent).toEqual([
      ['queue:loop', { loop: 'one' }],
      ['queue:loop', { loop: 'all' }],
    ]);
  });

  it('shuffles', async () => {
    const room = await open({ items: [A, B] });
    fireEvent.click(screen.getByRole('button', { name: 'Shuffle' }));
    expect(room.sent).toEqual([['queue:shuffle', {}]]);
  });

  it('empties the queue only after a second word', async () => {
    const room = await open({ items: [A, B] });
    fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(screen.queryByText('Remove all 2 videos?')).not.toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(room.sent).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
    fireEvent.click(screen.getByRole('button', { name: 'Remove' }));
    expect(room.sent).toEqual([['queue:clear', {}]]);
    expect(screen.queryByText('Nothing here yet')).not.toBeNull();
  });

  it('removes what one added oneself', async () => {
    const room = await open({ ...GUEST, items: [mine(A), B] });
    fireEvent.click(rowOf('a').getByRole('button', { name: 'Remove Film a' }));
    expect(room.sent).toEqual([['queue:remove', { itemId: 'a' }]]);
    expect(order()).toBe('b');
  });
});

describe('votes', () => {
  it('wants an item sooner, at once, and takes it back where it is refused', async () => {
    const room = await open({ ...GUEST, items: [A, B] });
    const vote = () => rowOf('b').getByRole('button', { name: /^Sooner/ });
    fireEvent.click(vote());
    expect(room.sent).toEqual([['queue:vote', { itemId: 'b', isOn: true }]]);
    expect(vote().getAttribute('aria-pressed')).toBe('true');
    expect(rowOf('b').queryByText('next')).not.toBeNull();
    await room.refuse('rate_limited');
    expect(vote().getAttribute('aria-pressed')).toBe('false');
    expect(rowOf('a').queryByText('next')).not.toBeNull();
  });

  it('asks for the next video, with how many that takes', async () => {
    const room = await open({ ...GUEST, items: [A], others: 3 });
    expect(screen.getByRole('progressbar').getAttribute('aria-valuemax')).toBe('2');
    fireEvent.click(screen.getByRole('button', { name: 'I want the next one' }));
    expect(room.sent).toEqual([['queue:skip_vote', { isOn: true, version: 7 }]]);
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('1');
    await room.refuse('conflict');
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('0');
    expect(await screen.findByText('Nothing comes next. Add a video to the queue.')).not.toBeNull();
  });
});

describe('recently watched', () => {
  const watched = (id: string): WatchedVideo => ({
    url: `https://media.example/${id}.mp4`,
    platform: 'file',
    title: `Film ${id}`,
    watchedAt: 0,
  });
  const show = (): void => void fireEvent.click(screen.getByRole('radio', { name: 'Recent' }));

  it('adds what is tapped, page by page, and nothing that waits already', async () => {
    const asked: (string | undefined)[] = [];
    const room = await open(
      { items: [A] },
      {
        watchHistory: (query) => {
          asked.push(query?.cursor);
          return Promise.resolve(
            query?.cursor === undefined
              ? { videos: [watched('a'), watched('b')], nextCursor: 'next' }
              : { videos: [watched('c')], nextCursor: null },
          );
        },
      },
    );
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Already in the queue: Film a' }));
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Add Film c to the queue' }));
    expect(room.sent).toEqual([['queue:add', { urls: ['https://media.example/c.mp4'] }]]);
    expect(asked).toEqual([undefined, 'next']);
    await room.refuse('queue_full');
    expect(await screen.findByText(/queue is full/)).not.toBeNull();
  });

  it('says that there is nothing yet', async () => {
    await open({}, { watchHistory: () => Promise.resolve({ videos: [], nextCursor: null }) });
    show();
    expect(await screen.findByText('Videos that you watch in rooms will be here.')).not.toBeNull();
  });

  it('tries again where it did not load', async () => {
    let isDown = true;
    await open(
      {},
      {
        watchHistory: () =>
          isDown
            ? Promise.reject(new Error('down'))
            : Promise.resolve({ videos: [watched('b')], nextCursor: null }),
      },
    );
    show();
    const again = await screen.findByRole('button', { name: 'Try again' });
    isDown = false;
    fireEvent.click(again);
    expect(await screen.findByRole('button', { name: 'Add Film b to the queue' })).not.toBeNull();
  });
});
