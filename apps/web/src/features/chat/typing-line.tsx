import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import styles from './typing-line.module.css';
import { useTypists } from './use-typing.js';

/** Who writes just now, in words. Keeps its height, so that nothing moves when somebody begins. */
export function TypingLine({ nameOf }: { nameOf: (userId: string) => string }): ReactNode {
  const { t } = useTranslation('chat');
  const typists = useTypists();
  const [one, two] = typists.map(nameOf);
  const text =
    one === undefined
      ? ''
      : two === undefined
        ? t('typing.one', { name: one })
        : typists.length === 2
          ? t('typing.two', { name: one, other: two })
          : t('typing.several', { count: typists.length });
  return (
    <p className={styles.line}>
      {text !== '' && (
        <>
          <span className={styles.dots} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {text}
        </>
      )}
    </p>
  );
}
