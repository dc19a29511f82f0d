import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { paths } from '../lib/paths.js';
import { buttonClass } from '../ui/button.js';
import { FullScreen } from '../ui/full-screen.js';

export function NotFoundPage(): ReactNode {
  const { t } = useTranslation('common');
  return (
    <FullScreen
      title={t('notFound.title')}
      text={t('notFound.text')}
      actions={
        <Link to={paths.home} replace className={buttonClass({ size: 'l' })}>
          {t('notFound.action')}
        </Link>
      }
    />
  );
}
