import type { MouseEvent, ReactNode } from 'react';

import { useTelegram } from '../../telegram/telegram-context.js';
import { linkify } from './linkify.js';
import styles from './message-bubble.module.css';

/** The words of a message, its addresses made to open outside of the app. */
export function MessageText({ text }: { text: string }): ReactNode {
  const telegram = useTelegram();
  const open = (event: MouseEvent<HTMLAnchorElement>): void => {
    event.preventDefault();
    telegram.openLink(event.currentTarget.href);
  };
  return linkify(text).map((part, index) =>
    part.type === 'text' ? (
      part.text
    ) : (
      <a
        key={index}
        className={styles.link}
        href={part.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        onClick={open}
      >
        {part.text}
      </a>
    ),
  );
}
