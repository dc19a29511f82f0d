import type { VideoLink } from '@watchparty/shared';

import { createEventPlayer, type EventPlayer, type PlayerPort, type PlayerReport } from '../event-player.js';
import { createAdBreaks } from '../frame/ad-breaks.js';
import { numberOf, textOf, type FrameMessage } from '../frame/frame-message.js';
import { createFrameSlot } from '../frame/frame-slot.js';
import { REFUSED_AFTER_MS } from '../frame/refused-after.js';
import type { VendorSurroundings } from '../vendor/vendor-box.js';

/** The platform moves between its names, and a frame of one may speak from another. */
const ORIGINS = ['https://vk.com', 'https://vk.ru', 'https://vkvideo.ru'];

/**
 * VK Video by the messages of its own script (`vk.com/js/api/videoplayer.js`), which is not needed for them: objects
 * `{ method }` there and `{ event, state, time, duration }` back. The frame speaks only where its address has `js_api=1`.
 */
export function createVkHandle(surroundings: VendorSurroundings): EventPlayer {
  return createEventPlayer((report) => createVkPort(report, surroundings), {
    ...surroundings,
    tellsSeeked: true,
    blockedAfterMs: REFUSED_AFTER_MS,
  });
}

function createVkPort(report: PlayerReport, { box, read, schedule }: VendorSurroundings): PlayerPort {
  let video: VideoLink | undefined;
  let isLive = false;
  let sound = { volume: 1, isMuted: false };
  const ads = createAdBreaks(report, schedule);
  const slot = createFrameSlot({ box, title: 'VK Видео', origins: ORIGINS, onMessage: hear });

  function hear(message: FrameMessage): void {
    const event = textOf(message, 'event');
    // A broadcast counts from where nobody else does.
    const time = isLive ? undefined : numberOf(message, 'time');
    const duration = numberOf(message, 'duration');
    // Before it is known, and for ever where there is none, it is 0.
    if (duration !== undefined && duration > 0) report.duration(duration);
    switch (event) {
      case 'inited':
        return report.ready();
      case 'started':
      case 'resumed':
        if (duration === 0) goLive();
        return report.playing(time);
      case 'paused':
        return report.paused(time);
      case 'timeupdate':
        return time === undefined ? undefined : report.position(time);
      case 'seeked':
        return report.seeked(time);
      case 'ended':
        return report.ended();
      case 'adStarted':
        return ads.begin();
      case 'adCompleted':
        return ads.end();
      case 'autoplaySoundProhibited':
        return report.blocked();
      case 'error':
        // Its codes are documented nowhere.
        return report.failed('unsupported');
      default:
        return;
    }
  }

  /** Only broadcasts have no length once they play. What can be sought to in them is not told. */
  function goLive(): void {
    if (isLive || !video) return;
    isLive = true;
    report.capabilities({ ...video.capabilities, live: true, seek: false, time: false, duration: false });
  }

  /** How it is muted is known to its script alone. */
  function sendSound(): void {
    slot.post({ method: 'set_volume', volume: sound.isMuted ? 0 : sound.volume });
  }

  return {
    show(url) {
      ads.reset();
      isLive = false;
      video = read(url);
      if (video?.embedUrl === undefined) {
        slot.clear();
        report.failed('missing');
        return;
      }
      report.capabilities(video.capabilities);
      const src = new URL(video.embedUrl);
      src.searchParams.set('js_api', '1');
      slot.show(src.href);
    },
    play() {
      // A broadcast that was paused goes on where it is now, as it does for the others.
      if (isLive) slot.post({ method: 'seekLive' });
      slot.post({ method: 'play' });
    },
    pause: () => slot.post({ method: 'pause' }),
    seek: (position) => slot.post({ method: 'seek', time: position }),
    setVolume(volume) {
      sound = { ...sound, volume };
      sendSound();
    },
    setMuted(isMuted) {
      sound = { ...sound, isMuted };
      sendSound();
    },
    destroy() {
      ads.reset();
      slot.clear();
    },
  };
}
