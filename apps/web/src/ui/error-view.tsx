import type { ReactNode } from 'react';

import { useTranslation } from 'react-i18next';

import { Button } from './button.js';
import { EmptyState } from './empty-state.js';
import styles from './error-view.module.css';
import { Icon } from './icon.js';

interface ErrorViewProps {
  /** What happened. */
  title: string;
  /** What to do next. */
  text?: string;
  onRetry?: () => void;
  busy?: boolean;
  className?: string;
}

export function ErrorView({ title, text, onRetry, busy = false, className }: ErrorViewProps): ReactNode {
  const { t } = useTranslation('common');
  return (
    <div role="alert" className={className}>
      <EmptyState
        picture={
          <span className={styles.mark}>
            <Icon name="warning" size={32} />
          </span>
        }
        title={title}
        text={text}
        actions={
          onRetry && (
            <Button variant="tinted" icon="retry" busy={busy} onClick={onRetry}>
              {t('retry')}
            </Button>
          )
        }
      />
    </div>
  );
}
