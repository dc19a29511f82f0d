/** What the script https://www.youtube.com/iframe_api leaves at `window.YT`, of its reference what is used here. */
export interface YouTubeLibrary {
  /** Takes a frame that is in the page already. */
  Player: new (frame: HTMLIFrameElement, options: { host: string; events: YouTubeEvents }) => YouTubePlayer;
}

/** The numbers of `YT.PlayerState`, which are a part of the interface. */
export const YOUTUBE_STATES = {
  unstarted: -1,
  ended: 0,
  playing: 1,
  paused: 2,
  buffering: 3,
  cued: 5,
} as const;

export interface YouTubeEvents {
  onReady: () => void;
  onStateChange: (event: { data: number }) => void;
  onError: (event: { data: number }) => void;
  /** A module, such as that of captions, has come. */
  onApiChange: () => void;
  onAutoplayBlocked: () => void;
}

/** Times are seconds. Nothing of it works before `onReady`, but `destroy`. */
export interface YouTubePlayer {
  /** Shows a video's picture and fetches nothing; the rate is 1 again. */
  cueVideoById(video: { videoId: string }): void;
  cuePlaylist(playlist: { list: string; listType: 'playlist'; index: number }): void;
  playVideo(): void;
  pauseVideo(): void;
  /** Lands on the keyframe before it unless that place is here already. Starts a player that does not rest at state 2. */
  seekTo(seconds: number, allowSeekAhead: boolean): void;
  /** A rate that it does not have is rounded towards 1. */
  setPlaybackRate(rate: number): void;
  getAvailablePlaybackRates(): number[];
  getCurrentTime(): number;
  /** 0 while unknown; of a live programme, what has been of it. */
  getDuration(): number;
  /** How far the loaded part reaches, 0..1 of the whole. */
  getVideoLoadedFraction(): number;
  getPlayerState(): number;
  /** The address of the video's own page. */
  getVideoUrl(): string;
  /** Ids; absent before a list is here. At most 200. */
  getPlaylist(): string[] | null | undefined;
  /** Not in the reference: versions may lack it, or tell less. */
  getVideoData?(): { isLive?: boolean } | undefined;
  /** @param volume 0..100 */
  setVolume(volume: number): void;
  mute(): void;
  unMute(): void;
  /** Not in the reference either, and the only way to be rid of captions that a viewer's browser remembers. */
  unloadModule?(module: 'captions'): void;
  /** Takes its frame from the page. */
  destroy(): void;
}
