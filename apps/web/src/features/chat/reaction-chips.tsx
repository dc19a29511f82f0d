import type { Reaction } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { cx } from '../../ui/cx.js';
import styles from './reaction-chips.module.css';

interface ReactionChipsProps {
  reactions: readonly Reaction[];
  youId: string;
  nameOf: (userId: string) => string;
  onReact: (emoji: string, isOn: boolean) => void;
}

/** So many are named to who asks; of the others there is the count. */
const NAMED = 10;

/** What people feel about a message. */
export function ReactionChips({ reactions, youId, nameOf, onReact }: ReactionChipsProps): ReactNode {
  const { t } = useTranslation('chat');
  return (
    <div className={styles.chips} role="group" aria-label={t('reaction.group')}>
      {reactions.map(({ emoji, count, userIds }) => {
        const isMine = userIds.includes(youId);
        return (
          <button
            key={emoji}
            type="button"
            className={cx(styles.chip, isMine && styles.mine)}
            aria-pressed={isMine}
            aria-label={t('reaction.chip', { emoji, count })}
            title={userIds.slice(0, NAMED).map(nameOf).join(', ')}
            onClick={() => onReact(emoji, !isMine)}
          >
            <span aria-hidden="true">{emoji}</span>
            <span className={styles.count}>{count}</span>
          </button>
        );
      })}
    </div>
  );
}
