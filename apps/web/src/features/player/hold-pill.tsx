import type { Participants } from '@watchparty/shared/room-client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useRoom } from '../../realtime/realtime-context.js';
import { Button } from '../../ui/button.js';
import styles from './hold-pill.module.css';

interface HoldPillProps {
  /** User ids. */
  waitedFor: readonly string[];
  /** Milliseconds until the room goes on in any case. */
  leftMs: number;
  /** Goes on without them; absent for those who may not. */
  onGoOn?: () => void;
}

/** More names than this are only counted. */
const MAX_NAMES = 2;
const NOBODY: Participants = new Map();

/** Says whom everybody waits for, and for how long at most. */
export function HoldPill({ waitedFor, leftMs, onGoOn }: HoldPillProps): ReactNode {
  const { t, i18n } = useTranslation('player');
  const youId = useRoom((state) => (state.status === 'joined' ? state.youId : undefined));
  const participants = useRoom((state) => (state.status === 'joined' ? state.participants : NOBODY));
  if (waitedFor.length === 0) return null;

  const nameOf = (userId: string): string => participants.get(userId)?.firstName ?? t('hold.somebody');
  const named = waitedFor.slice(0, MAX_NAMES).map(nameOf);
  const names = new Intl.ListFormat(i18n.language, { type: 'unit', style: 'short' }).format(named);
  const more = waitedFor.length - named.length;
  const text =
    youId !== undefined && waitedFor.includes(youId)
      ? t('hold.forYou')
      : more > 0
        ? t('hold.waitingWithMore', { names, count: more })
        : t('hold.waiting', { names });
  return (
    <div className={styles.pill}>
      <span className={styles.text} role="status">
        {text}
      </span>
      <span className={styles.left}>
        {t('hold.secondsLeft', { seconds: Math.max(1, Math.round(leftMs / 1000)) })}
      </span>
      {onGoOn && (
        <Button variant="overlay" size="s" onClick={onGoOn}>
          {t('hold.goOn')}
        </Button>
      )}
    </div>
  );
}
