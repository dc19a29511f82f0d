import type { BrowserContext } from '@playwright/test';
import { mediaPage, type PageMedia } from '../kit/page-media.js';
import { standInFor, type VendorSite } from '../kit/vendor-site.js';

/** Videos of the stand-in, by what is special about them. */
const IDS = {
  plain: '0123456789abcdef0123456789abcdef',
  other: '123456789abcdef0123456789abcdef0',
  /** Its frame speaks as in 2018: fewer words, a coarse clock, and neither rates nor another video. */
  old: '23456789abcdef0123456789abcdef01',
  withAd: '3456789abcdef0123456789abcdef012',
  /** Its frame is ready late. */
  late: '456789abcdef0123456789abcdef0123',
  missing: '56789abcdef0123456789abcdef01234',
};

type VideoName = keyof typeof IDS;

export const RUTUBE_VIDEOS = Object.fromEntries(
  Object.entries(IDS).map(([name, id]) => [name, `https://rutube.ru/video/${id}/`]),
) as Record<VideoName, string>;

interface FrameSettings {
  id: string;
  ids: typeof IDS;
}

/** Its frames: JSON in strings, both ways. */
export function standInForRutube(context: BrowserContext): Promise<VendorSite> {
  return standInFor(context, ['https://rutube.ru'], ({ pathname }) => {
    const [, id] = /^\/play\/embed\/([\da-f]{32})\/$/.exec(pathname) ?? [];
    return id === undefined ? undefined : mediaPage(rutubeFrame, { settings: { id, ids: IDS } });
  });
}

/** Runs in the frame. */
function rutubeFrame({ video, say, hear, every, rewind }: PageMedia, { id, ids }: FrameSettings): void {
  let shownId = id;
  let adUntilMs = 0;
  let hasShownAd = false;
  const isOld = id === ids.old;
  const tell = (type: string, data: object = {}): void =>
    say(JSON.stringify({ type: `player:${type}`, data }));
  const state = (name: string): void => tell('changeState', { state: name, isLicensed: false });
  const isInAd = (): boolean => performance.now() < adUntilMs;

  function begin(): void {
    if (shownId === ids.missing) {
      tell('error', { code: 1, text: 'Видео удалено' });
      return;
    }
    if (!isOld) tell('init', { clientId: 'standin', videoId: shownId });
    tell('ready', { videoId: shownId });
    tell('durationChange', { duration: video.duration });
  }

  /** A break of 3 s before the first start, in which nothing of the film moves. */
  function showAd(): void {
    hasShownAd = true;
    adUntilMs = performance.now() + 3_000;
    tell('rollState', { type: 'preroll', state: 'play' });
    tell('adStart', { aformat: 'preroll', videoId: shownId });
    setTimeout(() => {
      tell('adEnd', { aformat: 'preroll', videoId: shownId });
      tell('rollState', { type: 'preroll', state: 'complete' });
      video.play().catch(() => undefined);
    }, 3_000);
  }

  hear((message) => {
    const { type, data } = JSON.parse(message as string) as { type: string; data: Record<string, unknown> };
    switch (type) {
      case 'player:play':
        if (shownId === ids.withAd && !hasShownAd) showAd();
        else if (!isInAd()) video.play().catch(() => undefined);
        break;
      case 'player:pause':
        if (!isInAd()) video.pause();
        break;
      case 'player:setCurrentTime':
        if (!isInAd()) video.currentTime = data.time as number;
        break;
      case 'player:setVolume':
        video.volume = data.volume as number;
        break;
      case 'player:mute':
        video.muted = true;
        break;
      case 'player:unMute':
        video.muted = false;
        break;
      case 'player:setPlaybackSpeed':
        if (!isOld) video.playbackRate = data.speed as number;
        break;
      case 'player:changeVideo':
        if (isOld) break;
        shownId = String(data.id);
        rewind();
        break;
      case 'player:remove':
        break;
      default:
        throw new Error(`Rutube has no ${type}`);
    }
  });

  video.addEventListener('playing', () => state('playing'));
  video.addEventListener('pause', () => state(isOld ? 'paused' : 'pause'));
  video.addEventListener('ended', () => tell('playComplete'));
  if (!isOld) {
    video.addEventListener('seeking', () => state('seeking'));
    video.addEventListener('seeked', () => state('seeked'));
    video.addEventListener('waiting', () => state('buffering'));
    video.addEventListener('ratechange', () => tell('playbackSpeedChanged', { speed: video.playbackRate }));
  }
  every(isOld ? 1_000 : 250, () => {
    if (isInAd()) tell('currentTime', { time: 1 });
    else if (!video.paused) tell('currentTime', { time: video.currentTime });
  });
  video.addEventListener('loadedmetadata', () => setTimeout(begin, shownId === ids.late ? 3_000 : 0));
}
