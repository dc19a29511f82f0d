import { readVideo, type Capabilities, type VideoLink } from '@watchparty/shared';

import type { FrameStage } from '../frame/frame-box.js';
import { createFrameHandle, type FrameCommands, type FrameHandle, type FrameNews } from '../frame/frame-handle.js';
import { numberOf, textOf, type FrameMessage } from '../frame/frame-message.js';
import { createFrameSlot } from '../frame/frame-slot.js';

/** The platform moves between its names, and a frame of one may speak from another. */
const ORIGINS = ['https://vk.com', 'https://vk.ru', 'https://vkvideo.ru'];

interface VkHandleOptions extends FrameStage {
  capabilities: Capabilities;
  /** What an address says of its video. */
  read?: (url: string) => VideoLink | undefined;
}

/**
 * VK Video by the messages of its own script (`vk.com/js/api/videoplayer.js`), which is not needed for them: objects
 * `{ method }` there and `{ event, time, duration, state }` back. The frame speaks only where its address has `js_api=1`.
 */
export function createVkHandle({ read = readVk, ...options }: VkHandleOptions): FrameHandle {
  const { capabilities, time } = options;
  return createFrameHandle({ capabilities, time, speak: (news) => speakVk(news, { ...options, read }) });
}

function speakVk(
  news: FrameNews,
  { box, title, read }: FrameStage & { read: (url: string) => VideoLink | undefined },
): FrameCommands {
  let isLive = false;
  const slot = createFrameSlot({ box, title, origins: ORIGINS, onMessage: hear });

  function hear(message: FrameMessage): void {
    const event = textOf(message, 'event');
    if (event === undefined) return;
    const duration = numberOf(message, 'duration');
    if (duration !== undefined) news.duration(duration);
    switch (event) {
      case 'inited':
        return news.ready();
      case 'started':
      case 'resumed':
        noteLive(duration);
        return news.playing();
      case 'paused':
        return news.paused();
      case 'ended':
        return news.ended();
      case 'seeked':
        return news.seeked(numberOf(message, 'time'));
      case 'timeupdate':
        return hearTime(message);
      case 'adStarted':
        return news.ad(true);
      case 'adCompleted':
        return news.ad(false);
      case 'autoplaySoundProhibited':
        return news.blocked();
      case 'error':
        // Its codes are documented nowhere.
        return news.problem('unsupported');
      default:
        return;
    }
  }

  function hearTime(message: FrameMessage): void {
    const position = numberOf(message, 'time');
    if (position !== undefined) news.position(position);
  }

  /** Only broadcasts have no length once they play. They cannot be sought in. */
  function noteLive(duration: number | undefined): void {
    if (isLive || duration !== 0) return;
    isLive = true;
    news.capabilities({ live: true, seek: false, time: false, duration: false });
  }

  return {
    open(url) {
      const video = read(url);
      if (video?.embedUrl === undefined) return 'unsupported';
      isLive = false;
      news.capabilities(video.capabilities);
      const src = new URL(video.embedUrl);
      src.searchParams.set('js_api', '1');
      // It would start by itself, without its sound.
      src.searchParams.delete('autoplay');
      slot.show(src.href);
      return undefined;
    },
    play() {
      // A broadcast that was paused goes on where it is now, as it does for the others.
      if (isLive) slot.post({ method: 'seekLive' });
      slot.post({ method: 'play' });
    },
    pause: () => slot.post({ method: 'pause' }),
    seek: (position) => slot.post({ method: 'seek', time: position }),
    // How it is muted is known to its script alone.
    setSound: ({ volume, isMuted }) => slot.post({ method: 'set_volume', volume: isMuted ? 0 : volume }),
    close: slot.clear,
  };
}

function readVk(url: string): VideoLink | undefined {
  return readVideo('vk', url);
}
