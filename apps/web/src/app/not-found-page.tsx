import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { paths } from '../lib/paths.js';
import { buttonClass } from '../ui/button.js';
import { FullScreen } from '../ui/full-screen.js';
import { PageLink } from '../ui/page-link.js';

export function NotFoundPage(): ReactNode {
  const { t } = useTranslation('common');
  return (
    <FullScreen
      title={t('notFound.title')}
      text={t('notFound.text')}
      actions={
        <PageLink to={paths.home} replace className={buttonClass({ size: 'l' })}>
          {t('notFound.action')}
        </PageLink>
      }
    />
  );
}
