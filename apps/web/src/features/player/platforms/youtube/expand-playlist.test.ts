import { afterEach, describe, expect, it } from '@jest/globals';

import { FakeYouTube } from '../../../../testing/fake-youtube.js';
import { SimulatedTime } from '../../sync/model/simulated-time.js';
import { expandPlaylist, expandYouTubePlaylist } from './expand-playlist.js';
import type { YouTubeEvents, YouTubeLibrary } from './youtube-api.js';
import type { OpenYouTube } from './youtube-library.js';

const LIST = 'PL0123456789';
const [ONE, OTHER] = ['aaaaaaaaaa1', 'aaaaaaaaaa2'] as const;

function pages(...ids: string[]): string[] {
  return ids.map((id) => `https://www.youtube.com/watch?v=${id}`);
}

function stage() {
  const time = new SimulatedTime();
  const removed: FakeYouTube[] = [];
  const vendors: FakeYouTube[] = [];
  const embedUrls: string[] = [];
  let open = (): void => undefined;
  let refuse = (): void => undefined;
  const outcome = expandPlaylist(LIST, {
    open: (embedUrl, events) =>
      new Promise<OpenYouTube>((resolve, reject) => {
        embedUrls.push(embedUrl);
        open = () => {
          const vendor = new FakeYouTube(events);
          vendors.push(vendor);
          resolve({ player: vendor, remove: () => removed.push(vendor) });
        };
        refuse = () => reject(new Error('did not load'));
      }),
    schedule: time.schedule,
  }).catch((error: unknown) => String(error));
  return { time, removed, vendors, embedUrls, outcome, open: () => open(), refuse: () => refuse() };
}

async function opened() {
  const staged = stage();
  staged.open();
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  const vendor = staged.vendors[0]!;
  vendor.open();
  return { ...staged, vendor };
}

describe('a list on YouTube', () => {
  it('is read from a player that was told to show it, which is gone afterwards', async () => {
    const { vendor, outcome, embedUrls, removed, time } = await opened();
    expect(embedUrls).toEqual([`https://www.youtube-nocookie.com/embed/videoseries?list=${LIST}`]);
    vendor.list = [ONE, OTHER];
    vendor.enter('cued');
    expect(await outcome).toEqual(pages(ONE, OTHER));
    expect(vendor.asked).toEqual([`cue list ${LIST} from 0`, 'destroy']);
    expect([removed, time.pending]).toEqual([[vendor], 0]);
  });

  it('is read though nothing tells that it has come', async () => {
    const { vendor, outcome, time } = await opened();
    vendor.list = [];
    await time.advance(1_000);
    vendor.list = [ONE];
    await time.advance(200);
    expect(await outcome).toEqual(pages(ONE));
  });

  it('has each video once, and none that could not be one', async () => {
    const { vendor, outcome } = await opened();
    vendor.list = [ONE, 'short', ONE, 'x" onload="y', OTHER];
    vendor.enter('cued');
    expect(await outcome).toEqual(pages(ONE, OTHER));
  });

  it('has no more than 200 videos', async () => {
    const { vendor, outcome } = await opened();
    vendor.list = Array.from({ length: 250 }, (_, index) => `aaaaaaa${1_000 + index}`);
    vendor.enter('cued');
    const videos = await outcome;
    expect([videos.length, videos.at(-1)]).toEqual([200, ...pages('aaaaaaa1199')]);
  });

  it('cannot be read where it is private', async () => {
    const { vendor, outcome, removed, time } = await opened();
    vendor.fail(100);
    expect(await outcome).toContain(`${LIST} cannot be read: 100`);
    expect([removed, time.pending]).toEqual([[vendor], 0]);
  });

  it('cannot be read where the script does not load', async () => {
    const { refuse, outcome, time } = stage();
    refuse();
    expect(await outcome).toContain('did not load');
    expect(time.pending).toBe(0);
  });

  it('is given up after 15 seconds, and a player that comes later is sent away', async () => {
    const { open, outcome, time, removed, vendors } = stage();
    await time.advance(15_000);
    expect(await outcome).toContain('did not answer');
    open();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    expect(removed).toEqual(vendors);
    expect([vendors[0]?.asked, time.pending]).toEqual([['destroy'], 0]);
  });
});

describe('the page', () => {
  const page = window as typeof globalThis & { YT?: Partial<YouTubeLibrary> };
  afterEach(() => {
    delete page.YT;
  });

  it('has the list’s player out of sight, and only for as long', async () => {
    const frames: { frame: HTMLIFrameElement; vendor: FakeYouTube }[] = [];
    page.YT = {
      Player: class extends FakeYouTube {
        constructor(frame: HTMLIFrameElement, { events }: { events: YouTubeEvents }) {
          super(events);
          frames.push({ frame, vendor: this });
        }
      },
    };
    const outcome = expandYouTubePlaylist(LIST);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    const { frame, vendor } = frames[0]!;
    expect(frame.closest<HTMLElement>('body > div')?.style.left).toBe('-400px');
    vendor.open();
    vendor.list = [ONE];
    vendor.enter('cued');
    expect(await outcome).toEqual(pages(ONE));
    expect(document.body.childElementCount).toBe(0);
  });
});
