import { readVideo, type Capabilities, type VideoLink } from '@watchparty/shared';

import type { FrameStage } from '../frame/frame-box.js';
import { createFrameHandle, type FrameCommands, type FrameHandle, type FrameNews } from '../frame/frame-handle.js';
import { numberOf, partOf, textOf, type FrameMessage } from '../frame/frame-message.js';
import { createFrameSlot } from '../frame/frame-slot.js';
import { createTimer, type FrameTime } from '../frame/frame-time.js';
import { createRateProbe } from './rate-probe.js';

/** Older versions of the frame may know nothing of another video; then it is loaded anew. */
const CHANGE_WITHIN_MS = 5_000;

interface RutubeHandleOptions extends FrameStage {
  capabilities: Capabilities;
  /** What an address says of its video. */
  read?: (url: string) => VideoLink | undefined;
}

/**
 * Rutube by its documented messages (github rutube/RutubePlayerJSAPI) and those that newer frames send beside them: JSON text
 * `{ type, data }` both ways. Rates are documented nowhere, so they are tried.
 */
export function createRutubeHandle({ read = readRutube, ...options }: RutubeHandleOptions): FrameHandle {
  const { capabilities, time } = options;
  return createFrameHandle({
    capabilities: { ...capabilities, rate: 'none' },
    time,
    speak: (news) => speakRutube(news, { ...options, read }),
  });
}

interface SpeakOptions extends FrameStage {
  time: FrameTime;
  read: (url: string) => VideoLink | undefined;
}

function speakRutube(news: FrameNews, { box, title, time, read }: SpeakOptions): FrameCommands {
  /** What the frame shows, or is to show. */
  let video: VideoLink | undefined;
  /** The frame was told to show another video, and what it says may be of the one before. */
  const changeTimer = createTimer(time, openFrame, CHANGE_WITHIN_MS);
  let hasAnswered = false;
  let isInAd = false;
  const slot = createFrameSlot({ box, title, onMessage: hear });
  const probe = createRateProbe({
    time,
    tryRate: (rate) => post('player:setPlaybackSpeed', { speed: rate }),
    onAnswer: (isObeyed) => news.capabilities({ rate: isObeyed ? 'any' : 'none' }),
  });

  function post(type: string, data: Record<string, unknown> = {}): void {
    slot.post(JSON.stringify({ type, data }));
  }

  function hear(message: FrameMessage): void {
    const type = textOf(message, 'type');
    if (type === undefined) return;
    const data = partOf(message, 'data');
    if (changeTimer.isSet() && !isOfNewVideo(type, data)) return;
    switch (type) {
      case 'player:init':
      case 'player:ready':
        return hearReady();
      case 'player:changeState':
        return hearState(textOf(data, 'state'));
      case 'player:currentTime':
        return hearTime(data);
      case 'player:durationChange':
        hearReady();
        return news.duration(numberOf(data, 'duration'));
      case 'player:playComplete':
        return news.ended();
      case 'player:adStart':
        return hearAd(true);
      case 'player:adEnd':
        return hearAd(false);
      case 'player:rollState':
        return hearRoll(textOf(data, 'state') ?? textOf(data, 'rollState'));
      case 'player:playbackSpeedChanged':
        return probe.hear(numberOf(data, 'speed'));
      case 'player:error':
        // Its codes are documented nowhere.
        return news.problem('unsupported');
      default:
        return;
    }
  }

  function isOfNewVideo(type: string, data: FrameMessage): boolean {
    if (type === 'player:init') return (textOf(data, 'videoId') ?? video?.videoId) === video?.videoId;
    return type === 'player:ready' || type === 'player:durationChange' || type === 'player:error';
  }

  function hearReady(): void {
    changeTimer.clear();
    hasAnswered = true;
    news.ready();
  }

  function hearState(state: string | undefined): void {
    switch (state) {
      case 'playing':
        news.playing();
        if (!isInAd) probe.begin();
        return;
      case 'pause':
      case 'paused':
      case 'stopped':
        return news.paused();
      case 'buffering':
        return news.buffering();
      case 'seeked':
        return news.seeked();
      case 'completed':
        return news.ended();
      default:
        // A lock screen, the beginning of a seek, and whatever comes to be: nothing of the film changes by it.
        return;
    }
  }

  function hearTime(data: FrameMessage): void {
    const duration = numberOf(data, 'duration');
    if (duration !== undefined) news.duration(duration);
    const position = numberOf(data, 'time') ?? numberOf(data, 'currentTime');
    if (position !== undefined) news.position(position);
  }

  function hearAd(isOn: boolean): void {
    isInAd = isOn;
    news.ad(isOn);
  }

  function hearRoll(state: string | undefined): void {
    if (state === 'play') hearAd(true);
    else if (state === 'complete') hearAd(false);
  }

  function openFrame(): void {
    if (video?.embedUrl === undefined) return;
    leave();
    slot.show(video.embedUrl);
  }

  /** It asks to be told before it is taken away. */
  function leave(): void {
    changeTimer.clear();
    probe.stop();
    if (hasAnswered) post('player:remove');
    hasAnswered = false;
    isInAd = false;
    slot.clear();
  }

  return {
    open(url) {
      const isRetry = video?.canonicalUrl === url;
      video = read(url);
      if (video?.embedUrl === undefined) return 'unsupported';
      const { videoId, embedUrl } = video;
      probe.stop();
      isInAd = false;
      // Another try is for a frame that has failed.
      if (!hasAnswered || isRetry || videoId === undefined) {
        openFrame();
        return undefined;
      }
      const key = new URL(embedUrl).searchParams.get('p');
      post('player:changeVideo', key === null ? { id: videoId } : { params: { hash: videoId, p: key } });
      changeTimer.set();
      return undefined;
    },
    play: () => post('player:play'),
    pause: () => post('player:pause'),
    seek: (position) => post('player:setCurrentTime', { time: position }),
    setSound({ volume, isMuted }) {
      post('player:setVolume', { volume });
      post(isMuted ? 'player:mute' : 'player:unMute');
    },
    setRate: (rate) => post('player:setPlaybackSpeed', { speed: rate }),
    close: leave,
  };
}

function readRutube(url: string): VideoLink | undefined {
  return readVideo('rutube', url);
}
