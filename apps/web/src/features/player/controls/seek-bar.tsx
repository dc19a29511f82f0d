import { Slider } from 'radix-ui';
import { useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { formatClock } from '../../../lib/format-duration.js';
import { LaggardMark } from '../lag/laggard-mark.js';
import type { Laggard } from '../lag/use-laggards.js';
import type { TimeSpan } from '../player-handle.js';
import styles from './seek-bar.module.css';

interface SeekBarProps {
  /** Seconds. */
  position: number;
  /** Where the bar begins, in seconds: 0 for films, the oldest that can be sought to of a live programme. */
  start?: number;
  /** Seconds; undefined while unknown, and the bar rests then. */
  end: number | undefined;
  buffered: readonly TimeSpan[];
  /** Whose picture is elsewhere. */
  laggards: readonly Laggard[];
  disabled: boolean;
  /** Once, when the thumb is let go. */
  onSeek: (position: number) => void;
  /** By the arrow keys, in seconds. */
  onSeekBy: (seconds: number) => void;
  onScrubbingChange: (isScrubbing: boolean) => void;
}

/** More faces would lie on top of each other. */
const MAX_FACES = 5;

const KEY_STEPS_S: Partial<Record<string, number>> = {
  ArrowLeft: -5,
  ArrowDown: -5,
  ArrowRight: 5,
  ArrowUp: 5,
  PageDown: -60,
  PageUp: 60,
};

/** Where the film is. While a thumb holds it, it shows the thumb and nothing that the room does. */
export function SeekBar(props: SeekBarProps): ReactNode {
  const {
    position,
    start = 0,
    end,
    buffered,
    laggards,
    disabled,
    onSeek,
    onSeekBy,
    onScrubbingChange,
  } = props;
  const { t } = useTranslation('player');
  const [scrubbed, setScrubbed] = useState<number>();
  const length = end === undefined ? 0 : end - start;
  const shown = Math.min(Math.max((scrubbed ?? position) - start, 0), length);
  const share = (seconds: number): string => `${length > 0 ? (seconds / length) * 100 : 0}%`;

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = KEY_STEPS_S[event.key];
    if (step === undefined || disabled) return;
    // Radix would send each repeat of a held key as a command of its own.
    event.preventDefault();
    event.stopPropagation();
    onSeekBy(step);
  };

  return (
    <Slider.Root
      className={styles.root}
      data-seek-bar=""
      value={[shown]}
      max={Math.max(length, 0.1)}
      step={0.1}
      disabled={disabled || length === 0}
      onKeyDownCapture={onKeyDown}
      onValueChange={([value]) => {
        setScrubbed(value === undefined ? undefined : start + value);
        onScrubbingChange(true);
      }}
      onValueCommit={([value]) => {
        setScrubbed(undefined);
        onScrubbingChange(false);
        if (value !== undefined) onSeek(start + value);
      }}
    >
      <Slider.Track className={styles.track}>
        {buffered.map((span) => (
          <span
            key={span.start}
            className={styles.buffered}
            style={{
              insetInlineStart: share(Math.max(span.start - start, 0)),
              width: share(span.end - Math.max(span.start, start)),
            }}
          />
        ))}
        <Slider.Range className={styles.range} />
      </Slider.Track>
      {length > 0 &&
        laggards
          .slice(0, MAX_FACES)
          .map((laggard) => (
            <LaggardMark
              key={laggard.participant.userId}
              laggard={laggard}
              share={Math.min(Math.max((position - laggard.behind - start) / length, 0), 1)}
            />
          ))}
      {scrubbed !== undefined && (
        <output
          className={styles.bubble}
          style={{ '--at': share(shown) } as CSSProperties}
          aria-hidden="true"
        >
          {formatClock(shown)}
        </output>
      )}
      <Slider.Thumb
        className={styles.thumb}
        aria-label={t('seekBar')}
        aria-valuetext={t('positionOf', { position: formatClock(shown), duration: formatClock(length) })}
      />
    </Slider.Root>
  );
}
