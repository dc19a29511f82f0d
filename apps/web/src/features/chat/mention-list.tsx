import type { Participant } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Avatar } from '../../ui/avatar.js';
import { cx } from '../../ui/cx.js';
import styles from './mention-list.module.css';

interface MentionListProps {
  id: string;
  people: readonly Participant[];
  /** Whom Enter would choose. */
  activeIndex: number;
  onPick: (person: Participant) => void;
}

/** Whom the name that is being written may mean. The focus stays in the field. */
export function MentionList({ id, people, activeIndex, onPick }: MentionListProps): ReactNode {
  const { t } = useTranslation('chat');
  return (
    <div id={id} className={styles.list} role="listbox" aria-label={t('mention.list')}>
      {people.map((person, index) => (
        <div
          key={person.userId}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === activeIndex}
          className={cx(styles.person, index === activeIndex && styles.active)}
          // Before the field loses the focus, and a phone its keyboard.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(person)}
        >
          <Avatar id={person.userId} name={person.firstName} photoUrl={person.photoUrl} size={30} />
          <span className={styles.name}>{person.firstName}</span>
          {person.username !== undefined && <span className={styles.username}>@{person.username}</span>}
        </div>
      ))}
    </div>
  );
}

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}
