import {
  YOUTUBE_STATES,
  type YouTubeEvents,
  type YouTubePlayer,
} from '../features/player/platforms/youtube/youtube-api.js';

type State = keyof typeof YOUTUBE_STATES;

/** YouTube's player, which does nothing by itself: a test says what is told, and sees what was asked for. */
export class FakeYouTube implements YouTubePlayer {
  readonly asked: string[] = [];
  currentTime = 0;
  duration = 300;
  loadedFraction = 0;
  rates = [1, 0.5, 2];
  videoId = '';
  list: string[] | undefined;
  isLive: boolean | undefined = false;
  private state: State = 'cued';
  private readonly events: YouTubeEvents;

  constructor(events: YouTubeEvents) {
    this.events = events;
  }

  /** It is there, with the first video's poster. */
  open(videoId = this.videoId): void {
    this.videoId = videoId;
    this.events.onReady();
  }
  enter(state: State): void {
    this.state = state;
    this.events.onStateChange({ data: YOUTUBE_STATES[state] });
  }
  /** The latest video to be asked for has come. */
  arrive(videoId: string): void {
    this.videoId = videoId;
    this.currentTime = 0;
    this.enter('cued');
  }
  /** It is in a state of which nothing was told. */
  slipInto(state: State): void {
    this.state = state;
  }
  fail(code: number): void {
    this.events.onError({ data: code });
  }
  block(): void {
    this.events.onAutoplayBlocked();
  }
  bringModule(): void {
    this.events.onApiChange();
  }

  cueVideoById({ videoId }: { videoId: string }): void {
    this.asked.push(`cue ${videoId}`);
  }
  cuePlaylist({ list, index }: { list: string; index: number }): void {
    this.asked.push(`cue list ${list} from ${index}`);
  }
  playVideo(): void {
    this.asked.push('play');
  }
  pauseVideo(): void {
    this.asked.push('pause');
  }
  seekTo(seconds: number, allowSeekAhead: boolean): void {
    this.asked.push(`seek ${seconds}${allowSeekAhead ? '' : ' within what is here'}`);
  }
  setPlaybackRate(rate: number): void {
    this.asked.push(`rate ${rate}`);
  }
  getAvailablePlaybackRates = (): number[] => this.rates;
  getCurrentTime = (): number => this.currentTime;
  getDuration = (): number => this.duration;
  getVideoLoadedFraction = (): number => this.loadedFraction;
  getPlayerState = (): number => YOUTUBE_STATES[this.state];
  getVideoUrl = (): string => `https://www.youtube.com/watch?t=0&v=${this.videoId}`;
  getPlaylist = (): string[] | undefined => this.list;
  getVideoData = (): { isLive?: boolean } => (this.isLive === undefined ? {} : { isLive: this.isLive });
  setVolume(volume: number): void {
    this.asked.push(`volume ${volume}`);
  }
  mute(): void {
    this.asked.push('mute');
  }
  unMute(): void {
    this.asked.push('unmute');
  }
  unloadModule(module: string): void {
    this.asked.push(`without ${module}`);
  }
  destroy(): void {
    this.asked.push('destroy');
  }
}
