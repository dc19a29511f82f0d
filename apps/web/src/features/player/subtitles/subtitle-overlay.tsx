import { cuesAt, type SubtitleCue } from '@watchparty/shared';
import { useEffect, useState, type ReactNode } from 'react';

import { cx } from '../../../ui/cx.js';
import type { PlayerHandle } from '../player-handle.js';
import styles from './subtitle-overlay.module.css';

interface SubtitleOverlayProps {
  player: PlayerHandle;
  cues: readonly SubtitleCue[];
  language: string | undefined;
  /** Makes room for what lies at the picture's lower edge. */
  isRaised: boolean;
}

/** Nobody sees a line come a tenth of a second late. */
const LOOK_EVERY_MS = 100;
const NOTHING: readonly SubtitleCue[] = [];

/** What is said now, by the player's own time: whatever plays the film. */
export function SubtitleOverlay({ player, cues, language, isRaised }: SubtitleOverlayProps): ReactNode {
  const [shown, setShown] = useState(NOTHING);

  useEffect(() => {
    const look = (): void => {
      const isThere = player.isReady() && player.isInAd?.() !== true;
      const next = isThere ? cuesAt(cues, player.currentTime()) : NOTHING;
      setShown((before) => (isSame(before, next) ? before : next));
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [player, cues]);

  return (
    <div className={styles.root} data-testid="subtitles">
      <div className={cx(styles.lines, isRaised && styles.raised)} lang={language}>
        {shown.map((cue) => (
          <p key={`${cue.start} ${cues.indexOf(cue)}`} className={styles.cue} dir="auto">
            <span className={styles.written}>
              <Cue cue={cue} />
            </span>
          </p>
        ))}
      </div>
    </div>
  );
}

function Cue({ cue }: { cue: SubtitleCue }): ReactNode {
  return cue.runs.map(({ text, isItalic, isBold }, index) => {
    const slanted = isItalic ? <i>{text}</i> : text;
    // A cue's runs never change.
    return <span key={index}>{isBold ? <b>{slanted}</b> : slanted}</span>;
  });
}

function isSame(a: readonly SubtitleCue[], b: readonly SubtitleCue[]): boolean {
  return a.length === b.length && a.every((cue, index) => cue === b[index]);
}
