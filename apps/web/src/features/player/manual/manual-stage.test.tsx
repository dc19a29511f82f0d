import '../../../testing/browser-globals.js';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  NO_CAPABILITIES,
  readVideo,
  type Participant,
  type Playback,
  type ResolvedVideo,
  type Room,
} from '@watchparty/shared';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';

import { createI18n } from '../../../testing/create-i18n.js';
import { ApiContext } from '../../../lib/api-context.js';
import { RealtimeContext, type Realtime } from '../../../realtime/realtime-context.js';
import { createRoomStore } from '../../../realtime/room-store.js';
import { TelegramContext } from '../../../telegram/telegram-context.js';
import { fakeNews } from '../../../testing/fake-news.js';
import { fakeApi } from '../../../testing/fake-api.js';
import { FakeFrame } from '../../../testing/fake-frame.js';
import { fakeTelegram } from '../../../testing/fake-telegram.js';
import { SnackbarContext } from '../../../ui/snackbar-context.js';
import type { VideoPlayback } from '../player.js';
import { createDucking } from '../../../lib/ducking.js';
import { createDriftRecord } from '../sync/drift-record.js';
import { createSyncStatusStore } from '../sync/sync-status.js';
import { ManualStage } from './manual-stage.js';

const NOW = 1_700_000_000_000;
const PAGE = 'https://films.example/watch/1';

interface ShowOptions {
  mayControl?: boolean;
  /** What the server says of the page. */
  known?: Partial<ResolvedVideo>;
}

function show(change: Partial<Playback> = {}, { mayControl = true, known = {} }: ShowOptions = {}) {
  const playback = {
    videoUrl: PAGE,
    platform: 'iframe',
    isPlaying: false,
    position: 0,
    rate: 1,
    effectiveAt: NOW,
    version: 1,
    ...change,
  } as VideoPlayback;
  const video = readVideo(playback.platform ?? 'iframe', playback.videoUrl);
  if (!video) throw new Error('no such video');
  const store = createRoomStore();
  const you = { userId: 'you', firstName: 'You', role: mayControl ? 'host' : 'participant' } as Participant;
  store.dispatch({ type: 'join_started', roomId: 'room' });
  store.dispatch({
    type: 'joined',
    joined: {
      room: { id: 'room', controlMode: 'host' } as Room,
      playback,
      participants: [you],
      messages: [],
      hasMore: false,
      you,
      serverTime: NOW,
    },
  });
  const sent: unknown[] = [];
  const realtime = {
    clock: { serverNow: () => NOW, estimate: () => undefined },
    news: fakeNews().news,
    emit: () => Promise.resolve({}),
    onWake: () => () => undefined,
    room: {
      store,
      command: async (...command: unknown[]) => void sent.push(command),
      reportStall: async () => undefined,
    },
  } as unknown as Realtime;
  const opened: string[] = [];
  const api = fakeApi({
    resolveVideo: async (url) => ({
      platform: 'iframe',
      canonicalUrl: url,
      capabilities: NO_CAPABILITIES,
      ...known,
    }),
  });
  const status = createSyncStatusStore();
  const { container } = render(
    <I18nextProvider i18n={createI18n('en')}>
      <TelegramContext value={fakeTelegram({ openLink: (url) => opened.push(url) })}>
        <SnackbarContext value={{ show: () => undefined, hide: () => undefined }}>
          <QueryClientProvider client={new QueryClient()}>
            <ApiContext value={api}>
              <RealtimeContext value={realtime}>
                <ManualStage
                  playback={playback}
                  video={video}
                  status={status}
                  drift={createDriftRecord()}
                  ducking={createDucking()}
                  onChangeVideo={() => undefined}
                  isTheatre={false}
                  onTheatreChange={() => undefined}
                />
              </RealtimeContext>
            </ApiContext>
          </QueryClientProvider>
        </SnackbarContext>
      </TelegramContext>
    </I18nextProvider>,
  );
  const press = async (name: string | RegExp): Promise<void> =>
    act(async () => screen.getByRole('button', { name }).click());
  const find = (): HTMLIFrameElement | null => container.querySelector('iframe');
  /** The page says something of Player.js. */
  const say = (event: string, value?: unknown, origin = 'https://films.example'): Promise<void> =>
    act(async () => {
      const element = find();
      if (!element) throw new Error('there is no frame');
      new FakeFrame(element).say(JSON.stringify({ context: 'player.js', event, value }), { origin });
    });
  const settle = (): Promise<void> => act(async () => jest.advanceTimersByTimeAsync(0));
  return { container, sent, opened, status, press, say, settle, frame: find };
}

beforeEach(() => {
  window.localStorage.clear();
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a page that can be told nothing', () => {
  it('is not loaded before somebody has agreed to its host, and is from then on', async () => {
    const first = show();
    expect(first.frame()).toBeNull();
    expect(first.container.textContent).toContain('Show the page of films.example?');
    await first.press('Show');
    expect(first.frame()?.src).toBe(PAGE);

    expect(show({ videoUrl: 'https://films.example/watch/2' }).frame()).not.toBeNull();
    expect(show({ videoUrl: 'https://other.example/watch/2' }).frame()).toBeNull();
  });

  it('is kept in a sandbox, and may not use the device', async () => {
    const { press, frame } = show();
    await press('Show');
    const sandbox = frame()?.getAttribute('sandbox')?.split(' ') ?? [];
    expect(sandbox).toContain('allow-scripts');
    for (const right of [
      'allow-top-navigation',
      'allow-top-navigation-by-user-activation',
      'allow-popups',
      'allow-modals',
      'allow-downloads',
    ]) {
      expect(sandbox).not.toContain(right);
    }
    expect(frame()?.getAttribute('allow')).not.toMatch(/camera|microphone|geolocation|payment|clipboard/);
    expect(frame()?.getAttribute('referrerpolicy')).toBe('strict-origin-when-cross-origin');
  });

  it('offers a way out once it may well have stayed empty', async () => {
    const { press } = show();
    await press('Show');
    expect(screen.queryByText(/Open in browser/)).toBeNull();
    act(() => {
      jest.advanceTimersByTime(8_000);
    });
    expect(screen.queryByText(/Open in browser/)).not.toBeNull();
  });

  it('needs no agreement on a known platform', () => {
    const { frame } = show({ platform: 'ok', videoUrl: 'https://ok.ru/video/1234567890123' });
    expect(frame()?.src).toBe('https://ok.ru/videoembed/1234567890123?nochat=1');
  });

  it('is a link where it plays on its own site alone', () => {
    const { frame, container } = show({
      platform: 'kinopoisk',
      videoUrl: 'https://www.kinopoisk.ru/film/326/',
    });
    expect(frame()).toBeNull();
    expect(container.textContent).toContain('This film opens on its own site');
    expect(container.textContent).not.toContain('Embed');
  });

  it('tells where Dzen has the code that would bring a video of its here', () => {
    const { frame, container } = show({
      platform: 'dzen',
      videoUrl: 'https://dzen.ru/video/watch/0123456789abcdef01234567',
    });
    expect(frame()).toBeNull();
    expect(container.textContent).toContain('press “Share”, then “Embed”');
  });

  it('claims no sync', () => {
    expect(show().status.getState().status).toEqual({ type: 'manual' });
  });
});

describe('a page that speaks Player.js', () => {
  const isByHand = (): boolean => screen.queryByRole('button', { name: '3-2-1' }) !== null;

  it('is played like any other video once it has answered, in the frame that was there', async () => {
    const { press, say, frame, status } = show();
    await press('Show');
    const before = frame();
    expect(isByHand()).toBe(true);
    await say('ready', {});
    expect(isByHand()).toBe(false);
    expect(screen.queryByRole('button', { name: 'Play' })).not.toBeNull();
    expect(screen.queryByRole('slider', { name: 'Seek' })).not.toBeNull();
    expect(frame()).toBe(before);
    expect(status.getState().status).not.toEqual({ type: 'manual' });
  });

  it('stays one to be started by hand where another page says so', async () => {
    const { press, say } = show();
    await press('Show');
    await say('ready', {}, 'https://evil.example');
    expect(isByHand()).toBe(true);
  });

  it('stays one to be started by hand where it cannot be sought in', async () => {
    const { press, say } = show();
    await press('Show');
    await say('ready', { methods: ['play', 'pause', 'getCurrentTime'] });
    expect(isByHand()).toBe(true);
  });

  it('is not listened to after its time', async () => {
    const { press, say, frame } = show();
    await press('Show');
    act(() => void frame()?.dispatchEvent(new Event('load')));
    await act(() => jest.advanceTimersByTimeAsync(3_100));
    await say('ready', {});
    expect(isByHand()).toBe(true);
  });

  it('of a known platform is not asked', async () => {
    const { say } = show({ platform: 'ok', videoUrl: 'https://ok.ru/video/1234567890123' });
    await say('ready', {}, 'https://ok.ru');
    expect(isByHand()).toBe(true);
  });

  it('is asked anew where it is shown anew', async () => {
    const { press, say, frame } = show();
    await press('Show');
    await say('ready', {});
    const before = frame();
    await say('error', { code: 1 });
    await press('Try again');
    expect(isByHand()).toBe(true);
    expect(frame()).not.toBe(before);
    await say('ready', {});
    expect(isByHand()).toBe(false);
  });
});

describe('a page that says that it keeps out of frames', () => {
  const REFUSING = { known: { isFramingRefused: true } as const };

  it('is offered in a tab before it is loaded, and here only as a try', async () => {
    const { container, opened, press, settle, frame } = show({}, REFUSING);
    await settle();
    expect(container.textContent).toContain('does not let itself be shown here');
    expect(frame()).toBeNull();
    await press('Open in a tab');
    expect(opened).toEqual([PAGE]);
    await press('Try anyway');
    expect(frame()?.src).toBe(PAGE);
  });

  it('has the sentence and the way out beside its frame at once, until they are put away', async () => {
    const { container, opened, press, settle } = show({}, REFUSING);
    await settle();
    await press('Try anyway');
    expect(container.textContent).toContain('does not let itself be shown here');
    await press('Open in a tab');
    expect(opened).toEqual([PAGE]);
    await press('Close');
    expect(container.textContent).not.toContain('does not let itself be shown');
    expect(screen.queryByText(/Open in browser/)).not.toBeNull();
  });

  it('that plays all the same is not spoken ill of', async () => {
    const { container, press, say, settle } = show({}, REFUSING);
    await settle();
    await press('Try anyway');
    await say('ready', {});
    expect(container.textContent).not.toContain('does not let itself be shown');
  });
});

describe('everybody’s clock', () => {
  it('counts a start down', async () => {
    const { press, sent } = show();
    await press('3-2-1');
    expect(sent).toEqual([['video:play', { countdown: true }]]);
  });

  it('shows the number to press on, for all to hear', () => {
    const { container } = show({ isPlaying: true, effectiveAt: NOW + 1_400 });
    expect(container.querySelector('[role=alert]')?.textContent).toContain('2');
  });

  it('is moved and stopped by whoever may', async () => {
    const { press, sent } = show({ isPlaying: true, position: 60, effectiveAt: NOW - 3_000 });
    await press('The clock 10 s back');
    await press('Pause');
    expect(sent).toEqual([
      ['video:seek', { position: 53 }],
      ['video:pause', {}],
    ]);
  });

  it('is only looked at by the others', () => {
    const { container } = show(
      { isPlaying: true, position: 60, effectiveAt: NOW - 3_000 },
      { mayControl: false },
    );
    expect(container.querySelector('[role=timer]')?.textContent).toBe('1:03');
    expect(screen.queryByRole('button', { name: 'Pause' })).toBeNull();
  });
});
