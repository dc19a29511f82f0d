import '../../testing/browser-globals.js';

import { ApiError, type CreateRoomRequest, type ResolvedVideo, type Room } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';

import { readRoomArrival } from '../../lib/room-arrival.js';
import type { ApiClient } from '../../lib/api-client.js';
import type { Telegram } from '../../telegram/telegram.js';
import { renderApp } from '../../testing/render-app.js';
import { CreatePage } from './create-page.js';

const ROOM = { id: '11111111-2222-4333-8444-555555555555' } as Room;
const CLOCK = { platform: 'file', canonicalUrl: '/samples/clock.mp4', title: 'Clock' } as ResolvedVideo;

interface OpenOptions {
  url?: string;
  api?: Partial<ApiClient>;
  telegram?: Partial<Telegram>;
}

function open({ url = '/create', api = {}, telegram = {} }: OpenOptions = {}) {
  const created: CreateRoomRequest[] = [];
  const rendered = renderApp(<CreatePage />, {
    path: '/create',
    url,
    telegram,
    api: {
      config: () => Promise.resolve({ sampleVideoUrl: '/samples/clock.mp4' }),
      resolveVideo: () => Promise.resolve(CLOCK),
      createRoom: (room) => {
        created.push(room);
        return Promise.resolve(ROOM);
      },
      ...api,
    },
  });
  return { created, rendered };
}

describe('CreatePage', () => {
  it('turns a pasted link into a room in one press', async () => {
    const { created, rendered } = open({ url: '/create?url=%2Fsamples%2Fclock.mp4' });
    const { whereabouts } = await rendered;
    await waitFor(() => expect(screen.getByTestId('create-name')).toHaveProperty('value', 'Clock'));
    fireEvent.click(screen.getByTestId('create-submit'));
    await waitFor(() => expect(whereabouts.pathname).toBe(`/rooms/${ROOM.id}`));
    expect(whereabouts.navigation).toBe('REPLACE');
    expect(created).toEqual([
      {
        name: 'Clock',
        videoUrl: '/samples/clock.mp4',
        isPublic: true,
        maxParticipants: 50,
        controlMode: 'host',
      },
    ]);
  });

  it('offers the sample to who has no link', async () => {
    await open().rendered;
    const sample = screen.getByTestId('use-sample');
    await waitFor(() => expect(sample).toHaveProperty('disabled', false));
    fireEvent.click(sample);
    expect(screen.getByTestId('create-url')).toHaveProperty('value', '/samples/clock.mp4');
    expect(screen.queryByTestId('use-sample')).toBeNull();
  });

  it('offers what was watched lately, but for files that lie on a device', async () => {
    const watched = (platform: 'youtube' | 'local', url: string, title: string) => ({
      platform,
      url,
      title,
      watchedAt: 0,
    });
    const url = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';
    const videos = [watched('local', 'local:1', 'My film'), watched('youtube', url, 'Their film')];
    await open({ api: { watchHistory: () => Promise.resolve({ videos, nextCursor: null }) } }).rendered;
    fireEvent.click(await screen.findByRole('button', { name: 'Their film' }));
    expect(screen.getByTestId('create-url')).toHaveProperty('value', url);
    expect(screen.queryByRole('heading', { name: 'Watched recently' })).toBeNull();
    expect(screen.queryByText('My film')).toBeNull();
  });

  it('says what is wrong at the field, and asks the server nothing', async () => {
    const { created, rendered } = open({ url: '/create?url=hello' });
    await rendered;
    fireEvent.click(screen.getByTestId('create-submit'));
    expect(screen.getByTestId('create-url').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('alert').textContent).toContain('does not look like a link');
    expect(created).toEqual([]);
  });

  it('judges a link when the field is left, not while it is typed', async () => {
    await open().rendered;
    const field = screen.getByTestId('create-url');
    fireEvent.change(field, { target: { value: 'hello' } });
    expect(screen.queryByRole('alert')).toBeNull();
    fireEvent.blur(field);
    expect(screen.getByRole('alert').textContent).toContain('does not look like a link');
    fireEvent.change(field, { target: { value: 'hello.' } });
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says at once what to do about a link to no video', async () => {
    await open().rendered;
    const field = screen.getByTestId('create-url');
    fireEvent.change(field, { target: { value: 'https://www.youtube.com/@NASA' } });
    expect(screen.getByRole('alert').textContent).toContain('whole channel');
  });

  it('says of a page that it keeps out of frames, shows the way to it, and takes it all the same', async () => {
    const opened: string[] = [];
    const page = {
      platform: 'iframe',
      canonicalUrl: 'https://films.example/1',
      isFramingRefused: true,
    } as ResolvedVideo;
    const { created, rendered } = open({
      url: `/create?url=${encodeURIComponent(page.canonicalUrl)}`,
      api: { resolveVideo: () => Promise.resolve(page) },
      telegram: { openLink: (url) => opened.push(url) },
    });
    await rendered;
    fireEvent.click(await screen.findByRole('button', { name: 'Open in a tab' }));
    expect(opened).toEqual([page.canonicalUrl]);
    expect(screen.getByText(/does not let itself be shown/)).toBeTruthy();
    fireEvent.click(screen.getByTestId('create-submit'));
    await waitFor(() => expect(created.map(({ videoUrl }) => videoUrl)).toEqual([page.canonicalUrl]));
  });

  it('says of a file that a page answers in its place', async () => {
    const page = { ...CLOCK, contentType: 'text/html' };
    await open({
      url: '/create?url=https%3A%2F%2Fmedia.example%2Ffilm.mp4',
      api: { resolveVideo: () => Promise.resolve(page) },
    }).rendered;
    expect((await screen.findByText(/not a video/)).textContent).toContain('Open the video itself');
    expect(screen.queryByRole('button', { name: 'Open in a tab' })).toBeNull();
  });

  it('makes a room of a list’s first video, and brings the others along for its queue', async () => {
    const [a, b] = ['a', 'b'].map((name) => `https://www.youtube.com/watch?v=${name.repeat(11)}`);
    const list = 'https://www.youtube.com/playlist?list=PL0123456789';
    const items = [{ url: a! }, { url: b! }];
    const { created, rendered } = open({
      url: `/create?url=${encodeURIComponent(list)}`,
      api: {
        resolveVideo: async (url) => ({ platform: 'youtube', canonicalUrl: url, items }) as ResolvedVideo,
      },
    });
    const { whereabouts } = await rendered;
    fireEvent.click(screen.getByTestId('create-submit'));
    await waitFor(() => expect(whereabouts.pathname).toBe(`/rooms/${ROOM.id}`));
    expect(created.map(({ videoUrl }) => videoUrl)).toEqual([a]);
    expect(readRoomArrival(whereabouts.state)).toEqual([b]);
  });

  it('shows at the field what the server refused, until it is changed', async () => {
    const refusal = new ApiError({
      code: 'validation_failed',
      message: '',
      details: [{ path: 'name', message: 'x' }],
    });
    await open({ api: { createRoom: () => Promise.reject(refusal) } }).rendered;
    fireEvent.click(screen.getByTestId('create-submit'));
    const name = screen.getByTestId('create-name');
    await waitFor(() => expect(name.getAttribute('aria-invalid')).toBe('true'));
    fireEvent.change(name, { target: { value: 'Another' } });
    expect(name.getAttribute('aria-invalid')).toBeNull();
  });

  it('says aloud what is wrong with no field in particular', async () => {
    const limited = new ApiError({ code: 'rate_limited', message: '', retryAfter: 600 });
    await open({ api: { createRoom: () => Promise.reject(limited) } }).rendered;
    fireEvent.click(screen.getByTestId('create-submit'));
    expect(await screen.findByText('Too often. Try again in 10 minutes.')).toBeTruthy();
  });
});
