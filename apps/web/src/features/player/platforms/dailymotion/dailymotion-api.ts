/** What the library script leaves at `window.dailymotion`. */
export interface DailymotionLibrary {
  /** @param id of the element that the player takes the place of */
  createPlayer(
    id: string,
    options: { video: string; params?: DailymotionParams },
  ): Promise<DailymotionPlayer>;
  events: DailymotionEvents;
}

interface DailymotionParams {
  mute?: boolean;
  startTime?: number;
}

/** The names that events have on the wire, as the library's own constants; those that are not there are not told. */
export type DailymotionEvents = Partial<Record<DailymotionEvent, string>>;

type DailymotionEvent =
  | 'AD_END'
  | 'AD_START'
  | 'PLAYER_CRITICALPATHREADY'
  | 'PLAYER_ERROR'
  | 'PLAYER_PLAYBACKPERMISSION'
  | 'VIDEO_BUFFERING'
  | 'VIDEO_DURATIONCHANGE'
  | 'VIDEO_END'
  | 'VIDEO_PAUSE'
  | 'VIDEO_PLAYING'
  | 'VIDEO_SEEKEND'
  | 'VIDEO_TIMECHANGE';

/** Times are seconds. */
export interface DailymotionPlayer {
  loadContent(content: { video: string }): unknown;
  play(): unknown;
  pause(): unknown;
  seek(seconds: number): unknown;
  /** @param volume 0..1 */
  setVolume(volume: number): unknown;
  setMute(isMuted: boolean): unknown;
  on(event: string, listener: (state: DailymotionState) => void): void;
  destroy(): unknown;
}

/** Of what comes with every event, what is read. Times are seconds. */
export interface DailymotionState {
  videoId?: string;
  videoTime?: number;
  videoDuration?: number;
  videoIsPasswordRequired?: boolean;
  playerError?: { code?: string } | string | null;
  playerIsPlaybackAllowed?: boolean;
  /** Why, as `allowedFallbackMuted` or `rejectedByBrowser`. */
  playerPlaybackPermissionReason?: string;
}
