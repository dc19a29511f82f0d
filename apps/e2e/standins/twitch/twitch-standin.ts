import type { BrowserContext } from '@playwright/test';
import { mediaPage, vendorScript, type PageMedia } from '../kit/page-media.js';
import { standInFor, type SiteAnswer, type VendorSite } from '../kit/vendor-site.js';

/** What the stand-in shows, by what is special about it. */
export const TWITCH_VIDEOS = {
  channel: 'https://www.twitch.tv/anna',
  /** Not on air. */
  offline: 'https://www.twitch.tv/nobody',
  recording: 'https://www.twitch.tv/videos/123456789',
  other: 'https://www.twitch.tv/videos/987654321',
  clip: 'https://clips.twitch.tv/AwkwardHelplessSalamanderSwiftRage',
};

const PLAYER = 'https://player.twitch.tv';

/**
 * The embed script with its methods and events, over a frame that tells its state once a second; clips; and chat. As
 * with Twitch, a frame whose address does not name the host that it lies in shows nothing.
 */
export function standInForTwitch(context: BrowserContext): Promise<VendorSite> {
  const origins = [PLAYER, 'https://clips.twitch.tv', 'https://www.twitch.tv'];
  return standInFor(context, origins, ({ origin, pathname, searchParams }) => {
    if (origin === PLAYER && pathname === '/js/embed/v1.js') return vendorScript(twitchLibrary, { PLAYER });
    if (!searchParams.getAll('parent').includes('localhost')) return plainPage('whose page is this?');
    if (origin === PLAYER && pathname === '/') {
      const channel = searchParams.get('channel');
      return mediaPage(twitchFrame, { settings: { channel } });
    }
    if (pathname === '/embed') return plainPage(`<button>clip ${searchParams.get('clip') ?? ''}</button>`);
    const chat = /^\/embed\/(\w+)\/chat$/.exec(pathname)?.[1];
    return chat === undefined ? undefined : plainPage(`chat of ${chat}`);
  });
}

function plainPage(text: string): SiteAnswer {
  return { contentType: 'text/html', body: `<!doctype html><meta charset="utf-8"><body>${text}</body>` };
}

/** Runs in the page that has the script. */
function twitchLibrary(settings: { PLAYER: string }): void {
  interface Options {
    channel?: string;
    video?: string;
    collection?: string;
    parent: string[];
  }

  class Player {
    private readonly frame = document.createElement('iframe');
    private readonly listeners: { event: string; listener: () => void }[] = [];
    private state = { currentTime: 0, duration: 0 };

    constructor(id: string, { parent, ...source }: Options) {
      const url = new URL(settings.PLAYER);
      for (const name of ['channel', 'video', 'collection'] as const) {
        const value = source[name];
        if (value !== undefined) url.searchParams.set(name, value);
      }
      for (const host of parent) url.searchParams.append('parent', host);
      this.frame.allow = 'autoplay; fullscreen';
      this.frame.src = url.href;
      document.getElementById(id)?.append(this.frame);
      addEventListener('message', this.onMessage);
    }

    private readonly onMessage = ({ source, data }: MessageEvent): void => {
      if (source !== this.frame.contentWindow) return;
      const { event, state } = data as { event?: string; state?: { currentTime: number; duration: number } };
      if (state) this.state = state;
      for (const entry of this.listeners) if (entry.event === event) entry.listener();
    };
    private send(method: string, value?: unknown): void {
      this.frame.contentWindow?.postMessage({ method, value }, settings.PLAYER);
    }
    addEventListener(event: string, listener: () => void): void {
      this.listeners.push({ event, listener });
    }
    play(): void {
      this.send('play');
    }
    pause(): void {
      this.send('pause');
    }
    seek(seconds: number): void {
      this.send('seek', seconds);
    }
    setMuted(isMuted: boolean): void {
      this.send('setMuted', isMuted);
    }
    setVolume(volume: number): void {
      this.send('setVolume', volume);
    }
    setChannel(channel: string): void {
      this.send('show', channel);
    }
    setVideo(): void {
      this.send('show', null);
    }
    setCollection(): void {
      this.send('show', null);
    }
    getCurrentTime(): number {
      return this.state.currentTime;
    }
    getDuration(): number {
      return this.state.duration;
    }
    destroy(): void {
      removeEventListener('message', this.onMessage);
      this.frame.remove();
    }
  }
  Object.assign(window, { Twitch: { Player } });
}

/** Runs in the frame. */
function twitchFrame(
  { video, say, hear, every, rewind }: PageMedia,
  { channel }: { channel: string | null },
): void {
  let shown = channel;
  const isLive = (): boolean => shown !== null;
  const tell = (event: string): void => say({ event });
  const tellState = (): void =>
    say({
      state: {
        currentTime: isLive() ? 0 : video.currentTime,
        duration: isLive() ? 0 : video.duration,
      },
    });
  const begin = (): void => {
    if (isLive()) tell(shown === 'nobody' ? 'offline' : 'online');
  };

  hear((message) => {
    const { method, value } = message as { method: string; value: unknown };
    switch (method) {
      case 'play':
        video.play().catch(() => tell('playbackBlocked'));
        break;
      case 'pause':
        video.pause();
        break;
      case 'seek':
        if (!isLive()) video.currentTime = value as number;
        tell('seek');
        break;
      case 'setMuted':
        video.muted = value as boolean;
        break;
      case 'setVolume':
        video.volume = value as number;
        break;
      case 'show':
        shown = value as string | null;
        rewind();
        begin();
        break;
      default:
        throw new Error(`Twitch has no method ${method}`);
    }
  });

  for (const name of ['play', 'playing', 'pause', 'ended'] as const)
    video.addEventListener(name, () => tell(name));
  every(500, tellState);
  video.addEventListener(
    'loadedmetadata',
    () => {
      tellState();
      tell('ready');
      begin();
    },
    { once: true },
  );
}
