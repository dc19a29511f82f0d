import { loadVendorScript } from '../vendor-script.js';
import { addPlayerFrame } from '../vendor/player-frame.js';
import type { YouTubeEvents, YouTubeLibrary, YouTubePlayer } from './youtube-api.js';

/** A player in the page. */
export interface OpenYouTube {
  player: YouTubePlayer;
  /** Takes what is left of it from the page. */
  remove: () => void;
}

interface OpenOptions {
  /** Where its frame goes. */
  box: HTMLElement;
  /** As links have it, without any settings. */
  embedUrl: string;
  events: YouTubeEvents;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
}

/** As the reference has it, and the platform's `sources`. */
const SCRIPT = 'https://www.youtube.com/iframe_api';
/** The room's controls are the player's. What is not named here is as YouTube wants it, so that captions stay off. */
const FRAME_SETTINGS = {
  controls: '0',
  disablekb: '1',
  enablejsapi: '1',
  fs: '0',
  iv_load_policy: '3',
  playsinline: '1',
  rel: '0',
};

/** @throws Error where YouTube's script does not load */
export async function openYouTube({
  box,
  embedUrl,
  events,
  schedule,
}: OpenOptions): Promise<OpenYouTube & { holder: HTMLElement }> {
  const page = box.ownerDocument;
  const { Player } = await loadVendorScript(SCRIPT, {
    read: () => libraryOf(page.defaultView),
    schedule,
    document: page,
  });
  const src = new URL(embedUrl);
  for (const [name, value] of Object.entries(FRAME_SETTINGS)) src.searchParams.set(name, value);
  const origin = page.defaultView?.location.origin;
  // The frame speaks to no other page then.
  if (origin !== undefined) src.searchParams.set('origin', origin);
  const holder = page.createElement('div');
  box.replaceChildren(holder);
  const frame = addPlayerFrame(holder, src.href, 'YouTube');
  const player = new Player(frame, { host: src.origin, events });
  return { player, holder, remove: () => holder.remove() };
}

function libraryOf(page: object | null): YouTubeLibrary | undefined {
  const { YT } = (page ?? {}) as { YT?: Partial<YouTubeLibrary> };
  // The script begins with an object that lacks everything.
  return YT?.Player && (YT as YouTubeLibrary);
}
