import type { Participant, Role } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Avatar } from '../../ui/avatar.js';
import { cx } from '../../ui/cx.js';
import { Icon, type IconName } from '../../ui/icon.js';
import { PersonLine } from '../../ui/person-line.js';
import styles from './person-row.module.css';

const ROLE_ICONS: Record<Role, IconName | undefined> = {
  host: 'crown',
  moderator: 'shield',
  participant: undefined,
};

interface PersonRowProps {
  participant: Participant;
  isYou: boolean;
  /** What can be done with them, where anything can. */
  menu?: ReactNode;
}

/** Somebody in the list: who they are, whether they are here, what part they have. */
export function PersonRow({ participant, isYou, menu }: PersonRowProps): ReactNode {
  const { t } = useTranslation('participants');
  const { userId, firstName, username, photoUrl, role, isOnline, isMuted } = participant;
  const icon = ROLE_ICONS[role];
  const details = [isOnline ? t('here') : t('away'), isMuted && t('muted'), username && `@${username}`];
  return (
    <PersonLine
      face={
        <>
          <Avatar id={userId} name={firstName} photoUrl={photoUrl} size={44} />
          {isOnline && <span className={styles.dot} aria-hidden="true" />}
        </>
      }
      name={firstName}
      you={isYou && t('you')}
      detail={details.filter(Boolean).join(' · ')}
      isFaded={!isOnline}
    >
      {icon && (
        <span className={cx(styles.badge, styles[role])}>
          <Icon name={icon} size={15} />
          {t(`role.${role}`)}
        </span>
      )}
      {menu}
    </PersonLine>
  );
}
