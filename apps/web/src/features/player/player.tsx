import { readVideo, type Playback, type VideoLink } from '@watchparty/shared';
import type { ReactNode } from 'react';

import type { DuckingStore } from '../../lib/ducking.js';
import { useRoom } from '../../realtime/realtime-context.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { ManualStage } from './manual/manual-stage.js';
import { NoVideo } from './no-video.js';
import styles from './player.module.css';
import { Stage } from './stage.js';
import type { DriftRecord } from './sync/drift-record.js';
import type { SyncStatusStore } from './sync/sync-status.js';
import { useControllerName } from './use-controller-name.js';
import { useMayControl } from './use-playback-commands.js';

export interface PlayerProps {
  status: SyncStatusStore;
  /** Where it is kept how far the player is from the room. */
  drift: DriftRecord;
  /** Who speaks is not drowned by the film. */
  ducking: DuckingStore;
  isTheatre: boolean;
  onTheatreChange: (isTheatre: boolean) => void;
  onChangeVideo: () => void;
}

/** The room's film, for whoever is in the room. */
export function Player(props: PlayerProps): ReactNode {
  const playback = useRoom((state) => (state.status === 'joined' ? state.playback : undefined));
  const mayControl = useMayControl();
  const controllerName = useControllerName();
  const telegram = useTelegram();
  const { onChangeVideo } = props;
  if (!playback) return null;
  const manual = hasVideo(playback) ? manualVideoOf(playback) : undefined;
  return (
    <div className={styles.box} data-testid="player">
      {playback.thumbnailUrl !== undefined && !telegram.isSlowDevice && (
        <img className={styles.ambience} src={playback.thumbnailUrl} alt="" referrerPolicy="no-referrer" />
      )}
      {hasVideo(playback) && manual ? (
        // Another page is another frame, of which nothing is known.
        <ManualStage key={playback.videoUrl} {...props} playback={playback} video={manual} />
      ) : hasVideo(playback) ? (
        <Stage {...props} playback={playback} />
      ) : (
        <NoVideo mayControl={mayControl} controllerName={controllerName} onChangeVideo={onChangeVideo} />
      )}
    </div>
  );
}

/** A timeline that has something to play. */
export type VideoPlayback = Playback & { videoUrl: string };

/** The video, where its player can be told nothing. */
function manualVideoOf({ platform, videoUrl }: VideoPlayback): VideoLink | undefined {
  const video = platform ? readVideo(platform, videoUrl) : undefined;
  return video && !video.capabilities.play ? video : undefined;
}

function hasVideo(playback: Playback): playback is VideoPlayback {
  return playback.videoUrl !== null;
}
