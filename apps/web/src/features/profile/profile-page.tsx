import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useUser } from '../../lib/session-context.js';
import { useGoBack } from '../../lib/use-go-back.js';
import { useBackButton } from '../../telegram/use-back-button.js';
import { Avatar } from '../../ui/avatar.js';
import { IconButton } from '../../ui/icon-button.js';
import { AccountSection } from './account-section.js';
import { AchievementsSection } from './achievements-section.js';
import { CalendarSection } from './calendar-section.js';
import { HistorySection } from './history-section.js';
import { HomeScreenSection } from './home-screen-section.js';
import { LanguageSection } from './language-section.js';
import { PrivacySection } from './privacy-section.js';
import styles from './profile-page.module.css';
import { StatsBoard } from './stats-board.js';

export function ProfilePage(): ReactNode {
  const { t } = useTranslation('common');
  const user = useUser();
  const goBack = useGoBack();
  const hasTelegramBack = useBackButton(goBack);
  const fullName = [user.firstName, user.lastName].filter(Boolean).join(' ');

  return (
    <main className={styles.page}>
      {!hasTelegramBack && (
        <IconButton icon="back" label={t('back')} className={styles.back} onClick={goBack} />
      )}
      <header className={styles.head}>
        <Avatar id={user.id} name={fullName} photoUrl={user.photoUrl} size={96} />
        <h1 className={styles.name}>{fullName}</h1>
        {user.username !== undefined && <p className={styles.username}>@{user.username}</p>}
      </header>
      <StatsBoard />
      <AchievementsSection />
      <CalendarSection />
      <HistorySection />
      <LanguageSection />
      <HomeScreenSection />
      <PrivacySection />
      <AccountSection />
    </main>
  );
}
