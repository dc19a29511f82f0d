import type { RoomSubtitles, SubtitleCue } from '@watchparty/shared';
import { useCallback, useEffect, useState } from 'react';

import { useApi } from '../../../lib/api-context.js';
import { createSafeStorage } from '../../../lib/safe-storage.js';
import { useRoom } from '../../../realtime/realtime-context.js';
import { fetchSubtitles, readSubtitles } from './load-subtitles.js';

/** The subtitles that somebody brought for everybody, as one viewer has them. */
export interface RoomSubtitlesView {
  /** Undefined where the video has none. */
  subtitles: RoomSubtitles | undefined;
  isOn: boolean;
  /** Empty while they are off, on their way, or could not be had. */
  cues: readonly SubtitleCue[];
  hasFailed: boolean;
  setOn(isOn: boolean): void;
  /** Tries once more to get them. */
  retry(): void;
}

interface Loaded {
  id: string;
  /** Undefined: they could not be had. */
  cues: readonly SubtitleCue[] | undefined;
}

const ON_KEY = 'watchparty.room-subtitles';
const NONE: readonly SubtitleCue[] = [];

/** They are shown until a viewer switches them off, which this device remembers. */
export function useRoomSubtitles(subtitles: RoomSubtitles | undefined): RoomSubtitlesView {
  const api = useApi();
  const roomId = useRoom((state) => (state.status === 'joined' ? state.room.id : undefined));
  const [storage] = useState(() => createSafeStorage(() => window.localStorage));
  const [isOn, setIsOn] = useState(() => storage.get(ON_KEY) !== 'no');
  const [loaded, setLoaded] = useState<Loaded>();
  const { id, url } = subtitles ?? {};
  const isWanted = isOn && id !== undefined && loaded?.id !== id;

  useEffect(() => {
    if (!isWanted || roomId === undefined) return;
    const abort = new AbortController();
    const { signal } = abort;
    const load =
      url === undefined
        ? api.subtitles(roomId, id, { signal }).then(readSubtitles)
        : fetchSubtitles(url, { fetch: (...request) => fetch(...request), signal });
    load.then(
      (cues) => setLoaded({ id, cues }),
      () => {
        if (!signal.aborted) setLoaded({ id, cues: undefined });
      },
    );
    return () => abort.abort();
  }, [isWanted, roomId, id, url, api]);

  const own = loaded?.id === id ? loaded : undefined;
  return {
    subtitles,
    isOn,
    cues: isOn ? (own?.cues ?? NONE) : NONE,
    hasFailed: isOn && own !== undefined && own.cues === undefined,
    setOn: useCallback(
      (next: boolean) => {
        setIsOn(next);
        storage.set(ON_KEY, next ? 'yes' : 'no');
      },
      [storage],
    ),
    retry: useCallback(() => setLoaded(undefined), []),
  };
}
