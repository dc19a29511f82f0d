import type { BrowserContext } from '@playwright/test';
import { mediaPage, vendorScript, type PageMedia } from '../kit/page-media.js';
import { standInFor, type VendorSite } from '../kit/vendor-site.js';

/** Tracks of the stand-in, by what is special about them. */
export const SOUNDCLOUD_TRACKS = {
  plain: 'https://soundcloud.com/forss/flickermood',
  other: 'https://soundcloud.com/forss/soulhack',
  missing: 'https://soundcloud.com/forss/gone',
};

/** The widget and its script: JSON in strings, milliseconds, answers by callback, and no jump before the first start. */
export function standInForSoundCloud(context: BrowserContext): Promise<VendorSite> {
  return standInFor(context, ['https://w.soundcloud.com'], ({ pathname, searchParams }) => {
    if (pathname === '/player/api.js') return vendorScript(soundCloudLibrary, undefined);
    if (pathname !== '/player/') return undefined;
    return mediaPage(soundCloudFrame, { settings: { url: searchParams.get('url') ?? '' } });
  });
}

/** Runs in the page that has the script. */
function soundCloudLibrary(): void {
  const Events = {
    READY: 'ready',
    PLAY: 'play',
    PAUSE: 'pause',
    PLAY_PROGRESS: 'playProgress',
    LOAD_PROGRESS: 'loadProgress',
    SEEK: 'seek',
    FINISH: 'finish',
    ERROR: 'error',
  };
  interface Known {
    frame: HTMLIFrameElement;
    isReady: boolean;
    callbacks: Record<string, ((value?: unknown) => void)[]>;
  }
  const widgets: Known[] = [];

  addEventListener('message', ({ source, data }) => {
    const known = widgets.find(({ frame }) => frame.contentWindow === source);
    if (!known || typeof data !== 'string') return;
    const { method, value } = JSON.parse(data) as { method: string; value?: unknown };
    const due = known.callbacks[method] ?? [];
    // Getters are answered once, and so is the question whether the widget is ready.
    if (method === Events.READY || method.startsWith('get')) known.callbacks[method] = [];
    if (method === Events.READY) known.isReady = true;
    for (const callback of due) callback(value);
  });

  function Widget(frame: HTMLIFrameElement): object {
    const known: Known = { frame, isReady: false, callbacks: {} };
    widgets.push(known);
    const send = (method: string, value?: unknown): void =>
      frame.contentWindow?.postMessage(JSON.stringify({ method, value }), 'https://w.soundcloud.com');
    const listen = (event: string, callback: (value?: unknown) => void): void => {
      (known.callbacks[event] ??= []).push(callback);
    };
    return {
      bind: listen,
      unbind: (event: string) => void (known.callbacks[event] = []),
      load(url: string, options: { callback: () => void }) {
        known.isReady = false;
        listen(Events.READY, options.callback);
        frame.src = `https://w.soundcloud.com/player/?url=${encodeURIComponent(url)}`;
      },
      play: () => send('play'),
      pause: () => send('pause'),
      seekTo: (milliseconds: number) => send('seekTo', milliseconds),
      setVolume: (volume: number) => send('setVolume', volume),
      getDuration(callback: (value?: unknown) => void) {
        listen('getDuration', callback);
        send('getDuration');
      },
    };
  }
  Object.assign(window, { SC: { Widget: Object.assign(Widget, { Events }) } });
}

/** Runs in the frame. */
function soundCloudFrame({ video, say, hear, every }: PageMedia, { url }: { url: string }): void {
  let hasStarted = false;
  const tell = (method: string, value?: unknown): void => say(JSON.stringify({ method, value }));
  const progress = (): object => ({
    currentPosition: Math.round(video.currentTime * 1000),
    relativePosition: video.currentTime / video.duration,
    loadedProgress: video.buffered.length > 0 ? video.buffered.end(0) / video.duration : 0,
  });

  hear((message) => {
    const { method, value } = JSON.parse(message as string) as { method: string; value: number };
    switch (method) {
      case 'play':
        video.play().catch(() => undefined);
        break;
      case 'pause':
        video.pause();
        break;
      case 'seekTo':
        if (hasStarted) video.currentTime = value / 1000;
        break;
      case 'setVolume':
        video.volume = value / 100;
        break;
      case 'getDuration':
        tell('getDuration', url.endsWith('/gone') ? 0 : Math.round(video.duration * 1000));
        break;
      default:
        throw new Error(`SoundCloud has no method ${method}`);
    }
  });

  video.addEventListener('playing', () => {
    hasStarted = true;
    tell('play', progress());
  });
  video.addEventListener('pause', () => tell('pause', progress()));
  video.addEventListener('seeked', () => tell('seek', progress()));
  video.addEventListener('progress', () => tell('loadProgress', progress()));
  video.addEventListener('ended', () => tell('finish'));
  every(200, () => {
    if (!video.paused) tell('playProgress', progress());
  });
  video.addEventListener('loadedmetadata', () => tell('ready'), { once: true });
}
