import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { formatClock } from '../../../lib/format-duration.js';
import { cx } from '../../../ui/cx.js';
import { Icon } from '../../../ui/icon.js';
import { IconButton } from '../../../ui/icon-button.js';
import { Spinner } from '../../../ui/spinner.js';
import type { Laggard } from '../lag/use-laggards.js';
import type { TimeSpan } from '../player-handle.js';
import type { ShownPlayback } from '../playback-intent.js';
import type { LiveView } from '../use-live.js';
import type { PlaybackCommands } from '../use-playback-commands.js';
import type { Sound } from '../use-sound.js';
import styles from './controls.module.css';
import { LiveButton } from './live-button.js';
import { RateMenu } from './rate-menu.js';
import { SeekBar } from './seek-bar.js';
import { VolumeControl } from './volume-control.js';

interface ControlsProps {
  shown: ShownPlayback;
  /** The film is over: the button starts it anew. */
  hasEnded: boolean;
  /** Seconds; undefined while unknown. */
  duration: number | undefined;
  /** A live programme, whether or not the player knows more of it by now. */
  isLive: boolean;
  /** Undefined for films, and while the player knows nothing of the programme. */
  live: LiveView | undefined;
  /** The player plays other rates than one. */
  hasRates: boolean;
  /** An advertisement is shown, which plays as it likes. */
  isInAd: boolean;
  buffered: readonly TimeSpan[];
  /** Whose picture is elsewhere. */
  laggards: readonly Laggard[];
  commands: PlaybackCommands;
  sound: Sound;
  /** Who may, where this person may not. */
  controllerName: string | undefined;
  /** The picture stands although the room runs. */
  isBusy: boolean;
  isVisible: boolean;
  isTheatre: boolean;
  onTheatreChange: (isTheatre: boolean) => void;
  /** A thumb or an open menu holds the controls on the picture. */
  onHeldChange: (isHeld: boolean) => void;
  /** The button for whoever may not pause. */
  askPause?: ReactNode;
  /** The button of what each viewer sets for themselves. */
  settings?: ReactNode;
}

export const SEEK_STEP_S = 10;

/** What lies over the picture: everything about the film in one thumb's reach. */
export function Controls(props: ControlsProps): ReactNode {
  const { shown, hasEnded, duration, isLive, live, buffered, commands, sound, controllerName } = props;
  const { hasRates, isInAd, isBusy, isVisible, isTheatre, onTheatreChange, onHeldChange } = props;
  const { t } = useTranslation('player');
  const [isScrubbing, setIsScrubbing] = useState(false);
  const { mayControl } = commands;
  const play = playButton(shown.isPlaying, hasEnded);

  return (
    <div className={cx(styles.root, !isVisible && styles.hidden, isScrubbing && styles.scrubbing)}>
      <div className={styles.centre}>
        <IconButton
          icon="seek-back"
          iconSize={30}
          label={t('back10')}
          className={styles.step}
          disabled={!mayControl}
          onClick={() => commands.seekBy(-SEEK_STEP_S)}
        />
        <button
          type="button"
          className={cx(styles.play, shown.isPending && styles.pending)}
          aria-label={t(play.label)}
          title={t(play.label)}
          disabled={!mayControl}
          data-playing={shown.isPlaying && !hasEnded}
          onClick={commands.toggle}
        >
          <Icon name={play.icon} size={34} />
          {isBusy && <Spinner size={72} className={styles.busy} />}
        </button>
        <IconButton
          icon="seek-forward"
          iconSize={30}
          label={t('forward10')}
          className={styles.step}
          disabled={!mayControl}
          onClick={() => commands.seekBy(SEEK_STEP_S)}
        />
      </div>

      {!mayControl && shown.isPlaying && !hasEnded && props.askPause && (
        <div className={styles.ask}>{props.askPause}</div>
      )}
      <div className={styles.bottom}>
        <SeekBar
          position={shown.position}
          start={live?.window.start}
          end={live ? live.window.end : duration}
          buffered={buffered}
          laggards={props.laggards}
          disabled={!mayControl}
          onSeek={commands.seekTo}
          onSeekBy={commands.seekBy}
          onScrubbingChange={(isHeld) => {
            setIsScrubbing(isHeld);
            onHeldChange(isHeld);
          }}
        />
        <div className={styles.row}>
          {live ? (
            <LiveButton
              live={live}
              position={shown.position}
              onGoLive={mayControl ? () => commands.seekTo(live.comfortable) : undefined}
            />
          ) : (
            <span className={styles.time}>
              {formatClock(shown.position)}
              {duration !== undefined && <span className={styles.duration}> / {formatClock(duration)}</span>}
            </span>
          )}
          {controllerName !== undefined && (
            <span className={styles.controller}>{t('controlledBy', { name: controllerName })}</span>
          )}
          <span className={styles.gap} />
          <div className={styles.volume}>
            <VolumeControl sound={sound} />
          </div>
          {/* Nobody gets ahead of a live programme; a rate from before it was known to be one can be put right. */}
          {((mayControl && hasRates && !isLive) || shown.rate !== 1) && (
            <RateMenu
              rate={shown.rate}
              disabled={!mayControl || isInAd}
              onChange={commands.setRate}
              onOpenChange={onHeldChange}
            />
          )}
          {props.settings}
          <IconButton
            icon={isTheatre ? 'fullscreen-exit' : 'fullscreen'}
            iconSize={22}
            label={isTheatre ? t('leaveTheatre') : t('enterTheatre')}
            className={styles.tool}
            onClick={() => onTheatreChange(!isTheatre)}
          />
        </div>
      </div>
    </div>
  );
}

function playButton(isPlaying: boolean, hasEnded: boolean) {
  if (hasEnded) return { icon: 'retry', label: 'replay' } as const;
  return isPlaying
    ? ({ icon: 'pause', label: 'pause' } as const)
    : ({ icon: 'play', label: 'play' } as const);
}
