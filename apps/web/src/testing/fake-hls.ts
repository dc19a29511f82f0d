import { Hls } from 'hls-video-element';

import type { HlsElement, HlsEngine } from '../features/player/platforms/hls/hls-element.js';
import { giveTracks } from './fake-tracks.js';

/** Of hls.js's playlist what is read of it. Media times are seconds on the player's own axis. */
export interface FakePlaylist {
  live: boolean;
  /** Whether it has more than the one before. */
  advanced: boolean;
  fragmentStart: number;
  edge: number;
  targetduration: number;
  fragments: { start: number; programDateTime: number | null }[];
}

/** Of hls.js's qualities and tracks what is read of them. */
export interface FakeTracks {
  levels: { height: number; bitrate: number }[];
  audioTracks: { name: string; lang?: string }[];
  subtitleTracks: { name: string; lang?: string }[];
}

export interface FakeError {
  type: string;
  details: string;
  fatal: boolean;
}

/** An hls.js that fetches nothing: playlists and errors come from a test. */
export class FakeEngine {
  latestLevelDetails: FakePlaylist | null = null;
  liveSyncPosition: number | null = null;
  levels: FakeTracks['levels'] = [];
  audioTracks: FakeTracks['audioTracks'] = [];
  subtitleTracks: FakeTracks['subtitleTracks'] = [];
  /** -1: by the line. */
  manualLevel = -1;
  audioTrack = 0;
  subtitleTrack = -1;
  subtitleDisplay = true;
  /** What it was told to do, in turn. */
  readonly told: string[] = [];
  readonly #listeners: { event: string; listener: (event: string, data: unknown) => void }[] = [];

  on(event: string, listener: (event: string, data: unknown) => void): void {
    this.#listeners.push({ event, listener });
  }

  get autoLevelEnabled(): boolean {
    return this.manualLevel === -1;
  }

  set nextLevel(level: number) {
    this.manualLevel = level;
  }

  recoverMediaError(): void {
    this.told.push('recover');
  }

  startLoad(): void {
    this.told.push('start');
  }

  stopLoad(): void {
    this.told.push('stop');
  }

  /** A playlist has come. */
  bring(playlist: FakePlaylist): void {
    this.latestLevelDetails = playlist;
    this.#tell(Hls.Events.LEVEL_UPDATED, { details: playlist });
  }

  /** Its lists of qualities and tracks have changed. */
  listTracks(tracks: Partial<FakeTracks>): void {
    Object.assign(this, tracks);
    this.#tell(Hls.Events.MANIFEST_PARSED, {});
  }

  break(error: FakeError): void {
    this.#tell(Hls.Events.ERROR, error);
  }

  listenerCount(): number {
    return this.#listeners.length;
  }

  #tell(event: string, data: unknown): void {
    for (const entry of this.#listeners) if (entry.event === event) entry.listener(event, data);
  }

  asEngine(): HlsEngine {
    return this as unknown as HlsEngine;
  }
}

/** What a test lets the element know. */
export interface ElementState {
  duration: number;
  currentTime: number;
  readyState: number;
  /** From and to, in media time; undefined while nothing can be sought to. */
  seekable: [number, number] | undefined;
}

export interface FakeHlsElement {
  element: HlsElement;
  state: ElementState;
  /** The element that a browser would play by itself with. */
  native: HTMLVideoElement;
  /** The loads of the element within. */
  nativeLoads: { count: number };
}

/** @param makeEngine called one microtask after each load, as the real element does; absent: none is made */
export function fakeHlsElement(makeEngine?: () => FakeEngine): FakeHlsElement {
  const state: ElementState = { duration: NaN, currentTime: 0, readyState: 0, seekable: undefined };
  const element = document.createElement('video');
  const native = document.createElement('video');
  const nativeLoads = { count: 0 };
  giveTracks(native);
  native.load = () => void (nativeLoads.count += 1);
  let api: HlsEngine | null = null;
  Object.defineProperties(element, {
    duration: { get: () => state.duration },
    currentTime: { get: () => state.currentTime, set: (next: number) => (state.currentTime = next) },
    readyState: { get: () => state.readyState },
    seekable: {
      get: () => ({
        length: state.seekable ? 1 : 0,
        start: () => state.seekable?.[0],
        end: () => state.seekable?.[1],
      }),
    },
    nativeEl: { value: native },
    api: { get: () => api },
    src: {
      get: () => element.getAttribute('src') ?? '',
      set(url: string) {
        element.setAttribute('src', url);
        element.load();
      },
    },
    load: {
      value: () => {
        if (makeEngine) queueMicrotask(() => (api = makeEngine().asEngine()));
      },
    },
  });
  return { element: element as unknown as HlsElement, state, native, nativeLoads };
}
