/** What the embed script leaves at `window.Twitch`. */
export interface TwitchLibrary {
  Player: new (id: string, options: TwitchOptions) => TwitchPlayer;
}

/** One of `channel`, `video` and `collection` is shown. */
export interface TwitchOptions extends TwitchSource {
  width: string;
  height: string;
  /** Every host that the page lies in. */
  parent: readonly string[];
  autoplay: boolean;
}

export interface TwitchSource {
  channel?: string;
  /** With its `v`. */
  video?: string;
  collection?: string;
}

/** Getters answer with what the frame told last. Times are seconds. */
export interface TwitchPlayer {
  play(): void;
  pause(): void;
  /** Of recordings only. */
  seek(seconds: number): void;
  setMuted(isMuted: boolean): void;
  /** @param volume 0..1 */
  setVolume(volume: number): void;
  setChannel(channel: string): void;
  setVideo(id: string, startSeconds: number): void;
  setCollection(id: string): void;
  /** Of recordings only. */
  getCurrentTime(): number;
  /** Of recordings only; 0 while unknown. */
  getDuration(): number;
  addEventListener(event: TwitchEvent, listener: () => void): void;
  /** Not in Twitch's documentation. */
  destroy?(): void;
}

export type TwitchEvent =
  'ready' | 'playing' | 'pause' | 'ended' | 'online' | 'offline' | 'playbackBlocked' | 'seek';
