import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';

interface EmptySearchProps {
  search: string;
  onClear: () => void;
}

export function EmptySearch({ search, onClear }: EmptySearchProps): ReactNode {
  const { t } = useTranslation('home');
  return (
    <EmptyState
      title={t('search.emptyTitle')}
      text={t('search.emptyText', { search })}
      actions={
        <Button variant="tinted" onClick={onClear}>
          {t('search.clear')}
        </Button>
      }
    />
  );
}
