import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Icon } from '../../ui/icon.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import styles from './people-count.module.css';

interface PeopleCountProps {
  count: number;
  max: number;
  isFull: boolean;
}

/** The number slips in anew whenever it changes; nobody is no number. */
export function PeopleCount({ count, max, isFull }: PeopleCountProps): ReactNode {
  const { t } = useTranslation(['home', 'common']);
  if (count === 0) return <span />;
  return (
    <span className={styles.pill}>
      <Icon name="people" size={15} />
      <span key={count} className={styles.number} aria-hidden="true">
        {isFull ? `${count}/${max}` : count}
      </span>
      {isFull && <span>· {t('home:card.full')}</span>}
      <VisuallyHidden>{t('common:people', { count })}</VisuallyHidden>
    </span>
  );
}
