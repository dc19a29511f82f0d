import { type BrowserContext, expect, test } from '@playwright/test';
import { CLOCK_SAMPLE_PATH } from '@watchparty/shared';
import { measureSpread, percentile } from '../../fixtures/media.js';
import { startParty } from '../../fixtures/party.js';
import type { Person } from '../../fixtures/people.js';
import { RoomScreen } from '../../fixtures/room-screen.js';
import type { VendorSite } from './vendor-site.js';

/** How far apart players that are known by their events may be, in milliseconds. */
const EVENT_SPREAD_P95_MS = 500;
const MEASURE_S = 5;
/** Enough to see that two are still on their way to each other. */
const GLANCE_S = 0.5;
/** Such a player jumps, is looked at twice, and may jump once more. */
const SETTLED_WITHIN_MS = 20_000;

/** A person's room whose film is in a vendor's frame. */
export function framed(person: Person): RoomScreen {
  return new RoomScreen(person.page, 'frame');
}

/** @returns the spread of what the people see, at the 95th percentile, in milliseconds */
async function expectFramesTogether(rooms: readonly RoomScreen[], limitMs: number): Promise<number> {
  const videos = rooms.map(({ video }) => video);
  let p95 = Number.POSITIVE_INFINITY;
  await expect(async () => {
    for (const seconds of [GLANCE_S, MEASURE_S]) {
      p95 = percentile(await measureSpread(videos, seconds), 0.95);
      expect(p95).toBeLessThanOrEqual(limitMs);
    }
  }).toPass({ timeout: SETTLED_WITHIN_MS, intervals: [100] });
  return p95;
}

/** What a page holds that another video should have left behind. */
export interface Holdings {
  frames: number;
  /** Of messages, at the window. */
  listeners: number;
}

/** Counts what listens for messages; call it before the page opens. */
export async function countListeners({ context }: Person): Promise<void> {
  await context.addInitScript(() => {
    const counted = new Set<unknown>();
    const { addEventListener: add, removeEventListener: remove } = window;
    Object.assign(window, {
      messageListeners: counted,
      addEventListener(...args: Parameters<typeof add>) {
        if (args[0] === 'message') counted.add(args[1]);
        add.apply(window, args);
      },
      removeEventListener(...args: Parameters<typeof remove>) {
        if (args[0] === 'message') counted.delete(args[1]);
        remove.apply(window, args);
      },
    });
  });
}

async function holdingsOf({ page }: Person): Promise<Holdings> {
  const listeners = await page.evaluate(
    () => (window as unknown as { messageListeners: Set<unknown> }).messageListeners.size,
  );
  return { frames: page.frames().length, listeners };
}

/**
 * Leaves a vendor's video for a file and comes back, twice: the second time leaves nothing more behind than the first,
 * which may have brought the vendor's own script.
 */
export async function expectNothingLeaks(person: Person, url: string): Promise<void> {
  const ofFile: Holdings[] = [];
  const ofVendor: Holdings[] = [];
  for (let time = 0; time < 2; time += 1) {
    await person.room.changeVideo(url);
    await expect(framed(person).video).toBeAttached();
    ofVendor.push(await holdingsOf(person));
    await person.room.changeVideo(CLOCK_SAMPLE_PATH);
    await expect(person.room.video).toBeAttached();
    ofFile.push(await holdingsOf(person));
  }
  expect(ofFile[0]?.frames).toBe(1);
  expect(ofFile[1]).toEqual(ofFile[0]);
  expect(ofVendor[1]).toEqual(ofVendor[0]);
}

/**
 * Anna makes a room with a vendor's video, and Boris joins: both have its frame.
 *
 * @param standIn makes the vendor's stand-in for each of them
 */
export async function openTogether(
  person: (name: string) => Promise<Person>,
  standIn: (context: BrowserContext) => Promise<VendorSite>,
  url: string,
): Promise<readonly [Person, Person]> {
  const anna = await person('Аня');
  const boris = await person('Боря');
  await Promise.all([anna, boris].map(({ context }) => standIn(context)));
  await startParty(anna);
  await anna.room.changeVideo(url);
  await boris.open(`/rooms/${anna.room.id}`);
  await boris.room.join();
  for (const someone of [anna, boris]) await expect(framed(someone).video).toBeAttached();
  return [anna, boris];
}

/**
 * Anna plays, jumps to the middle and pauses the video that is there; the other one is with her after each.
 *
 * @param spreadP95Ms how far apart they may be
 */
export async function watchFrameTogether(
  anna: Person,
  boris: Person,
  { spreadP95Ms = EVENT_SPREAD_P95_MS } = {},
): Promise<void> {
  const rooms = [framed(anna), framed(boris)] as const;
  await anna.room.play();
  await Promise.all(rooms.map((room) => room.expectPlaying()));
  const fromStart = await expectFramesTogether(rooms, spreadP95Ms);

  await anna.room.seekTo(0.5);
  await Promise.all(rooms.map((room) => room.expectPosition(182, 10)));
  const afterJump = await expectFramesTogether(rooms, spreadP95Ms);
  for (const [description, p95] of Object.entries({ fromStart, afterJump }))
    test.info().annotations.push({ type: 'spread', description: `${description}: p95 ${p95.toFixed(0)} ms` });

  await anna.room.pause();
  await Promise.all(rooms.map((room) => room.expectPaused()));
}

/** The room says what is wrong with a video, and offers another. */
export async function expectTrouble({ room }: Person, title: string, timeout = 10_000): Promise<void> {
  const trouble = room.player.getByRole('alert');
  await expect(trouble).toContainText(title, { timeout });
  await expect(trouble.getByRole('button', { name: 'Другое видео' })).toBeVisible();
}
