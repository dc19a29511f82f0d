import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { usePreloadOnIntent } from '../../lib/page-preload.js';
import { paths } from '../../lib/paths.js';
import { useUser } from '../../lib/session-context.js';
import { Avatar } from '../../ui/avatar.js';
import { PageLink } from '../../ui/page-link.js';
import { dayPartOf } from './greeting.js';
import styles from './home-header.module.css';

/** @param action the page's main one: stands here where no thumb has to reach it */
export function HomeHeader({ action }: { action: ReactNode }): ReactNode {
  const { t } = useTranslation('home');
  const user = useUser();
  const preloadOnIntent = usePreloadOnIntent('profile');
  // Taken once: a greeting that changes under one's eyes at noon is odd.
  const [dayPart] = useState(() => dayPartOf(new Date().getHours()));
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        <p className={styles.greeting}>{t(`greeting.${dayPart}`, { name: user.firstName })}</p>
        <h1 className={styles.title}>{t('title')}</h1>
      </div>
      {action}
      <PageLink
        {...preloadOnIntent}
        to={paths.profile}
        className={styles.profile}
        aria-label={t('openProfile')}
      >
        <Avatar id={user.id} name={user.firstName} photoUrl={user.photoUrl} size={44} />
      </PageLink>
    </header>
  );
}
