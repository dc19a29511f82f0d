import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Playback } from '@watchparty/shared';
import { act } from '@testing-library/react';

import { renderRoomHook } from '../../testing/render-room-hook.js';
import type { LiveProgramView } from './use-live.js';
import { usePlaybackCommands } from './use-playback-commands.js';

const NOW = 1_700_000_000_000;
/** A window of 48 s, three segments of 6 s held back: what most programmes have. */
const PROGRAM: LiveProgramView = {
  window: { start: 1_000, end: 1_048 },
  comfortable: 1_030,
  reach: { start: 1_010, end: 1_030 },
};
const GONE = 'That moment is no longer available. Going on from the earliest there is';

function room({
  program = PROGRAM,
  ...playback
}: Partial<Playback> & { program?: LiveProgramView | null } = {}) {
  const previewed: unknown[] = [];
  const sync = {
    preview(wish: unknown) {
      previewed.push(wish);
      return () => undefined;
    },
  };
  const context = { mediaDuration: () => undefined, liveProgram: () => program ?? undefined, sync };
  const timeline: Playback = {
    videoUrl: 'https://tv.example/live.m3u8',
    platform: 'hls',
    liveOrigin: NOW - 1_030_000,
    isPlaying: false,
    position: 1_020,
    rate: 1,
    effectiveAt: NOW,
    version: 1,
    ...playback,
  };
  const rendered = renderRoomHook((shown) => usePlaybackCommands(shown, context), {
    playback: timeline,
    nowMs: NOW,
  });
  const give = async (command: (commands: typeof rendered.result.current) => void): Promise<void> => {
    await act(async () => command(rendered.result.current));
    // Taps that follow each other closely are gathered.
    await act(async () => {
      jest.advanceTimersByTime(400);
    });
  };
  return { ...rendered, give, previewed };
}

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

describe('commands in a live programme', () => {
  it('go on where the room paused, as long as that is there', async () => {
    const { give, sent, told } = room({ position: 1_012 });
    await give((commands) => commands.toggle());
    expect(sent).toEqual([['video:play', {}]]);
    expect(told).toEqual([]);
  });

  it('go on from the earliest there is after a pause beyond the window, and say so', async () => {
    const { give, sent, told } = room({ position: 200 });
    await give((commands) => commands.toggle());
    expect(sent).toEqual([['video:play', { position: 1_010 }]]);
    expect(told).toEqual([GONE]);
  });

  it('keep a little from the window’s start, without a word', async () => {
    const { give, sent, told } = room({ position: 1_003 });
    await give((commands) => commands.toggle());
    expect(sent).toEqual([['video:play', { position: 1_010 }]]);
    expect(told).toEqual([]);
  });

  it('pause wherever the room is', async () => {
    const { give, sent, told } = room({ position: 200, isPlaying: true });
    await give((commands) => commands.toggle());
    expect(sent).toEqual([['video:pause', {}]]);
    expect(told).toEqual([]);
  });

  it('leave the room where it is while the player knows nothing of the programme', async () => {
    const { give, sent } = room({ position: 200, program: null });
    await give((commands) => commands.toggle());
    expect(sent).toEqual([['video:play', {}]]);
  });

  it('jump to where there is something', async () => {
    const { give, sent, previewed } = room();
    await give((commands) => commands.seekTo(1_001));
    await give((commands) => commands.seekTo(1_047));
    await give((commands) => commands.seekTo(1_015));
    expect(sent.map(([, payload]) => payload)).toEqual([
      { position: 1_010 },
      { position: 1_030 },
      { position: 1_015 },
    ]);
    expect(previewed).toHaveLength(3);
  });

  it('step no farther than that, and never the other way', async () => {
    const { give, sent } = room({ position: 1_015 });
    await give((commands) => commands.seekBy(-10));
    await give((commands) => commands.seekBy(30));
    expect(sent.map(([, payload]) => payload)).toEqual([{ position: 1_010 }, { position: 1_030 }]);

    const early = room({ position: 200 });
    await early.give((commands) => commands.seekBy(-10));
    expect(early.sent).toEqual([]);
    await early.give((commands) => commands.seekBy(10));
    expect(early.sent).toEqual([['video:seek', { position: 1_010 }]]);
  });
});

describe('commands in a film', () => {
  const film = { liveOrigin: undefined, program: null, duration: 100 };

  it('step to its ends', async () => {
    const { give, sent } = room({ ...film, position: 95 });
    await give((commands) => commands.seekBy(10));
    await give((commands) => commands.seekBy(-200));
    expect(sent.map(([, payload]) => payload)).toEqual([{ position: 100 }, { position: 0 }]);
  });

  it('start it anew from its end', async () => {
    const { give, sent, told } = room({ ...film, position: 100 });
    await give((commands) => commands.toggle());
    expect(sent).toEqual([['video:play', { position: 0 }]]);
    expect(told).toEqual([]);
  });
});
