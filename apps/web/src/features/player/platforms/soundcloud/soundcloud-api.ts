/** What the widget's script leaves at `window.SC`. */
export interface SoundCloudLibrary {
  Widget: SoundCloudWidgets;
}

interface SoundCloudWidgets {
  (frame: HTMLIFrameElement): SoundCloudWidget;
  /** The names that events have on the wire. */
  Events: Record<SoundCloudEvent, string>;
}

export type SoundCloudEvent =
  'READY' | 'PLAY' | 'PAUSE' | 'PLAY_PROGRESS' | 'LOAD_PROGRESS' | 'SEEK' | 'FINISH' | 'ERROR';

/** Times are milliseconds, and answers come by callback. */
export interface SoundCloudWidget {
  bind(event: string, listener: (data?: SoundCloudProgress) => void): void;
  unbind(event: string): void;
  /** @param url of the track's page */
  load(url: string, options: { auto_play: boolean; visual: boolean; callback: () => void }): void;
  play(): void;
  pause(): void;
  seekTo(milliseconds: number): void;
  /** @param volume 0..100 */
  setVolume(volume: number): void;
  getDuration(callback: (milliseconds: number) => void): void;
}

/** What comes with the events of a track that plays or loads. */
export interface SoundCloudProgress {
  /** Milliseconds. */
  currentPosition?: number;
  /** 0..1 of the track. */
  loadedProgress?: number;
}
