import type { EpochMs } from '@watchparty/shared';
import { Hls } from 'hls-video-element';

import type { TimeSpan } from '../../player-handle.js';
import type { LiveProgram } from '../live/live-handle.js';
import { createEdgeClock, type EdgeClock } from '../live/edge-clock.js';
import { createDatedClock, type ProgramClock } from '../live/program-clock.js';
import type { HlsElement, HlsEngine } from './hls-element.js';

export interface HlsProgram extends LiveProgram {
  /** hls.js feeds the element from now on. */
  follow(engine: HlsEngine): void;
  /** Another video comes. */
  reset(): void;
  destroy(): void;
}

/** What is known of a live programme: by hls.js's playlists, or by the element where the browser plays HLS itself. */
export function createHlsProgram(element: HlsElement, serverNow: () => EpochMs): HlsProgram {
  const abort = new AbortController();
  let engine: HlsEngine | undefined;
  let edgeClock: EdgeClock = createEdgeClock();

  const details = () => engine?.latestLevelDetails ?? undefined;
  const dated = createDatedClock(() => details()?.fragments ?? []);
  const native = createDatedClock(() => {
    const startMs = startDateOf(element)?.getTime() ?? Number.NaN;
    return Number.isNaN(startMs) ? [] : [{ start: 0, programDateTime: startMs }];
  });
  const clock = (): ProgramClock => {
    const carried = engine ? dated : native;
    return carried.programTimeAt(0) === undefined ? edgeClock : carried;
  };
  const seekable = (): TimeSpan | undefined => {
    const ranges = element.seekable;
    const last = ranges.length - 1;
    return last < 0 ? undefined : { start: ranges.start(last), end: ranges.end(last) };
  };
  const window = (): TimeSpan | undefined => {
    const playlist = details();
    return playlist ? { start: playlist.fragmentStart, end: playlist.edge } : seekable();
  };

  let nativeEdge: number | undefined;
  element.addEventListener(
    'progress',
    () => {
      const edge = engine ? undefined : seekable()?.end;
      if (edge === undefined || edge === nativeEdge) return;
      nativeEdge = edge;
      edgeClock.noteEdge({ edge, atMs: serverNow() });
    },
    { signal: abort.signal },
  );

  return {
    isLive: () => details()?.live ?? element.duration === Infinity,
    programTimeAt: (mediaTime) => clock().programTimeAt(mediaTime),
    mediaTimeAt: (programTime) => clock().mediaTimeAt(programTime),
    // What browsers let people seek to by themselves ends where one can watch with ease.
    comfortableTime: () => (engine ? (engine.liveSyncPosition ?? undefined) : seekable()?.end),
    window,
    follow(next) {
      engine = next;
      next.on(Hls.Events.LEVEL_UPDATED, (_event, { details: { live, advanced, edge, targetduration } }) => {
        if (live && advanced) edgeClock.noteEdge({ edge, atMs: serverNow(), targetDuration: targetduration });
      });
    },
    reset() {
      engine = undefined;
      edgeClock = createEdgeClock();
      nativeEdge = undefined;
    },
    destroy: () => abort.abort(),
  };
}

/** Only WebKit has it: the date of media time 0, of a playlist that carries dates. */
function startDateOf(element: HTMLMediaElement & { getStartDate?: () => Date }): Date | undefined {
  return element.getStartDate?.();
}
