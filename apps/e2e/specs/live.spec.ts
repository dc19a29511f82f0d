import type { Page } from '@playwright/test';
import { CLOCK_SAMPLE_FPS } from '@watchparty/shared';
import { readShownFrame } from '../fixtures/frames.js';
import { type LiveOrigin, startLiveOrigin } from '../fixtures/live-origin.js';
import { percentile } from '../fixtures/media.js';
import { expect, test as base } from '../fixtures/media-test.js';
import { joinParty, startParty } from '../fixtures/party.js';
import type { Person } from '../fixtures/people.js';

/** The programme is over after some minutes, so that each test has one of its own. */
const test = base.extend<{ programme: LiveOrigin }>({
  programme: async ({}, use) => {
    const origin = await startLiveOrigin();
    await use(origin);
    await origin.stop();
  },
});

// A programme takes the time that it takes, however busy the machine is.
test.describe.configure({ timeout: 150_000 });

/** More than this behind the camera, and one could be nearer: three segments are held back. */
const BEHIND_MS = 25_000;

/** One viewer's playlists come from an edge that is late. */
async function lag(page: Page, lateMs: number): Promise<void> {
  await page.route(/\.m3u8$/, (route) =>
    route.continue({ url: `${route.request().url()}?lateMs=${lateMs}` }),
  );
}

/** How far behind the camera the picture of a page is, in milliseconds: read from the pixels. */
async function readDelay(page: Page, origin: LiveOrigin): Promise<number> {
  const delays: number[] = [];
  while (delays.length < 9) {
    const { frame, atMs } = await readShownFrame(page);
    if (frame !== undefined) delays.push(atMs - origin.startedAtMs - (frame / CLOCK_SAMPLE_FPS) * 1000);
  }
  return percentile(delays, 0.5);
}

async function expectSynced(...people: readonly Person[]): Promise<void> {
  for (const { page } of people) {
    await expect(page.getByText('синхронно', { exact: true })).toBeVisible({ timeout: 20_000 });
  }
}

async function readSpread(one: Person, other: Person, origin: LiveOrigin): Promise<number> {
  const [a, b] = await Promise.all([readDelay(one.page, origin), readDelay(other.page, origin)]);
  const spread = Math.abs(a - b);
  test.info().annotations.push({
    type: 'live spread',
    description: `${spread.toFixed(0)} ms, ${a.toFixed(0)} and ${b.toFixed(0)} ms behind the camera`,
  });
  return spread;
}

test('two people see a dated programme together, though the playlists of one are late', async ({
  viewer,
  programme,
}) => {
  const anna = await viewer('Аня');
  const boris = await viewer('Боря');
  await lag(boris.page, 5_000);
  await startParty(anna);
  await anna.room.changeVideo(programme.datedUrl);
  await joinParty(boris, anna.room.id);
  await anna.room.play();
  await Promise.all([anna.room.expectPlaying(), boris.room.expectPlaying()]);
  await expectSynced(anna, boris);
  expect(await readSpread(anna, boris, programme)).toBeLessThan(100);
});

test('a pause puts the room behind, and whoever may takes it back to the present', async ({
  viewer,
  programme,
}) => {
  const anna = await viewer('Аня');
  const boris = await viewer('Боря');
  await startParty(anna);
  await anna.room.changeVideo(programme.datedUrl);
  await joinParty(boris, anna.room.id);
  await anna.room.play();
  await Promise.all([anna.room.expectPlaying(), boris.room.expectPlaying()]);

  await anna.room.pause();
  await Promise.all([anna.room.expectPaused(), boris.room.expectPaused()]);
  const goLive = anna.room.player.getByRole('button', { name: 'К эфиру' });
  await expect(goLive).toBeVisible({ timeout: 30_000 });
  await expect(boris.room.player.getByRole('button', { name: 'К эфиру' })).toHaveCount(0);
  // What was on when the room paused is still there.
  await anna.room.play();
  await Promise.all([anna.room.expectPlaying(), boris.room.expectPlaying()]);
  await expectSynced(anna, boris);
  expect(await readDelay(boris.page, programme)).toBeGreaterThan(BEHIND_MS);

  await anna.room.showControls();
  await goLive.click();
  await expect(goLive).toHaveCount(0);
  await expectSynced(anna, boris);
  expect(await readSpread(anna, boris, programme)).toBeLessThan(100);
});

test('without dates, two people are a segment apart at most', async ({ viewer, programme }) => {
  const anna = await viewer('Аня');
  const boris = await viewer('Боря');
  await lag(boris.page, 3_000);
  await startParty(anna);
  await anna.room.changeVideo(programme.undatedUrl);
  await joinParty(boris, anna.room.id);
  await anna.room.play();
  await Promise.all([anna.room.expectPlaying(), boris.room.expectPlaying()]);
  await expectSynced(anna, boris);
  expect(await readSpread(anna, boris, programme)).toBeLessThan(6_000 + 3_000);
});
