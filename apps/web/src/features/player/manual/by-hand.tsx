import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useRealtime } from '../../../realtime/realtime-context.js';
import type { PlayerProps, VideoPlayback } from '../player.js';
import { useFullscreen } from '../use-fullscreen.js';
import { useMayControl } from '../use-playback-commands.js';
import { ClockBar } from './clock-bar.js';
import styles from './manual-stage.module.css';
import { partyClockAt } from './party-clock.js';
import { useClockCommands } from './use-clock-commands.js';
import { useFineServerTime } from './use-fine-server-time.js';

interface ByHandProps extends Pick<PlayerProps, 'status' | 'isTheatre' | 'onTheatreChange'> {
  playback: VideoPlayback;
}

/** Everybody's clock, and the count before a start. */
export function ByHand({ playback, status, isTheatre, onTheatreChange }: ByHandProps): ReactNode {
  const { t } = useTranslation('manual');
  const { clock: serverClock } = useRealtime();
  const mayControl = useMayControl();
  const commands = useClockCommands();
  const nowMs = useFineServerTime(playback.isPlaying);
  const clock = partyClockAt(playback, nowMs);
  useFullscreen(isTheatre, () => onTheatreChange(false));
  useEffect(() => {
    status.setState({ status: { type: 'manual' }, engine: undefined });
    return () => status.setState({ status: { type: 'idle' } });
  }, [status]);

  return (
    <>
      {clock.phase === 'countdown' && (
        <div className={styles.countdown} role="alert">
          <span key={clock.seconds} className={styles.count}>
            {clock.seconds}
          </span>
          <span className={styles.hint}>{t('countdown')}</span>
        </div>
      )}
      <ClockBar
        clock={clock}
        playback={playback}
        serverNow={() => serverClock.serverNow()}
        controls={
          mayControl
            ? {
                start: commands.start,
                pause: commands.pause,
                move: (by) => commands.moveTo(clock.position + by),
              }
            : undefined
        }
        isTheatre={isTheatre}
        onTheatreChange={onTheatreChange}
      />
    </>
  );
}
