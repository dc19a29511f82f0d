import type { EpochMs, Playback } from '@watchparty/shared';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { formatClock } from '../../../lib/format-duration.js';
import { Button } from '../../../ui/button.js';
import { IconButton } from '../../../ui/icon-button.js';
import styles from './clock-bar.module.css';
import { differenceOf, parsePlace, type OwnPlace, type PartyClock } from './party-clock.js';

interface ClockBarProps {
  clock: PartyClock;
  playback: Playback;
  serverNow: () => EpochMs;
  /** Absent for those who may not. */
  controls?: {
    start: () => void;
    pause: () => void;
    /** @param seconds forward, or back where negative */
    move: (seconds: number) => void;
  };
  isTheatre: boolean;
  onTheatreChange: (isTheatre: boolean) => void;
}

const STEP_S = 10;
/** Nobody presses more exactly than that, in seconds. */
const TOGETHER_S = 2;

/** Everybody's clock, below a picture that nobody but the viewer can start. */
export function ClockBar(props: ClockBarProps): ReactNode {
  const { clock, playback, serverNow, controls, isTheatre, onTheatreChange } = props;
  const { t } = useTranslation('manual');
  const [isAsking, setIsAsking] = useState(false);
  const [own, setOwn] = useState<OwnPlace>();
  const isRunning = clock.phase !== 'resting';

  return (
    <div className={styles.bar}>
      {controls &&
        (isRunning ? (
          <IconButton icon="pause" iconSize={26} label={t('clock.pause')} onClick={controls.pause} />
        ) : (
          <Button size="s" icon="play" className={styles.start} onClick={controls.start}>
            {t('clock.start')}
          </Button>
        ))}
      <span className={styles.time} role="timer" aria-label={t('clock.label')}>
        {formatClock(clock.position)}
      </span>
      {controls && (
        <>
          <IconButton
            icon="seek-back"
            iconSize={22}
            label={t('clock.back', { seconds: STEP_S })}
            onClick={() => controls.move(-STEP_S)}
          />
          <IconButton
            icon="seek-forward"
            iconSize={22}
            label={t('clock.forward', { seconds: STEP_S })}
            onClick={() => controls.move(STEP_S)}
          />
        </>
      )}
      <span className={styles.gap} />
      {isAsking ? (
        <PlaceForm
          onDone={(position) => {
            setOwn(position === undefined ? undefined : { position, atMs: serverNow() });
            setIsAsking(false);
          }}
        />
      ) : (
        <button type="button" className={styles.place} onClick={() => setIsAsking(true)}>
          {own ? <Difference seconds={differenceOf(own, playback)} /> : t('clock.where')}
        </button>
      )}
      <IconButton
        icon={isTheatre ? 'fullscreen-exit' : 'fullscreen'}
        iconSize={22}
        label={isTheatre ? t('clock.leaveTheatre') : t('clock.enterTheatre')}
        onClick={() => onTheatreChange(!isTheatre)}
      />
    </div>
  );
}

function Difference({ seconds }: { seconds: number }): ReactNode {
  const { t } = useTranslation('manual');
  if (Math.abs(seconds) <= TOGETHER_S) return t('clock.together');
  const time = formatClock(Math.abs(seconds));
  return seconds > 0 ? t('clock.ahead', { time }) : t('clock.behind', { time });
}

function PlaceForm({ onDone }: { onDone: (position: number | undefined) => void }): ReactNode {
  const { t } = useTranslation('manual');
  const [text, setText] = useState('');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onDone(parsePlace(text));
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <input
        className={styles.field}
        aria-label={t('clock.ask')}
        placeholder="12:34"
        inputMode="numeric"
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button size="s" type="submit" disabled={parsePlace(text) === undefined}>
        {t('clock.compare')}
      </Button>
    </form>
  );
}
