import { capabilitiesOf, readVideo } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { FakeYouTube } from '../../../../testing/fake-youtube.js';
import type { PlayerEvent } from '../../player-handle.js';
import { SimulatedTime } from '../../sync/model/simulated-time.js';
import { createLiveHandle } from '../live/live-handle.js';
import { createYouTubeHandle } from './youtube-handle.js';
import { createYouTubeProgram } from './youtube-program.js';

const T0 = 1_700_000_000_000;
/** The room counts from here. */
const ORIGIN = T0 - 1_000_000;

/** Somebody opens a programme that has lasted an hour at {@link T0}. */
async function stage({ isLive }: { isLive: boolean | undefined }) {
  const time = new SimulatedTime();
  const vendors: FakeYouTube[] = [];
  const capabilities = capabilitiesOf('youtube');
  if (!capabilities) throw new Error('no such platform');
  const now = () => time.nowMs;
  const program = createYouTubeProgram({ serverNow: () => T0 + time.nowMs, now });
  const player = createLiveHandle(
    createYouTubeHandle({
      open(_embedUrl, events) {
        const vendor = new FakeYouTube(events);
        vendors.push(vendor);
        return Promise.resolve({ player: vendor, remove: () => undefined });
      },
      program,
      capabilities,
      read: (url) => readVideo('youtube', url),
      now,
      schedule: time.schedule,
    }),
    program,
  );
  const events: PlayerEvent[] = [];
  player.subscribe((event) => events.push(event));
  player.load('https://www.youtube.com/watch?v=aaaaaaaaaa1');
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  const vendor = vendors[0]!;
  vendor.duration = 3_600;
  vendor.isLive = isLive;
  vendor.open('aaaaaaaaaa1');
  return { time, player, vendor, events };
}

describe('a live programme on YouTube', () => {
  it('has no length, and is ready when it is known where the room counts from', async () => {
    const { player, events } = await stage({ isLive: true });
    expect([player.isReady(), player.duration()]).toEqual([false, undefined]);
    // Whoever describes it to the room is told to look, and finds when it is watched with ease.
    expect(events.at(-2)).toEqual({ type: 'durationchange', duration: undefined });
    expect(player.liveProgram.comfortableTime()).toBe(T0 - 10_000);
    player.liveProgram.setOrigin(ORIGIN);
    expect(player.isReady()).toBe(true);
    expect(events.at(-1)).toEqual({ type: 'ready' });
  });

  it('goes by the room’s positions', async () => {
    const { player, vendor } = await stage({ isLive: true });
    player.liveProgram.setOrigin(ORIGIN);
    void player.play();
    vendor.currentTime = 3_590;
    vendor.enter('playing');
    expect(player.currentTime()).toBe(990);
    player.seek(900);
    expect(vendor.asked.at(-1)).toBe('seek 3500');
    expect(player.liveProgram.window()).toEqual({ start: 1_000 - 3_600, end: 1_000 });
  });

  it('is found out where the player does not say so', async () => {
    const { player, vendor, events, time } = await stage({ isLive: undefined });
    expect([player.duration(), player.liveProgram.window()]).toEqual([undefined, undefined]);
    void player.play();
    vendor.enter('playing');
    for (const durationS of [3_605, 3_610]) {
      vendor.duration = durationS;
      await time.advance(100);
    }
    expect(player.liveProgram.window()).toBeUndefined();
    expect(player.liveProgram.comfortableTime()).toBeDefined();
    expect(events.at(-1)).toEqual({ type: 'durationchange', duration: undefined });
    expect(player.duration()).toBeUndefined();
  });
});
