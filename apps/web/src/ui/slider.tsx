import type { ReactNode } from 'react';

import { Slider as RadixSlider } from 'radix-ui';

import { cx } from './cx.js';
import styles from './slider.module.css';

interface SliderProps {
  /** Names the slider for screen readers. */
  label: string;
  value: number;
  min?: number;
  max: number;
  step?: number;
  onChange: (value: number) => void;
  /** After the thumb was let go or a key was pressed. */
  onCommit?: (value: number) => void;
  /** The value in words, where the number alone says little. */
  valueText?: string;
  disabled?: boolean;
  className?: string;
}

export function Slider({
  label,
  value,
  min = 0,
  max,
  step = 1,
  onChange,
  onCommit,
  valueText,
  disabled = false,
  className,
}: SliderProps): ReactNode {
  return (
    <RadixSlider.Root
      className={cx(styles.root, className)}
      value={[value]}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      onValueChange={([next]) => {
        if (next !== undefined) onChange(next);
      }}
      onValueCommit={([next]) => {
        if (next !== undefined) onCommit?.(next);
      }}
    >
      <RadixSlider.Track className={styles.track}>
        <RadixSlider.Range className={styles.range} />
      </RadixSlider.Track>
      <RadixSlider.Thumb className={styles.thumb} aria-label={label} aria-valuetext={valueText} />
    </RadixSlider.Root>
  );
}
