import type { Capabilities, VideoLink } from '@watchparty/shared';

import { createEventPlayer, type EventPlayer, type PlayerPort, type PlayerReport } from '../event-player.js';
import { createAdBreaks } from '../frame/ad-breaks.js';
import { numberOf, partOf, textOf, type FrameMessage } from '../frame/frame-message.js';
import { createFrameSlot } from '../frame/frame-slot.js';
import { REFUSED_AFTER_MS } from '../frame/refused-after.js';
import type { VendorSurroundings } from '../vendor/vendor-box.js';
import { createRateProbe } from './rate-probe.js';

/** A frame that has said nothing of another video by then knows nothing of such commands, and is loaded anew. */
const CHANGE_WITHIN_MS = 5_000;

/**
 * Rutube by its documented messages (github rutube/RutubePlayerJSAPI) and by those that newer frames send besides: JSON
 * text `{ type, data }` both ways. Rates are documented nowhere, so one is tried.
 */
export function createRutubeHandle(surroundings: VendorSurroundings): EventPlayer {
  return createEventPlayer((report) => createRutubePort(report, surroundings), {
    ...surroundings,
    capabilities: { ...surroundings.capabilities, rate: 'none' },
    // Older frames do not.
    tellsSeeked: false,
    blockedAfterMs: REFUSED_AFTER_MS,
  });
}

function createRutubePort(report: PlayerReport, { box, read, schedule }: VendorSurroundings): PlayerPort {
  /** What the frame shows, or is to show. */
  let video: VideoLink | undefined;
  /** There is a frame that takes commands, if not for this video yet. */
  let hasAnswered = false;
  let isReady = false;
  /** While it is on its way to another video, what the frame says may be of the one before. */
  let cancelChange: (() => void) | undefined;
  let isAsked = false;
  let isRunning = false;
  const ads = createAdBreaks(report, schedule);
  const slot = createFrameSlot({ box, title: 'Rutube', onMessage: hear });
  const probe = createRateProbe({ schedule, tryRate: sendRate, onObeyed: reportCapabilities });

  function post(type: string, data: Record<string, unknown> = {}): void {
    slot.post(JSON.stringify({ type, data }));
  }

  function sendRate(rate: number): void {
    post('player:setPlaybackSpeed', { speed: rate });
  }

  function reportCapabilities(): void {
    if (!video) return;
    const capabilities: Capabilities = { ...video.capabilities, rate: probe.known() };
    report.capabilities(capabilities);
  }

  function hear(message: FrameMessage): void {
    const type = textOf(message, 'type') ?? '';
    const data = partOf(message, 'data');
    if (cancelChange && !isOfNewVideo(type, data)) return;
    switch (type) {
      case 'player:init':
      case 'player:ready':
        return hearReady();
      case 'player:changeState':
        return hearState(textOf(data, 'state'));
      case 'player:currentTime':
        hearDuration(data);
        return hearTime(data);
      case 'player:durationChange':
        hearDuration(data);
        return cancelChange ? hearReady() : undefined;
      case 'player:playComplete':
        isRunning = false;
        return report.ended();
      case 'player:adStart':
        return ads.begin();
      case 'player:adEnd':
        return ads.end();
      case 'player:rollState':
        return hearRoll(textOf(data, 'state') ?? textOf(data, 'rollState'));
      case 'player:playbackSpeedChanged':
        return hearRate(numberOf(data, 'speed'));
      case 'player:error':
        // Its codes are documented nowhere.
        cancelChange?.();
        cancelChange = undefined;
        return report.failed('unsupported');
      default:
        return;
    }
  }

  function isOfNewVideo(type: string, data: FrameMessage): boolean {
    if (type === 'player:init') return (textOf(data, 'videoId') ?? video?.videoId) === video?.videoId;
    return type === 'player:ready' || type === 'player:durationChange' || type === 'player:error';
  }

  function hearReady(): void {
    cancelChange?.();
    cancelChange = undefined;
    hasAnswered = true;
    // Newer frames say it in two ways.
    if (isReady) return;
    isReady = true;
    report.ready();
  }

  function hearState(state: string | undefined): void {
    switch (state) {
      case 'playing':
        isRunning = true;
        report.canPlay();
        report.playing();
        if (!ads.isOn()) probe.begin();
        return;
      case 'pause':
      case 'paused':
      case 'stopped':
        isRunning = false;
        return report.paused();
      case 'buffering':
        // It has begun, and only lacks data.
        if (isAsked && !isRunning) report.playing();
        return report.waiting();
      case 'seeked':
        return report.seeked();
      case 'completed':
        isRunning = false;
        return report.ended();
      default:
        // A lock screen, the beginning of a seek, and whatever comes to be: nothing of the film changes by it.
        return;
    }
  }

  function hearTime(data: FrameMessage): void {
    const position = numberOf(data, 'time') ?? numberOf(data, 'currentTime');
    if (position !== undefined) report.position(position);
  }

  function hearDuration(data: FrameMessage): void {
    const duration = numberOf(data, 'duration');
    if (duration !== undefined && duration > 0) report.duration(duration);
  }

  function hearRoll(state: string | undefined): void {
    if (state === 'play') ads.begin();
    else if (state === 'complete') ads.end();
  }

  function hearRate(rate: number | undefined): void {
    if (rate === undefined || rate <= 0) return;
    report.rate(rate);
    probe.hear(rate);
  }

  function openFrame(): void {
    leave();
    if (video?.embedUrl !== undefined) slot.show(video.embedUrl);
  }

  function leave(): void {
    cancelChange?.();
    cancelChange = undefined;
    // It asks to be told before it is taken away.
    if (hasAnswered) post('player:remove');
    hasAnswered = false;
    slot.clear();
  }

  return {
    show(url) {
      const isRetry = video?.canonicalUrl === url;
      video = read(url);
      ads.reset();
      probe.stop();
      isReady = false;
      isAsked = false;
      isRunning = false;
      if (video?.embedUrl === undefined || video.videoId === undefined) {
        leave();
        report.failed('missing');
        return;
      }
      reportCapabilities();
      // Another try is for a frame that has failed.
      if (!hasAnswered || isRetry) {
        openFrame();
        return;
      }
      const { videoId, embedUrl } = video;
      const key = new URL(embedUrl).searchParams.get('p');
      post('player:changeVideo', key === null ? { id: videoId } : { params: { hash: videoId, p: key } });
      cancelChange?.();
      cancelChange = schedule(openFrame, CHANGE_WITHIN_MS);
    },
    play() {
      isAsked = true;
      post('player:play');
    },
    pause() {
      isAsked = false;
      post('player:pause');
    },
    seek: (position) => post('player:setCurrentTime', { time: position }),
    setRate: sendRate,
    setVolume: (volume) => post('player:setVolume', { volume }),
    setMuted: (isMuted) => post(isMuted ? 'player:mute' : 'player:unMute'),
    destroy() {
      ads.reset();
      probe.stop();
      leave();
    },
  };
}
