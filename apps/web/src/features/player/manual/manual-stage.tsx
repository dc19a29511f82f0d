import type { VideoLink } from '@watchparty/shared';
import { useCallback, useState, type ReactNode } from 'react';

import type { EventPlayer } from '../platforms/event-player.js';
import type { PlayerProps, VideoPlayback } from '../player.js';
import { Stage } from '../stage.js';
import { ByHand } from './by-hand.js';
import { ForeignPicture } from './foreign-picture.js';
import { HandedOver } from './handed-over.js';
import styles from './manual-stage.module.css';

interface ManualStageProps extends PlayerProps {
  playback: VideoPlayback;
  video: VideoLink;
}

/**
 * A video that can be told nothing, so far as anybody knows: everybody starts it by hand, at the same moment, by one clock,
 * and nothing else is claimed. A page whose frame answers to Player.js is played like any other instead, in the frame that
 * is there, by those whose frame has answered.
 */
export function ManualStage(props: ManualStageProps): ReactNode {
  const { playback, video, status, isTheatre, onTheatreChange } = props;
  const [page, setPage] = useState<{ showing: number; player?: EventPlayer }>({ showing: 0 });
  const { showing, player } = page;
  const onPlayer = useCallback(
    (next: EventPlayer | undefined) => setPage(({ showing: shown }) => ({ showing: shown, player: next })),
    [],
  );
  // Nobody knows what the frame speaks once it shows its page anew.
  const onShow = useCallback(() => setPage(({ showing: shown }) => ({ showing: shown + 1 })), []);

  return (
    <div className={styles.stage}>
      <div className={styles.picture}>
        <ForeignPicture
          key={showing}
          playback={playback}
          video={video}
          isControlled={player !== undefined}
          onPlayer={onPlayer}
          onShow={onShow}
        />
        {player && <Stage {...props} player={(place) => <HandedOver {...place} handle={player} />} />}
      </div>
      {!player && (
        <ByHand playback={playback} status={status} isTheatre={isTheatre} onTheatreChange={onTheatreChange} />
      )}
    </div>
  );
}
