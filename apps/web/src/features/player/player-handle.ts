import type { Capabilities, EpochMs } from '@watchparty/shared';

/** What keeps a video from being played here. */
export type MediaProblem =
  | 'network'
  | 'decode'
  | 'unsupported'
  /** Removed, private, or never there. */
  | 'missing'
  /** Its owner lets nobody play it outside of the platform. */
  | 'not_embeddable'
  /** The platform does not know whom it plays for: no referrer reached it. */
  | 'no_referrer'
  /** A channel that is not on air. */
  | 'offline'
  /** This viewer has not said yet which of their files it is. */
  | 'no_copy'
  /** The platform's script or frame did not load. */
  | 'no_answer';

/** What a player tells by itself. Positions are read, not told: events of positions are late by nature. */
export type PlayerEvent =
  /** A new video was asked for; nothing is known of it yet. */
  | { type: 'loading' }
  /** Length and size are known, and seeking works. */
  | { type: 'ready' }
  | { type: 'durationchange'; duration: number | undefined }
  | { type: 'playing' }
  | { type: 'paused' }
  /** It ran out of data and stands still. */
  | { type: 'waiting' }
  /** Enough data is here to go on. */
  | { type: 'canplay' }
  | { type: 'seeking' }
  | { type: 'seeked' }
  | { type: 'buffered' }
  | { type: 'ended' }
  /** The platform shows an advertisement, or has ended it. */
  | { type: 'ad'; isOn: boolean }
  /** `capabilities` says something else now: what had to be tried has been. */
  | { type: 'capabilities' }
  /** What can be chosen from, or what is chosen, has changed. */
  | { type: 'choices' }
  | { type: 'error'; problem: MediaProblem };

/** What became of a request to play; browsers may refuse sound or everything before a gesture. */
export type PlayOutcome = 'playing' | 'blocked' | 'interrupted';

/** Seconds of video, from and to. */
export interface TimeSpan {
  start: number;
  end: number;
}

/** What players of live programmes can do beyond that. Without a live programme it answers undefined. */
export interface LiveProgramPlayer {
  /** What the programme's clock shows now where one can watch with ease. */
  comfortableTime(): EpochMs | undefined;
  /** What can be sought to, in the room's positions. */
  window(): TimeSpan | undefined;
  /** What the programme's clock shows at the room's position 0. The player is not ready without it. */
  setOrigin(liveOrigin: EpochMs | undefined): void;
}

/** Something of which one is shown: a quality of the picture, a sound track, subtitles. */
export interface Choice {
  id: string;
  /** As the file or the platform calls it. */
  label: string;
}

export type ChoiceKind = 'quality' | 'audio' | 'text';

/** What a viewer may choose for themselves. */
export interface Choices {
  options(kind: ChoiceKind): readonly Choice[];
  /** Undefined: the player decides, or for subtitles none. */
  chosen(kind: ChoiceKind): string | undefined;
  choose(kind: ChoiceKind, id: string | undefined): void;
}

/**
 * One player, whatever stands behind it: an element, a frame, a vendor's script. The sync engine and the controls
 * know nothing else. What `capabilities` denies may be called and does nothing.
 */
export interface PlayerHandle {
  /** May change after a `capabilities` event. */
  readonly capabilities: Capabilities;
  /** The rates that it plays, rising, where `capabilities.rate` is `steps`. */
  rates?(): readonly number[];
  /** Whether an advertisement is shown; then the position says nothing. Absent where none are ever told of. */
  isInAd?(): boolean;
  /** Absent where there is never anything to choose. */
  readonly choices?: Choices;
  /** Absent where the platform's programmes are never live. */
  readonly liveProgram?: LiveProgramPlayer;
  /** Shows another video, paused at its start. The same element stays, which keeps its right to play with sound. */
  load(url: string): void;
  play(): Promise<PlayOutcome>;
  pause(): void;
  /** @param position seconds */
  seek(position: number): void;
  /**
   * @param rate seconds of video per second
   * @param options.keepsPitch false where a faster sound may be a higher one; true unless said
   */
  setRate(rate: number, options?: { keepsPitch: boolean }): void;
  /** Seconds. */
  currentTime(): number;
  /** Seconds, or undefined while unknown and for live programmes. */
  duration(): number | undefined;
  buffered(): readonly TimeSpan[];
  isReady(): boolean;
  isPaused(): boolean;
  isSeeking(): boolean;
  isEnded(): boolean;
  /** What keeps the present video from being played; it may have come before anybody listened. */
  problem(): MediaProblem | undefined;
  /** Whether there is enough data to go on from here. */
  hasData(): boolean;
  /** @param volume 0..1 */
  setVolume(volume: number): void;
  setMuted(muted: boolean): void;
  /** Ends with what it answers with. */
  subscribe(listener: (event: PlayerEvent) => void): () => void;
}
