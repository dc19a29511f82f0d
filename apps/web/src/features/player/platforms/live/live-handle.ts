import type { EpochMs } from '@watchparty/shared';

import type { LiveProgramPlayer, PlayerEvent, PlayerHandle, TimeSpan } from '../../player-handle.js';
import type { ProgramClock } from './program-clock.js';

/** What a stream's player knows of a live programme. Media times are seconds on the player's own axis. */
export interface LiveProgram extends ProgramClock {
  /** Whether the present video is live; false while that is unknown. */
  isLive(): boolean;
  /** Media time at which one can watch with ease: far enough from the edge for its segments to come in time. */
  comfortableTime(): number | undefined;
  /** What can be sought to, in media time. */
  window(): TimeSpan | undefined;
}

/**
 * A player whose positions are the room's while a live programme is on: the sync engine and the controls need not know
 * that each player counts from elsewhere. It is not ready before the room's origin is known. Films pass unchanged.
 */
export function createLiveHandle<T extends PlayerHandle & { destroy(): void }>(
  inner: T,
  program: LiveProgram,
): T & { liveProgram: LiveProgramPlayer } {
  let origin: EpochMs | undefined;
  const listeners = new Set<(event: PlayerEvent) => void>();
  const tell = (event: PlayerEvent): void => {
    for (const listener of listeners) listener(event);
  };

  const toRoom = (mediaTime: number): number | undefined => {
    const programTime = program.programTimeAt(mediaTime);
    return origin === undefined || programTime === undefined ? undefined : (programTime - origin) / 1000;
  };
  const toMedia = (position: number): number | undefined =>
    origin === undefined ? undefined : program.mediaTimeAt(origin + position * 1000);
  const toRoomSpan = ({ start, end }: TimeSpan): TimeSpan[] => {
    const [from, to] = [toRoom(start), toRoom(end)];
    return from === undefined || to === undefined ? [] : [{ start: from, end: to }];
  };
  const isReady = (): boolean =>
    inner.isReady() && (!program.isLive() || toRoom(inner.currentTime()) !== undefined);

  inner.subscribe((event) => {
    // Whoever may describe the programme to the room looks at what is known whenever this is told.
    if (event.type === 'ready' && !isReady()) tell({ type: 'durationchange', duration: undefined });
    else tell(event);
  });

  return {
    ...inner,
    isReady,
    currentTime: () => (program.isLive() ? (toRoom(inner.currentTime()) ?? 0) : inner.currentTime()),
    seek(position) {
      if (!program.isLive()) {
        inner.seek(position);
        return;
      }
      const mediaTime = toMedia(position);
      const window = program.window();
      if (mediaTime === undefined || !window) return;
      // What has left the playlist may still be here. If not, whoever stands nearer to it than the playlist begins
      // stays: the oldest that can be fetched moves on all the time, and nobody wants to see a paused picture follow it.
      const isHere = inner.buffered().some(({ start, end }) => start <= mediaTime && mediaTime < end);
      const present = inner.currentTime();
      const isNearer = mediaTime < present && present <= window.start && inner.hasData();
      if (isHere) inner.seek(mediaTime);
      else if (!isNearer) inner.seek(Math.min(Math.max(mediaTime, window.start), window.end));
    },
    duration: () => (program.isLive() ? undefined : inner.duration()),
    buffered: () => (program.isLive() ? inner.buffered().flatMap(toRoomSpan) : inner.buffered()),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    destroy() {
      inner.destroy();
      listeners.clear();
    },
    liveProgram: {
      comfortableTime() {
        const mediaTime = program.isLive() ? program.comfortableTime() : undefined;
        return mediaTime === undefined ? undefined : program.programTimeAt(mediaTime);
      },
      window() {
        const window = program.isLive() ? program.window() : undefined;
        return window && toRoomSpan(window)[0];
      },
      setOrigin(next) {
        const wasReady = isReady();
        origin = next;
        if (!wasReady && isReady()) tell({ type: 'ready' });
      },
    },
  };
}
