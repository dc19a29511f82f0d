import type { BrowserContext } from '@playwright/test';
import { mediaPage, type PageMedia } from '../kit/page-media.js';
import { standInFor, type VendorSite } from '../kit/vendor-site.js';

const SITE = 'https://tube.example';

/** Pages of some site that nobody has heard of, by what is special about them. */
export const PLAYER_JS_PAGES = {
  plain: `${SITE}/embed/plain`,
  other: `${SITE}/embed/other`,
  /** Its player is there 1 s after the page has loaded, and says so only to whoever asks. */
  late: `${SITE}/embed/late`,
} as const;

type PageName = keyof typeof PLAYER_JS_PAGES;

/** Speaks as embedly/player.js describes it in SPEC.rst: JSON in strings, both ways. With `isMute` it says nothing at all. */
export function standInForPlayerJs(context: BrowserContext, { isMute = false } = {}): Promise<VendorSite> {
  return standInFor(context, [SITE], ({ pathname }) => {
    const [, name] = /^\/embed\/(\w+)$/.exec(pathname) ?? [];
    if (name === undefined || !(name in PLAYER_JS_PAGES)) return undefined;
    return mediaPage(playerJsFrame, { settings: { name: name as PageName, isMute } });
  });
}

/** Runs in the frame. */
function playerJsFrame(
  { video, say, hear, every }: PageMedia,
  { name, isMute }: { name: PageName; isMute: boolean },
): void {
  const methods = ['play', 'pause', 'getPaused', 'mute', 'unmute', 'setVolume', 'getDuration'];
  methods.push('setCurrentTime', 'getCurrentTime', 'addEventListener', 'removeEventListener');
  const listeners = new Map<string, Set<unknown>>();
  let isThere = false;

  function tell(event: string, value?: unknown, listener?: unknown): void {
    if (!isMute) say(JSON.stringify({ context: 'player.js', version: '0.0.11', event, value, listener }));
  }
  function emit(event: string, value?: unknown): void {
    for (const listener of listeners.get(event) ?? []) tell(event, value, listener);
  }
  const sayReady = (listener?: unknown): void => {
    const events = ['ready', 'play', 'pause', 'ended', 'timeupdate', 'seeked', 'error'];
    tell('ready', { src: location.href, events, methods }, listener);
  };

  hear((message) => {
    if (isMute || !isThere) return;
    const { context, method, value, listener } = JSON.parse(message as string) as Record<string, unknown>;
    if (context !== 'player.js') return;
    switch (method) {
      case 'addEventListener': {
        const event = value as string;
        listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
        if (event === 'ready') sayReady(listener);
        break;
      }
      case 'removeEventListener':
        listeners.get(value as string)?.delete(listener);
        break;
      case 'play':
        video.play().catch(() => undefined);
        break;
      case 'pause':
        video.pause();
        break;
      case 'getPaused':
        tell('getPaused', video.paused, listener);
        break;
      case 'mute':
      case 'unmute':
        video.muted = method === 'mute';
        break;
      case 'setVolume':
        video.volume = (value as number) / 100;
        break;
      case 'getDuration':
        tell('getDuration', video.duration, listener);
        break;
      case 'setCurrentTime':
        video.currentTime = value as number;
        break;
      case 'getCurrentTime':
        tell('getCurrentTime', video.currentTime, listener);
        break;
      default:
        emit('error', { code: 2, msg: `no method ${String(method)}` });
    }
  });

  video.addEventListener('play', () => emit('play'));
  video.addEventListener('pause', () => emit('pause'));
  video.addEventListener('seeked', () => emit('seeked'));
  video.addEventListener('ended', () => emit('ended'));
  every(250, () => {
    if (!video.paused) emit('timeupdate', { seconds: video.currentTime, duration: video.duration });
  });
  video.addEventListener('loadedmetadata', () => {
    if (name === 'late') setTimeout(() => (isThere = true), 1_000);
    else {
      isThere = true;
      sayReady();
    }
  });
}
