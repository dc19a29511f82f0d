import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { HOME_SHELL } from '../../shell/home-shell.js';
import '../../shell/home-shell.css';
import { VisuallyHidden } from '../../ui/visually-hidden.js';

/** Home while the person is being signed in: what index.html has shown already. */
export function HomeSkeleton(): ReactNode {
  const { t } = useTranslation('common');
  return (
    <main role="status">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      {/* A constant of ours, which the page brings along as text too. */}
      <div dangerouslySetInnerHTML={{ __html: HOME_SHELL }} />
    </main>
  );
}
