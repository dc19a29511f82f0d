import type {
  DashDvrWindow,
  DashElement,
  DashEngine,
  DashErrorEvent,
  DashRepresentation,
  DashTrack,
} from '../features/player/platforms/dash/dash-element.js';

/** A dash.js that fetches nothing: what it knows and tells comes from a test. */
export class FakeDash implements DashEngine {
  /** What it was given to play and when it was let go, in turn. */
  readonly told: string[] = [];
  isLive = false;
  dvr: DashDvrWindow = {};
  liveDelay = 0;
  representations: DashRepresentation[] = [];
  tracks: Record<'audio' | 'text', DashTrack[]> = { audio: [], text: [] };
  audio: DashTrack | null = null;
  text = -1;
  /** The quality that it was told to play; undefined while it decides by itself. */
  quality: string | undefined;
  /** What it knows of a stream it says only while it has one. */
  #isInitialised = false;
  readonly #listeners: { event: string; listener: (event: DashErrorEvent) => void }[] = [];

  on(event: string, listener: (event: DashErrorEvent) => void): void {
    this.#listeners.push({ event, listener });
  }

  initialize(): void {
    this.told.push('initialize');
  }

  attachSource(url: string | null, startTime?: number): void {
    this.#isInitialised = false;
    this.told.push(`source ${url}${startTime === undefined ? '' : ` from ${startTime}`}`);
  }

  updateSettings(settings: { streaming?: { abr?: { autoSwitchBitrate?: { video: boolean } } } }): void {
    if (settings.streaming?.abr?.autoSwitchBitrate?.video) this.quality = undefined;
  }

  clearDefaultUTCTimingSources(): void {
    this.told.push('clear clocks');
  }

  isDynamic(): boolean {
    this.#requireStream();
    return this.isLive;
  }

  getDvrWindow(): DashDvrWindow {
    this.#requireStream();
    return this.dvr;
  }

  getTargetLiveDelay(): number {
    this.#requireStream();
    return this.liveDelay;
  }

  getRepresentationsByType(): DashRepresentation[] {
    this.#requireStream();
    return this.representations;
  }

  setRepresentationForTypeById(_type: string, id: string): void {
    this.#requireStream();
    this.quality = id;
  }

  getTracksFor(type: 'audio' | 'text'): DashTrack[] {
    this.#requireStream();
    return this.tracks[type];
  }

  getCurrentTrackFor(): DashTrack | null {
    return this.audio;
  }

  setCurrentTrack(track: DashTrack): void {
    this.audio = track;
  }

  getCurrentTextTrackIndex(): number {
    return this.text;
  }

  setTextTrack(index: number): void {
    this.text = index;
  }

  reset(): void {
    this.#isInitialised = false;
    this.told.push('reset');
  }

  tell(event: 'streamInitialized' | 'fragmentLoadingCompleted'): void {
    if (event === 'streamInitialized') this.#isInitialised = true;
    this.#tell(event, { error: '' });
  }

  break(code: number): void {
    this.#tell('error', { error: { code } });
  }

  #requireStream(): void {
    if (!this.#isInitialised) throw new Error('there is no stream');
  }

  #tell(name: string, event: DashErrorEvent): void {
    for (const entry of this.#listeners) if (entry.event === name) entry.listener(event);
  }
}

export interface FakeDashElement {
  element: DashElement;
  state: { currentTime: number; readyState: number; duration: number };
  engine: FakeDash;
  /** dash.js has come, or has not. */
  arrive(failure?: Error): Promise<void>;
}

/** An element that waits for dash.js with its first load, and gives it its source with each later one. */
export function fakeDashElement(): FakeDashElement {
  const state = { currentTime: 0, readyState: 0, duration: NaN };
  const engine = new FakeDash();
  const element = document.createElement('video');
  let settle: (failure?: Error) => void = () => undefined;
  let isAsked = false;
  Object.defineProperties(element, {
    currentTime: { get: () => state.currentTime, set: (next: number) => (state.currentTime = next) },
    readyState: { get: () => state.readyState },
    duration: { get: () => state.duration },
    nativeEl: { value: document.createElement('video') },
    api: { value: undefined, writable: true },
    src: {
      get: () => element.getAttribute('src') ?? '',
      set(url: string) {
        element.setAttribute('src', url);
        element.load();
      },
    },
    load: {
      value: () => {
        if (isAsked) {
          engine.attachSource(element.getAttribute('src'));
          return Promise.resolve();
        }
        isAsked = true;
        return new Promise<void>((resolve, reject) => {
          settle = (failure) => {
            if (failure) reject(failure);
            else {
              Object.assign(element, { api: engine });
              resolve();
            }
          };
        });
      },
    },
  });
  return {
    element: element as unknown as DashElement,
    state,
    engine,
    async arrive(failure) {
      settle(failure);
      // Whoever waits for it goes on within a few turns.
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    },
  };
}
