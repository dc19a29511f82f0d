/** Of `@vimeo/player` what is used of it. Times are seconds. */
export interface VimeoPlayer {
  /** Rejects where the frame cannot show its video, with an error whose `name` says why. */
  ready(): Promise<void>;
  loadVideo(options: { url: string }): Promise<unknown>;
  play(): Promise<unknown>;
  pause(): Promise<unknown>;
  setCurrentTime(seconds: number): Promise<number>;
  /** Rejects where the video's owner has not paid for it. @param rate 0.5..2 */
  setPlaybackRate(rate: number): Promise<number>;
  setVolume(volume: number): Promise<number>;
  setMuted(isMuted: boolean): Promise<boolean>;
  getDuration(): Promise<number>;
  /** Pairs of start and end. */
  getBuffered(): Promise<unknown>;
  on(event: string, listener: (data: VimeoEventData) => void): void;
  destroy(): Promise<void>;
}

/** What events carry, each some of it. */
export interface VimeoEventData {
  seconds?: number;
  duration?: number;
  playbackRate?: number;
  /** Of an error: its kind. */
  name?: string;
}
