import type { Mention } from '@watchparty/shared';
import type { MouseEvent, ReactNode } from 'react';

import { useTelegram } from '../../telegram/telegram-context.js';
import { cx } from '../../ui/cx.js';
import styles from './message-bubble.module.css';
import { messageParts } from './message-parts.js';

interface MessageTextProps {
  text: string;
  mentions?: readonly Mention[];
  youId: string;
}

/** The words of a message, its addresses made to open outside of the app. */
export function MessageText({ text, mentions, youId }: MessageTextProps): ReactNode {
  const telegram = useTelegram();
  const open = (event: MouseEvent<HTMLAnchorElement>): void => {
    event.preventDefault();
    telegram.openLink(event.currentTarget.href);
  };
  return messageParts(text, mentions).map((part, index) => {
    switch (part.type) {
      case 'text':
        return part.text;
      case 'mention':
        return (
          <span key={index} className={cx(styles.mention, part.userId === youId && styles.mentionsYou)}>
            {part.text}
          </span>
        );
      case 'link':
        return (
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
        );
    }
  });
}
