import type { BrowserContext } from '@playwright/test';
import { mediaPage, type PageMedia } from '../kit/page-media.js';
import { standInFor, type VendorSite } from '../kit/vendor-site.js';

/** Videos of the stand-in, by what is special about them. */
export const VIMEO_VIDEOS = {
  plain: 'https://vimeo.com/76979871',
  other: 'https://vimeo.com/19231868',
  /** Its owner's plan has no rates. */
  withoutRates: 'https://vimeo.com/100001',
  /** Its frame takes its time to get ready. */
  late: 'https://vimeo.com/100002',
  missing: 'https://vimeo.com/404404',
  private: 'https://vimeo.com/403403',
};

/** Speaks the messages of `@vimeo/player` 2.30: objects of a method and a value, and events. */
export function standInForVimeo(context: BrowserContext): Promise<VendorSite> {
  return standInFor(context, ['https://player.vimeo.com'], ({ pathname }) => {
    const id = /^\/video\/(\d+)$/.exec(pathname)?.[1];
    return id === undefined ? undefined : mediaPage(vimeoFrame, { settings: { id } });
  });
}

/** Runs in the frame. */
function vimeoFrame({ video, say, hear, every, rewind }: PageMedia, { id }: { id: string }): void {
  const listening = new Set<string>();
  let shown = id;

  const refusalOf = (of: string): string | undefined =>
    ({ 404404: 'NotFoundError', 403403: 'PrivacyError' })[of];
  const tell = (event: string, data: object = {}): void => {
    if (listening.has(event)) say({ event, data });
  };
  const refuse = (method: string, name: string): void =>
    say({ event: 'error', data: { method, name, message: `${method} was refused` } });
  const time = (): object => ({
    seconds: video.currentTime,
    duration: video.duration,
    percent: video.currentTime / video.duration,
  });
  const loaded = (): Promise<void> =>
    new Promise((resolve) => {
      if (video.readyState >= 1) resolve();
      else video.addEventListener('loadedmetadata', () => resolve(), { once: true });
    });

  const methods: Record<string, (value: unknown) => unknown> = {
    addEventListener: (value) => void listening.add(value as string),
    removeEventListener: (value) => void listening.delete(value as string),
    play: () => video.play(),
    pause: () => video.pause(),
    getDuration: () => video.duration,
    getBuffered: () =>
      Array.from({ length: video.buffered.length }, (_, index) => [
        video.buffered.start(index),
        video.buffered.end(index),
      ]),
    setCurrentTime: (value) => (video.currentTime = value as number),
    setVolume: (value) => (video.volume = value as number),
    setMuted: (value) => (video.muted = value as boolean),
    setPlaybackRate(value) {
      if (shown === '100001') throw Object.assign(new Error('not in this plan'), { name: 'Error' });
      video.playbackRate = value as number;
      return value;
    },
    async loadVideo(value) {
      const next = /\/video\/(\d+)/.exec((value as { url: string }).url)?.[1] ?? '';
      const refusal = refusalOf(next);
      if (refusal !== undefined) throw Object.assign(new Error(), { name: refusal });
      shown = next;
      rewind();
      await loaded();
      return next;
    },
  };

  hear((message) => {
    const { method, value } = message as { method: string; value?: unknown };
    if (method === 'ping') return;
    Promise.resolve()
      .then(() => methods[method]?.(value))
      .then(
        (answer) => say({ method, value: answer ?? value }),
        (error: unknown) => refuse(method, (error as Error).name),
      );
  });

  for (const name of ['playing', 'pause', 'seeked', 'ended', 'progress'] as const)
    video.addEventListener(name, () => tell(name, time()));
  video.addEventListener('waiting', () => tell('bufferstart'));
  video.addEventListener('canplay', () => tell('bufferend'));
  video.addEventListener('durationchange', () => tell('durationchange', { duration: video.duration }));
  video.addEventListener('ratechange', () =>
    tell('playbackratechange', { playbackRate: video.playbackRate }),
  );
  every(250, () => {
    if (!video.paused) tell('timeupdate', time());
  });

  void loaded().then(() => {
    const refusal = refusalOf(id);
    if (refusal !== undefined) refuse('ready', refusal);
    else setTimeout(() => say({ event: 'ready' }), id === '100002' ? 2_000 : 0);
  });
}
