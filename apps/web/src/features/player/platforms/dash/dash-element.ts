/** Of dash.js's description of one quality what is read of it. */
export interface DashRepresentation {
  id: string;
  height: number;
  /** Bits per second. */
  bandwidth: number;
}

/** Of dash.js's description of a sound or text track what is read of it. */
export interface DashTrack {
  lang: string | null;
  labels: { text: string }[];
  codec: string | null;
}

/** An error as dash.js tells it: `code` of its list, or a text of its older ones. */
export interface DashErrorEvent {
  error: { code: number } | string;
}

/** What can be sought to, in media time and in seconds since 1970; empty before the first segment. */
export interface DashDvrWindow {
  start?: number;
  end?: number;
  startAsUtc?: number;
}

/** Of a dash.js player what is used of it. What it is asked of a stream before that is `streamInitialized`, it throws at. */
export interface DashEngine {
  on(event: 'error', listener: (event: DashErrorEvent) => void): void;
  on(
    event: 'streamInitialized' | 'fragmentLoadingCompleted' | 'trackChangeRendered' | 'textTracksAdded',
    listener: () => void,
  ): void;
  initialize(view: HTMLMediaElement, source: undefined, autoPlay: boolean): void;
  /** @param startTime seconds; where the stream's own start is not meant */
  attachSource(url: string | null, startTime?: number): void;
  updateSettings(settings: object): void;
  clearDefaultUTCTimingSources(): void;
  isDynamic(): boolean;
  getDvrWindow(): DashDvrWindow;
  /** Seconds. */
  getTargetLiveDelay(): number;
  getRepresentationsByType(type: 'video'): DashRepresentation[];
  /** @param forceReplace in place of what is loaded already, too */
  setRepresentationForTypeById(type: 'video', id: string, forceReplace: boolean): void;
  getTracksFor(type: 'audio' | 'text'): DashTrack[];
  getCurrentTrackFor(type: 'audio'): DashTrack | null;
  setCurrentTrack(track: DashTrack): void;
  /** -1 where none is shown. */
  getCurrentTextTrackIndex(): number;
  setTextTrack(index: number): void;
  /** Lets go of source and element. It can be given both again. */
  reset(): void;
}

/** The element, which is a media element in all but its class, and the engine that feeds it. */
export type DashElement = Omit<HTMLMediaElement, 'load'> & {
  /** Absent until the first load is over. */
  api?: DashEngine;
  /** The browser's own element. */
  nativeEl: HTMLVideoElement;
  /** The first one fetches the engine; from then on it loads the source anew. */
  load(): Promise<void>;
  /** Its first load, kept here by ourselves: the element outlives handles. */
  arrival?: Promise<void>;
};
