import '../../testing/browser-globals.js';

import { describe, expect, it } from '@jest/globals';
import type { ResolvedVideo } from '@watchparty/shared';
import { fireEvent, screen } from '@testing-library/react';

import { createLocalFiles } from '../../lib/local-files/local-files.js';
import { LocalFilesContext } from '../../lib/local-files/local-files-context.js';
import { fakeRoom, InRoom } from '../../testing/fake-room.js';
import { renderApp } from '../../testing/render-app.js';
import { ChangeVideoSheet } from './change-video-sheet.js';

const URL_OF_PAGE = 'https://films.example/1';

async function paste(link: string, known: Partial<ResolvedVideo>): Promise<{ opened: string[] }> {
  const opened: string[] = [];
  await renderApp(
    <LocalFilesContext value={createLocalFiles(URL)}>
      <InRoom room={fakeRoom()}>
        <ChangeVideoSheet open onOpenChange={() => undefined} />
      </InRoom>
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
  return { opened };
}

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
});
