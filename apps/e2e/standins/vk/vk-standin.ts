import type { BrowserContext } from '@playwright/test';
import { mediaPage, type PageMedia } from '../kit/page-media.js';
import { standInFor, type SiteAnswer, type VendorSite } from '../kit/vendor-site.js';

/** Videos of the stand-in, by what is special about them. */
const IDS = {
  plain: '456241001',
  other: '456241002',
  withAd: '456241003',
  /** Its frame is ready late, and is led to another of the platform's names first. */
  moved: '456241004',
  /** The browser refuses to start it with sound. */
  muted: '456241005',
  missing: '456241006',
};

type VideoName = keyof typeof IDS;

export const VK_VIDEOS = Object.fromEntries(
  Object.entries(IDS).map(([name, id]) => [name, `https://vkvideo.ru/video-22822305_${id}`]),
) as Record<VideoName, string>;

interface FrameSettings {
  id: string;
  ids: typeof IDS;
}

/** Its frames: objects both ways, and silence without `js_api=1`. */
export function standInForVk(context: BrowserContext): Promise<VendorSite> {
  return standInFor(context, ['https://vk.com', 'https://vkvideo.ru'], (url) => {
    const { pathname, searchParams } = url;
    if (pathname !== '/video_ext.php' || searchParams.get('js_api') !== '1') return undefined;
    const id = searchParams.get('id') ?? '';
    if (id === IDS.moved && url.hostname === 'vk.com') return leadOn(url);
    return mediaPage(vkFrame, { settings: { id, ids: IDS } });
  });
}

function leadOn(url: URL): SiteAnswer {
  const to = `https://vkvideo.ru${url.pathname}${url.search}`;
  return { contentType: 'text/html', body: `<!doctype html><script>location.replace('${to}')</script>` };
}

/** Runs in the frame. */
function vkFrame({ video, say, hear, every }: PageMedia, { id, ids }: FrameSettings): void {
  let hasStarted = false;
  let adUntilMs = 0;
  let hasShownAd = false;
  const isInAd = (): boolean => performance.now() < adUntilMs;
  const tell = (event: string, more: object = {}): void =>
    say({
      event,
      state: video.ended ? 'ended' : !hasStarted ? 'unstarted' : video.paused ? 'paused' : 'playing',
      volume: video.volume,
      muted: video.muted,
      time: video.currentTime,
      duration: video.duration,
      quality: 720,
      errorCode: null,
      ...more,
    });

  /** A break of 3 s before the first start, in which nothing of the film moves. */
  function showAd(): void {
    hasShownAd = true;
    adUntilMs = performance.now() + 3_000;
    tell('adStarted', { section: 'preroll' });
    setTimeout(() => {
      tell('adCompleted', { section: 'preroll' });
      video.play().catch(() => undefined);
    }, 3_000);
  }

  function play(): void {
    if (id === ids.withAd && !hasShownAd) showAd();
    else if (id === ids.muted && video.volume > 0 && !hasStarted) tell('autoplaySoundProhibited');
    else if (!isInAd()) video.play().catch(() => undefined);
  }

  hear((message) => {
    const { method, time, volume } = message as { method: string; time: number; volume: number };
    switch (method) {
      case 'play':
        play();
        break;
      case 'pause':
        if (!isInAd()) video.pause();
        break;
      case 'seek':
        if (!isInAd()) video.currentTime = time;
        break;
      case 'set_volume':
        video.volume = volume;
        break;
      default:
        throw new Error(`VK has no method ${method}`);
    }
  });

  video.addEventListener('playing', () => {
    const event = hasStarted ? 'resumed' : 'started';
    hasStarted = true;
    tell(event);
  });
  video.addEventListener('pause', () => tell('paused'));
  video.addEventListener('seeked', () => tell('seeked'));
  video.addEventListener('ended', () => tell('ended'));
  every(250, () => {
    if (!video.paused && !isInAd()) tell('timeupdate');
  });
  video.addEventListener('loadedmetadata', () => {
    if (id === ids.missing) tell('error', { state: 'error', errorCode: 5 });
    else setTimeout(() => tell('inited'), id === ids.moved ? 3_000 : 0);
  });
}
