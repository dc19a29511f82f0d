import type { PageMedia } from '../kit/page-media.js';

interface FrameSettings {
  /** The first video; absent for a list. */
  id: string | undefined;
  ids: Record<string, string>;
  /** Whether its page has asked to speak to it. */
  hasInterface: boolean;
}

/** Runs in the frame. */
export function youtubeFrame(
  { video, say, hear, every, rewind }: PageMedia,
  { id: firstId, ids, hasInterface }: FrameSettings,
): void {
  const RATES = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];
  const TELL_EVERY_MS = 265;
  const KEYFRAME_EVERY_S = 5;
  const AD_MS = 5_000;
  const LATE_MS = 3_000;
  const [UNSTARTED, ENDED, PLAYING, PAUSED, BUFFERING, CUED] = [-1, 0, 1, 2, 3, 5] as const;

  let widgetId: number | undefined;
  let shownId = firstId;
  let list: string[] | null = null;
  let state: number = UNSTARTED;
  let saidRate = 1;
  let owesAd = false;
  /** Of what is left of an advertisement, in milliseconds. */
  let adLeftMs = 0;
  let adTimer: ReturnType<typeof setTimeout> | undefined;

  const is = (name: string): boolean => shownId === ids[name];
  const tell = (event: string, info: unknown = null): void => {
    if (widgetId !== undefined && hasInterface)
      say(JSON.stringify({ event, info, id: widgetId, channel: 'widget' }));
  };
  const inform = (event = 'infoDelivery'): void => {
    const ranges = video.buffered;
    let loadedTo = 0;
    for (let index = 0; index < ranges.length; index += 1)
      if (ranges.start(index) <= video.currentTime + 1) loadedTo = ranges.end(index);
    tell(event, {
      currentTime: video.currentTime,
      currentTimeLastUpdated_: Date.now() / 1000,
      duration: shownId === undefined ? 0 : video.duration || 0,
      playbackRate: saidRate,
      availablePlaybackRates: RATES,
      playerState: state,
      videoLoadedFraction: loadedTo / (video.duration || 1),
      videoUrl: `https://www.youtube.com/watch?v=${shownId}`,
      videoData: { video_id: shownId, isLive: false },
      playlist: list,
    });
  };
  const enter = (next: number): void => {
    if (next === state) return;
    state = next;
    inform();
    tell('onStateChange', next);
  };
  const isLoaded = (position: number): boolean => {
    const { buffered } = video;
    for (let index = 0; index < buffered.length; index += 1)
      if (buffered.start(index) <= position && position < buffered.end(index)) return true;
    return false;
  };
  const errorOf = (): number | undefined =>
    document.referrer === ''
      ? 153
      : is('badParameter')
        ? 2
        : is('broken')
          ? 5
          : is('missing')
            ? 100
            : is('notEmbeddable')
              ? 150
              : undefined;

  const cue = (id: string): void => {
    shownId = id;
    clearTimeout(adTimer);
    adLeftMs = 0;
    owesAd = is('withAd');
    saidRate = 1;
    state = UNSTARTED;
    tell('onStateChange', UNSTARTED);
    rewind();
    const ready = (): void => {
      const error = errorOf();
      if (error !== undefined) tell('onError', error);
      else enter(CUED);
    };
    video.addEventListener('loadedmetadata', ready, { once: true });
  };
  const refuse = (): void => {
    enter(UNSTARTED);
    if (!is('blockedInSilence')) tell('onAutoplayBlocked');
  };
  const playAd = (): void => {
    const sinceMs = Date.now();
    enter(PLAYING);
    adTimer = setTimeout(() => {
      adLeftMs = 0;
      video.play().catch(refuse);
    }, adLeftMs);
    pauseAd = () => {
      clearTimeout(adTimer);
      adLeftMs -= Date.now() - sinceMs;
    };
  };
  let pauseAd = (): void => undefined;
  const play = (): void => {
    const error = errorOf();
    if (error !== undefined) return tell('onError', error);
    if ((is('blocked') || is('blockedInSilence')) && !video.muted) return refuse();
    if (owesAd) adLeftMs = AD_MS;
    owesAd = false;
    if (adLeftMs > 0) return playAd();
    if (state !== PLAYING) enter(BUFFERING);
    video.play().then(() => enter(PLAYING), refuse);
  };

  const commands: Record<string, (...args: never[]) => void> = {
    cueVideoById: ({ videoId }: { videoId: string }) => cue(videoId),
    cuePlaylist() {
      list = [ids.other ?? '', ids.plain ?? ''];
      cue(list[0] ?? '');
    },
    playVideo: play,
    pauseVideo() {
      if (adLeftMs > 0) pauseAd();
      video.pause();
      if (state !== ENDED) enter(PAUSED);
    },
    seekTo(seconds: number) {
      if (adLeftMs > 0) return;
      const landing = isLoaded(seconds) ? seconds : Math.floor(seconds / KEYFRAME_EVERY_S) * KEYFRAME_EVERY_S;
      const starts = ![PLAYING, PAUSED, BUFFERING].includes(state as never);
      video.currentTime = landing;
      if (starts) play();
    },
    setPlaybackRate(rate: number) {
      const towardsOne = RATES.filter((known) =>
        rate < 1 ? known >= rate && known <= 1 : known <= rate && known >= 1,
      );
      const rounded = rate < 1 ? Math.min(...towardsOne) : Math.max(...towardsOne);
      saidRate = is('roundedRates') ? rounded : rate;
      if (!is('ignoredRates')) video.playbackRate = saidRate;
      inform();
      tell('onPlaybackRateChange', saidRate);
    },
    setVolume: (volume: number) => void (video.volume = volume / 100),
    mute: () => void (video.muted = true),
    unMute: () => void (video.muted = false),
  };

  hear((message) => {
    if (typeof message !== 'string') return;
    const { event, func, args, id } = JSON.parse(message) as {
      event: string;
      func?: string;
      args?: never[];
      id: number;
    };
    if (event === 'listening' && widgetId === undefined) {
      widgetId = id;
      inform('initialDelivery');
      setTimeout(() => greet(), is('late') ? LATE_MS : 0);
    }
    if (event === 'command') commands[func ?? '']?.(...(args ?? []));
  });
  const greet = (): void => {
    tell('onReady');
    const error = errorOf();
    if (error !== undefined) tell('onError', error);
    else if (shownId !== undefined) enter(CUED);
  };

  video.addEventListener('playing', () => enter(PLAYING));
  video.addEventListener('waiting', () => {
    if (state === PLAYING) enter(BUFFERING);
  });
  video.addEventListener('seeking', () => {
    if (state === PAUSED && !isLoaded(video.currentTime)) enter(BUFFERING);
  });
  video.addEventListener('seeked', () => {
    if (state === BUFFERING && video.paused) enter(PAUSED);
    inform();
  });
  video.addEventListener('durationchange', () => inform());
  video.addEventListener('progress', () => inform());
  video.addEventListener('ended', () => enter(ENDED));
  every(TELL_EVERY_MS, () => {
    if (state === PLAYING) inform();
  });
}
