import '../../../testing/browser-globals.js';

import type { Participant, Playback, Room } from '@watchparty/shared';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';

import { RealtimeContext, type Realtime } from '../../../realtime/realtime-context.js';
import { createRoomStore } from '../../../realtime/room-store.js';
import { renderApp } from '../../../testing/render-app.js';
import type { SyncDetails } from '../sync/sync-details.js';
import { createSyncStatusStore } from '../sync/sync-status.js';
import { SyncSheet } from './sync-sheet.js';

const SERVER_NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
const ROOM_ID = '0b9a3c52-0000-4000-8000-000000000001';
const VIDEO_URL = 'https://cdn.example.org/secret.mp4';
const DETAILS: SyncDetails = {
  differenceMs: 4.2,
  rate: 1.02,
  roomRate: 1,
  seekLatencyMs: 80,
  fetchLatencyMs: 300,
  startLatencyMs: 50,
  corrections: [
    { type: 'start', atMs: SERVER_NOW - 9_000 },
    { type: 'seek', byS: -1.5, atMs: SERVER_NOW - 5_000 },
  ],
};

function joinedStore() {
  const store = createRoomStore();
  const you: Participant = {
    userId: 'user-17',
    firstName: 'Anya',
    role: 'host',
    isVoiceEnabled: false,
    isOnline: true,
    joinedAt: 0,
  };
  store.dispatch({ type: 'join_started', roomId: ROOM_ID });
  store.dispatch({
    type: 'joined',
    joined: {
      room: { id: ROOM_ID, name: 'Cinema' } as Room,
      playback: { version: 1, platform: 'file', videoUrl: VIDEO_URL } as Playback,
      participants: [you],
      messages: [],
      hasMore: false,
      you,
      serverTime: 0,
    },
  });
  return store;
}

async function open({ copy = () => Promise.resolve() }: { copy?: (text: string) => Promise<void> } = {}) {
  const happened: string[] = [];
  let answer = (): void => undefined;
  const measured = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const world = { details: DETAILS };
  const status = createSyncStatusStore();
  status.setState({
    status: { type: 'synced', differenceMs: -4 },
    engine: {
      details: () => world.details,
      syncNow: () => void happened.push('jump'),
      expectedDelayS: () => 0,
      awaitAnswer: () => undefined,
    },
  });
  const clock = {
    serverNow: () => SERVER_NOW,
    estimate: () => ({
      offsetMs: 0,
      rttMs: 40,
      errorMs: 3,
      sdMs: 1,
      jitterMs: 1.5,
      skewPpm: 12,
      quality: 'good' as const,
    }),
    start: () => void happened.push('measure'),
    measured: () => measured,
  };
  const realtime = { room: { store: joinedStore() }, clock } as unknown as Realtime;
  await renderApp(
    <RealtimeContext value={realtime}>
      <SyncSheet
        open
        onOpenChange={() => undefined}
        status={status}
        device={{ appVersion: '1.2.3', userAgent: 'Test/1.0', now: () => SERVER_NOW - 120, copy }}
      />
    </RealtimeContext>,
    { telegram: { platform: 'android', version: '8.0' } },
  );
  return { happened, answer, status, world };
}

function figure(name: string): string | null | undefined {
  return screen.getByText(name).parentElement?.querySelector('dd')?.textContent;
}

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

describe('the sheet of the synchronisation', () => {
  it('says how it is in a sentence and in figures', async () => {
    await open();
    expect(screen.getByText('You see what everybody sees.')).toBeTruthy();
    const names = [
      'Difference',
      'Player speed',
      'Device clock',
      'Clock error',
      'Jitter',
      'Clock skew',
      'A start',
    ];
    expect(names.map(figure)).toEqual([
      '4 ms ahead',
      '1.02×',
      '120 ms behind',
      '±3 ms',
      '1.5 ms',
      '12 ppm',
      '50 ms',
    ]);
  });

  it('shows what was corrected, the newest first', async () => {
    await open();
    const texts = screen.getAllByRole('listitem').map((item) => item.querySelector('span')?.textContent);
    expect(texts).toEqual(['Jump by -1.5 sec', 'Start']);
  });

  it('looks again each second', async () => {
    const { world } = await open();
    world.details = { ...DETAILS, differenceMs: -30 };
    act(() => jest.advanceTimersByTime(900));
    expect(figure('Difference')).toBe('4 ms ahead');
    act(() => jest.advanceTimersByTime(100));
    expect(figure('Difference')).toBe('30 ms behind');
  });

  it('measures the clock before it jumps', async () => {
    const { happened, answer } = await open();
    const button = screen.getByRole('button', { name: 'Sync now' });
    fireEvent.click(button);
    expect(happened).toEqual(['measure']);
    expect(button.getAttribute('aria-busy')).toBe('true');
    fireEvent.click(button);
    await act(async () => answer());
    expect(happened).toEqual(['measure', 'jump']);
    expect(button.getAttribute('aria-busy')).toBeNull();
  });

  it('offers no jump without a player', async () => {
    const { status } = await open();
    act(() => status.setState({ status: { type: 'idle' }, engine: undefined }));
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Sync now' }).disabled).toBe(true);
    act(() => jest.advanceTimersByTime(1_000));
    expect(figure('Difference')).toBe('—');
  });

  it('copies a report that names no person, no room and no address', async () => {
    const copied: string[] = [];
    await open({ copy: async (text) => void copied.push(text) });
    await act(async () => screen.getByRole('button', { name: 'Copy for a bug report' }).click());
    expect(screen.getByText('Copied')).toBeTruthy();
    expect(copied).toHaveLength(1);
    expect(copied[0]).toContain(
      'app: 1.2.3\ntelegram: android 8.0\nbrowser: Test/1.0\nlanguage: en\nplayer: file',
    );
    for (const secret of [ROOM_ID, 'Cinema', 'Anya', 'user-17', 'http'])
      expect(copied[0]).not.toContain(secret);
  });

  it('shows the report where the clipboard is refused', async () => {
    await open({ copy: () => Promise.reject(new DOMException('', 'NotAllowedError')) });
    expect(screen.queryByRole('textbox')).toBeNull();
    await act(async () => screen.getByRole('button', { name: 'Copy for a bug report' }).click());
    const { value } = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Text of the report' });
    expect(value).toContain('difference (player - room): 4.2 ms');
    expect(screen.queryByText('Copied')).toBeNull();
  });
});
