import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';

interface EmptySearchProps {
  /** Empty: only the platform narrows the list. */
  search: string;
  onClear: () => void;
}

export function EmptySearch({ search, onClear }: EmptySearchProps): ReactNode {
  const { t } = useTranslation('home');
  return (
    <EmptyState
      title={t('search.emptyTitle')}
      text={search === '' ? t('filter.emptyText') : t('search.emptyText', { search })}
      actions={
        <Button variant="tinted" onClick={onClear}>
          {search === '' ? t('filter.clear') : t('search.clear')}
        </Button>
      }
    />
  );
}
