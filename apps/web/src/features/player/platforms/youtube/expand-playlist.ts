import { schedule } from '../../schedule.js';
import type { YouTubeEvents } from './youtube-api.js';
import { openYouTube, type OpenYouTube } from './youtube-library.js';

interface ExpandOptions {
  /** Makes a player that nobody sees; rejects where the script does not load. */
  open: (embedUrl: string, events: YouTubeEvents) => Promise<OpenYouTube>;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
}

/** Out of sight, and no smaller than YouTube wants its players, in CSS pixels. */
const HIDDEN = { position: 'fixed', top: '0', left: '-400px', width: '200px', height: '200px' };
/** YouTube's player knows no more of a list. */
const MOST_VIDEOS = 200;
/** With the script, which has eight seconds of its own. */
const PATIENCE_MS = 15_000;
/** A list that has come may not be told of. */
const LOOK_EVERY_MS = 200;
/** What comes from a frame is what somebody else says. */
const VIDEO_ID = /^[\w-]{11}$/;

/**
 * Asks a player of YouTube's what is in a list, which takes no key and counts against nobody's quota.
 *
 * @param list id of a list that anybody may see
 * @returns addresses of its videos' pages in its order, at most 200, each once
 * @throws Error when the list cannot be read: private, empty, or nobody answers within 15 s
 */
export async function expandYouTubePlaylist(list: string): Promise<string[]> {
  const box = document.createElement('div');
  box.inert = true;
  Object.assign(box.style, HIDDEN);
  document.body.append(box);
  try {
    return await expandPlaylist(list, {
      open: (embedUrl, events) => openYouTube({ box, embedUrl, events, schedule }),
      schedule,
    });
  } finally {
    box.remove();
  }
}

/** The same, of a player that somebody else makes. */
export function expandPlaylist(list: string, { open, schedule }: ExpandOptions): Promise<string[]> {
  return new Promise((resolve, reject) => {
    let opened: OpenYouTube | undefined;
    let isReady = false;
    let isOver = false;
    let cancelLook = schedule(look, LOOK_EVERY_MS);
    const cancelPatience = schedule(() => fail('did not answer'), PATIENCE_MS);

    function end(): void {
      isOver = true;
      cancelLook();
      cancelPatience();
      opened?.player.destroy();
      opened?.remove();
    }
    function fail(reason: string): void {
      if (isOver) return;
      end();
      reject(new Error(`the list ${list} ${reason}`));
    }
    function look(): void {
      if (isOver) return;
      cancelLook();
      cancelLook = schedule(look, LOOK_EVERY_MS);
      const ids = isReady ? opened?.player.getPlaylist() : undefined;
      if (!ids?.length) return;
      const videos = ids.filter((id) => VIDEO_ID.test(id)).slice(0, MOST_VIDEOS);
      end();
      resolve([...new Set(videos)].map((id) => `https://www.youtube.com/watch?v=${id}`));
    }

    open(`https://www.youtube-nocookie.com/embed/videoseries?list=${encodeURIComponent(list)}`, {
      onReady() {
        if (isOver) return;
        isReady = true;
        opened?.player.cuePlaylist({ list, listType: 'playlist', index: 0 });
        look();
      },
      onStateChange: look,
      onError: ({ data }) => fail(`cannot be read: ${data}`),
      onApiChange: () => undefined,
      onAutoplayBlocked: () => undefined,
    }).then(
      (made) => {
        opened = made;
        if (isOver) end();
      },
      () => fail('was not asked for: the script did not load'),
    );
  });
}
