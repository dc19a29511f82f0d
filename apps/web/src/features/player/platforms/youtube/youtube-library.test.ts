import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { FakeYouTube } from '../../../../testing/fake-youtube.js';
import { SimulatedTime } from '../../sync/model/simulated-time.js';
import type { YouTubeEvents, YouTubeLibrary } from './youtube-api.js';
import { openYouTube } from './youtube-library.js';

const EMBED_URL = 'https://www.youtube-nocookie.com/embed/aaaaaaaaaa1';
const SCRIPT = 'script[src="https://www.youtube.com/iframe_api"]';

const nothing = (): void => undefined;
const EVENTS: YouTubeEvents = {
  onReady: nothing,
  onStateChange: nothing,
  onError: nothing,
  onApiChange: nothing,
  onAutoplayBlocked: nothing,
};

/** What YouTube's script makes of a frame. */
class Player extends FakeYouTube {
  static readonly made: { frame: HTMLIFrameElement; host: string }[] = [];

  constructor(frame: HTMLIFrameElement, { host, events }: { host: string; events: YouTubeEvents }) {
    super(events);
    Player.made.push({ frame, host });
  }
}

const page = window as typeof globalThis & { YT?: Partial<YouTubeLibrary> };

function stage() {
  const time = new SimulatedTime();
  const box = document.createElement('div');
  document.body.append(box);
  const open = () => openYouTube({ box, embedUrl: EMBED_URL, events: EVENTS, schedule: time.schedule });
  return { time, box, open };
}

beforeEach(() => {
  Player.made.splice(0);
});
afterEach(() => {
  delete page.YT;
  document.querySelector(SCRIPT)?.remove();
  document.body.replaceChildren();
});

describe('YouTube’s library', () => {
  it('is loaded with the first player, and only once', async () => {
    const { box, open, time } = stage();
    const both = [open(), open()];
    expect(document.querySelectorAll(SCRIPT)).toHaveLength(1);
    // The script begins with an object, and brings the rest later.
    page.YT = {};
    await time.advance(100);
    expect(box.querySelector('iframe')).toBeNull();
    page.YT = { Player };
    await time.advance(50);
    await Promise.all(both);
    await open();
    expect(Player.made).toHaveLength(3);
    expect(document.querySelectorAll(SCRIPT)).toHaveLength(1);
    expect(time.pending).toBe(0);
  });

  it('is given up when it does not come', async () => {
    const { open, time, box } = stage();
    const opening = open().then(
      () => 'made',
      () => 'given up',
    );
    await time.advance(8_000);
    expect([await opening, box.childElementCount, time.pending]).toEqual(['given up', 0, 0]);
  });

  it('has a frame whose referrer says where it is, without anything of its own to press', async () => {
    page.YT = { Player };
    const { box, open } = stage();
    await open();
    const frame = box.querySelector('iframe');
    expect(frame?.referrerPolicy).toBe('strict-origin-when-cross-origin');
    const { origin, pathname, searchParams } = new URL(frame?.src ?? '');
    expect(origin + pathname).toBe(EMBED_URL);
    expect(Object.fromEntries(searchParams)).toEqual({
      controls: '0',
      disablekb: '1',
      enablejsapi: '1',
      fs: '0',
      iv_load_policy: '3',
      origin: location.origin,
      playsinline: '1',
      rel: '0',
    });
    expect(Player.made).toEqual([{ frame, host: 'https://www.youtube-nocookie.com' }]);
  });

  it('leaves nothing in the box', async () => {
    page.YT = { Player };
    const { box, open } = stage();
    const { remove } = await open();
    remove();
    expect(box.childElementCount).toBe(0);
  });
});
