import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Skeleton } from '../../ui/skeleton.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import grid from './public-rooms.module.css';
import card from './room-card.module.css';

const CARDS = [1, 2, 3];

/** The list before it is there, in the same sizes, so that nothing moves when it comes. */
export function RoomGridSkeleton(): ReactNode {
  const { t } = useTranslation('common');
  return (
    <div className={grid.grid} role="status">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      {CARDS.map((number) => (
        <div key={number} className={card.card} aria-hidden="true">
          <Skeleton height="auto" radius={16} className={card.posterSkeleton} />
          <div className={card.foot}>
            <div className={card.words}>
              <Skeleton width="72%" height={16} className={card.line} />
              <Skeleton width="46%" height={12} className={card.line} />
            </div>
          </div>
        </div>
      ))}
    </div>
  );
}
