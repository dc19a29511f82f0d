import '../../testing/browser-globals.js';

import { describe, expect, it } from '@jest/globals';
import type { QueueItem, ResolvedVideo } from '@watchparty/shared';
import { fireEvent, screen, waitFor } from '@testing-library/react';

import { createLocalFiles } from '../../lib/local-files/local-files.js';
import { LocalFilesContext } from '../../lib/local-files/local-files-context.js';
import { PlaylistContext } from '../../lib/playlists/playlist-context.js';
import { fakeRoom, InRoom, queueItem, type FakeRoom } from '../../testing/fake-room.js';
import { ANYA } from '../../testing/fake-rooms.js';
import { renderApp } from '../../testing/render-app.js';
import { ChangeVideoSheet } from './change-video-sheet.js';

const URL_OF_PAGE = 'https://films.example/1';

async function paste(
  link: string,
  known: Partial<ResolvedVideo>,
  expand: (playlistId: string) => Promise<readonly string[]> = () => Promise.reject(new Error('no player')),
): Promise<{ opened: string[]; room: FakeRoom }> {
  const opened: string[] = [];
  const room = fakeRoom();
  await renderApp(
    <LocalFilesContext value={createLocalFiles(URL)}>
      <PlaylistContext value={expand}>
        <InRoom room={room}>
          <ChangeVideoSheet open onOpenChange={() => undefined} />
        </InRoom>
      </PlaylistContext>
    </LocalFilesContext>,
    {
      api: {
        config: () => Promise.resolve({ sampleVideoUrl: '/samples/clock.mp4' }),
        resolveVideo: async (url) => ({ canonicalUrl: url, ...known }) as ResolvedVideo,
      },
      telegram: { openLink: (url) => opened.push(url) },
    },
  );
  fireEvent.change(screen.getByRole('textbox', { name: 'Video link' }), { target: { value: link } });
  return { opened, room };
}

const mine = (id: string): QueueItem =>
  queueItem(id, { addedBy: { userId: ANYA.id, firstName: ANYA.firstName } });

describe('another video', () => {
  it('is said to keep out of frames before others wait for it, with the way to it', async () => {
    const { opened } = await paste(URL_OF_PAGE, { isFramingRefused: true });
    fireEvent.click(await screen.findByRole('button', { name: 'Open in a tab' }));
    expect(opened).toEqual([URL_OF_PAGE]);
  });

  it('is said to be none where a page answers', async () => {
    await paste('https://films.example/film.mp4', { contentType: 'text/html' });
    expect(await screen.findByText(/not a video/)).toBeTruthy();
  });

  it('of a list is its first one, and the others follow in the queue', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => `https://www.youtube.com/watch?v=${name.repeat(11)}`);
    const { room } = await paste('https://www.youtube.com/playlist?list=PL0123456789', {}, async () => [
      a!,
      b!,
      c!,
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Play it' }));
    await waitFor(() => expect(room.sent).toHaveLength(2));
    expect(room.sent).toEqual([
      ['video:change', { url: a }],
      ['queue:add', { urls: [b, c] }],
    ]);
    room.hear([mine('b'), mine('c')]);
    await room.agree();
    expect(await screen.findByText('And 2 more from the list in the queue')).toBeTruthy();
  });

  it('of a list plays although the queue has no room for the others', async () => {
    const { room } = await paste(
      'https://www.youtube.com/watch?v=aaaaaaaaaaa&list=PL0123456789',
      {},
      async () => ['https://www.youtube.com/watch?v=bbbbbbbbbbb'],
    );
    fireEvent.click(screen.getByRole('button', { name: 'Play it' }));
    await waitFor(() => expect(room.sent).toHaveLength(2));
    expect(room.sent[0]).toEqual([
      'video:change',
      { url: 'https://www.youtube.com/watch?v=aaaaaaaaaaa&list=PL0123456789' },
    ]);
    await room.refuse('queue_full');
    expect(await screen.findByText('The rest of the list did not get into the queue')).toBeTruthy();
  });
});
