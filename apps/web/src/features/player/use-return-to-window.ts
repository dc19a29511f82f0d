import { positionAt, type EpochMs, type Playback } from '@watchparty/shared';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { useRealtime, useRoom } from '../../realtime/realtime-context.js';
import { useSnackbar } from '../../ui/snackbar-context.js';
import type { LiveProgramView } from './use-live.js';

/**
 * A room that is this far before the window's start is out of it, in seconds. Right after a new playlist one that is at
 * its start is a segment before it, which players still have.
 */
const LOST_S = 6;

/**
 * Brings a room back that plays what has left the programme, as after many waits for somebody: no player could go there,
 * and the window moves on as fast as the room does. From the host's screen, because there is one host.
 */
export function useReturnToWindow(
  playback: Playback,
  { live, nowMs }: { live: LiveProgramView | undefined; nowMs: EpochMs },
): void {
  const { room } = useRealtime();
  const { t } = useTranslation('player');
  const snackbar = useSnackbar();
  const isHost = useRoom(
    (state) => state.status === 'joined' && !state.isClosed && state.room.hostId === state.youId,
  );
  const isLost =
    live !== undefined && playback.isPlaying && positionAt(playback, nowMs) < live.window.start - LOST_S;

  const comeBack = useEffectEvent(() => {
    if (!live) return;
    snackbar.show({ text: t('momentGone') });
    // Where it is refused, the next version of the timeline is another chance.
    room.command('video:seek', { position: live.reach.start }).catch(() => undefined);
  });
  const { version } = playback;
  useEffect(() => {
    if (isLost && isHost) comeBack();
  }, [isLost, isHost, version]);
}
