import type { BrowserContext } from '@playwright/test';
import { mediaPage, vendorScript, type PageMedia } from '../kit/page-media.js';
import { standInFor, type VendorSite } from '../kit/vendor-site.js';

/** Videos of the stand-in, by what is special about them. */
export const DAILYMOTION_VIDEOS = {
  plain: 'https://www.dailymotion.com/video/x84sh87',
  other: 'https://www.dailymotion.com/video/x7tgad0',
  /** Two seconds of advertisement come before it. */
  withAd: 'https://www.dailymotion.com/video/xadvert',
  private: 'https://www.dailymotion.com/video/xprivate',
};

const ORIGIN = 'https://geo.dailymotion.com';

/** The library `libs/player.js` with its methods, events and states, over a frame that it speaks to in its own way. */
export function standInForDailymotion(context: BrowserContext): Promise<VendorSite> {
  return standInFor(context, [ORIGIN], ({ pathname, searchParams }) => {
    if (pathname === '/libs/player.js') return vendorScript(dailymotionLibrary, { origin: ORIGIN });
    if (pathname !== '/player.html') return undefined;
    return mediaPage(dailymotionFrame, { settings: { id: searchParams.get('video') ?? '' } });
  });
}

/** Runs in the page that has the library. */
function dailymotionLibrary({ origin }: { origin: string }): void {
  const events = {
    AD_END: 'ad_end',
    AD_START: 'ad_start',
    PLAYER_CRITICALPATHREADY: 'playback_ready',
    PLAYER_ERROR: 'error',
    PLAYER_PLAYBACKPERMISSION: 'playback_resolution',
    PLAYER_VIDEOCHANGE: 'videochange',
    VIDEO_BUFFERING: 'waiting',
    VIDEO_DURATIONCHANGE: 'video_durationchange',
    VIDEO_END: 'video_end',
    VIDEO_PAUSE: 'pause',
    VIDEO_PLAY: 'play',
    VIDEO_PLAYING: 'playing',
    VIDEO_SEEKEND: 'seeked',
    VIDEO_SEEKSTART: 'seeking',
    VIDEO_TIMECHANGE: 'timeupdate',
  };

  function createPlayer(id: string, { video }: { video: string }): Promise<unknown> {
    const place = document.getElementById(id);
    if (!place) return Promise.reject(new Error(`no element ${id}`));
    const frame = document.createElement('iframe');
    frame.allow = 'autoplay; fullscreen; picture-in-picture';
    frame.src = `${origin}/player.html?video=${encodeURIComponent(video)}`;
    const root = document.createElement('div');
    root.id = id;
    root.append(frame);
    place.replaceWith(root);

    const listeners: { event: string; listener: (state: object) => void }[] = [];
    const send = (method: string, value?: unknown): void =>
      frame.contentWindow?.postMessage({ method, value }, origin);
    return new Promise((resolve) => {
      const onMessage = ({ source, data }: MessageEvent): void => {
        if (source !== frame.contentWindow) return;
        const { event, state } = data as { event: string; state: object };
        if (event === 'apiready') resolve(player);
        for (const entry of listeners) if (entry.event === event) entry.listener(state);
      };
      const player = {
        loadContent: (content: object) => send('loadContent', content),
        play: () => send('play'),
        pause: () => send('pause'),
        seek: (seconds: number) => send('seek', seconds),
        setVolume: (volume: number) => send('setVolume', volume),
        setMute: (isMuted: boolean) => send('setMute', isMuted),
        on: (event: string, listener: (state: object) => void) => void listeners.push({ event, listener }),
        destroy() {
          removeEventListener('message', onMessage);
          root.remove();
        },
      };
      addEventListener('message', onMessage);
    });
  }

  Object.assign(window, { dailymotion: { createPlayer, events } });
}

/** Runs in the frame. */
function dailymotionFrame({ video, say, hear, every, rewind }: PageMedia, { id }: { id: string }): void {
  const AD_MS = 2_000;
  let shown = id;
  let owesAd = id === 'xadvert';
  let isInAd = false;

  const tell = (event: string, more: object = {}): void =>
    say({
      event,
      state: { videoId: shown, videoTime: video.currentTime, videoDuration: video.duration, ...more },
    });
  const ready = (): void => {
    const isPrivate = shown === 'xprivate';
    if (isPrivate) tell('error', { playerError: { code: 'DM010', title: 'Private' } });
    else tell('playback_ready');
  };
  const whenLoaded = (task: () => void): void =>
    video.addEventListener('loadedmetadata', task, { once: true });

  async function play(): Promise<void> {
    if (isInAd) return;
    if (owesAd) {
      owesAd = false;
      isInAd = true;
      tell('ad_start');
      setTimeout(() => {
        isInAd = false;
        tell('ad_end');
        void play();
      }, AD_MS);
      return;
    }
    tell('play');
    await video.play().catch(() =>
      tell('playback_resolution', {
        playerIsPlaybackAllowed: false,
        playerPlaybackPermissionReason: 'rejectedByBrowser',
      }),
    );
  }

  hear((message) => {
    const { method, value } = message as { method: string; value: unknown };
    switch (method) {
      case 'play':
        void play();
        break;
      case 'pause':
        video.pause();
        break;
      case 'seek':
        video.currentTime = value as number;
        break;
      case 'setVolume':
        video.volume = value as number;
        break;
      case 'setMute':
        video.muted = value as boolean;
        break;
      case 'loadContent':
        shown = (value as { video: string }).video;
        owesAd = shown === 'xadvert';
        whenLoaded(() => {
          tell('videochange');
          ready();
        });
        rewind();
        break;
      default:
        throw new Error(`Dailymotion has no method ${method}`);
    }
  });

  for (const name of ['playing', 'pause', 'seeking', 'seeked', 'waiting'] as const)
    video.addEventListener(name, () => tell(name));
  video.addEventListener('ended', () => tell('video_end'));
  video.addEventListener('durationchange', () => tell('video_durationchange'));
  every(250, () => {
    if (!video.paused) tell('timeupdate');
  });
  whenLoaded(() => {
    say({ event: 'apiready', state: {} });
    // The library hands the player over before it says anything of the video.
    setTimeout(ready, 100);
  });
}
