import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from '../ui/button.js';
import { FullScreen } from '../ui/full-screen.js';

export function CrashScreen({ onRetry }: { onRetry: () => void }): ReactNode {
  const { t } = useTranslation('common');
  return (
    <FullScreen
      title={t('crash.title')}
      text={t('crash.text')}
      actions={
        <Button size="l" icon="retry" onClick={onRetry}>
          {t('retry')}
        </Button>
      }
    />
  );
}
