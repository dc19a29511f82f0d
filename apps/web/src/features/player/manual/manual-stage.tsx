import type { VideoLink } from '@watchparty/shared';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { createSafeStorage } from '../../../lib/safe-storage.js';
import { useRealtime } from '../../../realtime/realtime-context.js';
import type { PlayerProps, VideoPlayback } from '../player.js';
import { useFullscreen } from '../use-fullscreen.js';
import { useMayControl } from '../use-playback-commands.js';
import { ClockBar } from './clock-bar.js';
import { createConsentMemory } from './consent-memory.js';
import { ElsewhereCard } from './elsewhere-card.js';
import { ForeignFrame } from './foreign-frame.js';
import { frameAddressOf } from './frame-address.js';
import { FrameConsent } from './frame-consent.js';
import styles from './manual-stage.module.css';
import { partyClockAt } from './party-clock.js';
import { useClockCommands } from './use-clock-commands.js';
import { useFineServerTime } from './use-fine-server-time.js';

interface ManualStageProps extends Pick<PlayerProps, 'status' | 'isTheatre' | 'onTheatreChange'> {
  playback: VideoPlayback;
  video: VideoLink;
}

/** A video that can be told nothing: everybody starts it by hand, at the same moment, by one clock. Nothing else is claimed. */
export function ManualStage({
  playback,
  video,
  status,
  isTheatre,
  onTheatreChange,
}: ManualStageProps): ReactNode {
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
    <div className={styles.stage}>
      <div className={styles.picture}>
        <Picture playback={playback} video={video} />
        {clock.phase === 'countdown' && (
          <div className={styles.countdown} role="alert">
            <span key={clock.seconds} className={styles.count}>
              {clock.seconds}
            </span>
            <span className={styles.hint}>{t('countdown')}</span>
          </div>
        )}
      </div>
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
    </div>
  );
}

function Picture({ playback, video }: Pick<ManualStageProps, 'playback' | 'video'>): ReactNode {
  const [consents] = useState(() => createConsentMemory(createSafeStorage(() => window.localStorage)));
  const [agreedHost, setAgreedHost] = useState<string>();
  const { platform, canonicalUrl } = video;
  const src = frameAddressOf(video, { hostname: location.hostname, isFramed: window.top !== window });
  if (src === undefined) {
    return <ElsewhereCard platform={platform} pageUrl={canonicalUrl} title={playback.title} />;
  }
  const { host } = new URL(src);
  const isKnown = platform !== 'iframe';
  if (!isKnown && host !== agreedHost && !consents.has(host)) {
    return (
      <FrameConsent
        host={host}
        onAgree={() => {
          consents.give(host);
          setAgreedHost(host);
        }}
      />
    );
  }
  return <ForeignFrame src={src} pageUrl={canonicalUrl} title={playback.title ?? host} isKnown={isKnown} />;
}
