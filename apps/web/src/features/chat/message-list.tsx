import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';

import { Icon } from '../../ui/icon.js';
import { Spinner } from '../../ui/spinner.js';
import type { ChatEntry } from './chat-timeline.js';
import styles from './message-list.module.css';
import type { OlderMessages } from './use-older-messages.js';

/** So many rows are drawn at first, and so many more whenever somebody scrolls back to the first of them. */
const WINDOW_ROWS = 120;
/** This close to an end, one is there. */
const NEAR_PX = 80;
/** Safari keeps the place of who reads only if it is told to. */
const KEEPS_PLACE = typeof CSS !== 'undefined' && CSS.supports('overflow-anchor', 'auto');

interface MessageListProps {
  entries: readonly ChatEntry[];
  older: OlderMessages;
  /** Its end is at zero. */
  scroller: RefObject<HTMLDivElement | null>;
  row: (entry: ChatEntry) => ReactNode;
}

/**
 * What was said, the latest at the lower edge. The list is scrolled from its end (`column-reverse`), so that the browser
 * itself keeps the end in sight while messages come, the keyboard rises or the phone is turned.
 */
export function MessageList({ entries, older, scroller, row }: MessageListProps): ReactNode {
  const { t } = useTranslation('chat');
  const heightBefore = useRef(0);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const [windowRows, setWindowRows] = useState(WINDOW_ROWS);
  const lastKey = entries.at(-1)?.key;

  const look = (): void => {
    const list = scroller.current;
    if (!list) return;
    // Zero at the end, and less and less on the way back.
    const fromEnd = -list.scrollTop;
    const isNearEnd = fromEnd < NEAR_PX;
    setIsAtEnd(isNearEnd);
    if (isNearEnd) setWindowRows(WINDOW_ROWS);
    else if (list.scrollHeight - list.clientHeight - fromEnd < NEAR_PX) {
      if (windowRows < entries.length) setWindowRows(windowRows + WINDOW_ROWS);
      else older.load();
    }
  };

  useLayoutEffect(() => {
    const list = scroller.current;
    if (!list) return;
    const grown = list.scrollHeight - heightBefore.current;
    if (!KEEPS_PLACE && list.scrollTop < -NEAR_PX && heightBefore.current > 0) list.scrollBy(0, -grown);
    // Only what came at the end moves the place: what comes in front does not.
  }, [lastKey, scroller]);
  useLayoutEffect(() => {
    heightBefore.current = scroller.current?.scrollHeight ?? 0;
  });

  return (
    <>
      <div
        ref={scroller}
        className={styles.scroller}
        data-testid="messages"
        // A region that scrolls can be scrolled by keys too.
        tabIndex={0}
        onScroll={look}
      >
        <div>
          {older.isLoading && (
            <div className={styles.loading}>
              <Spinner size={20} />
            </div>
          )}
          {entries.slice(-windowRows).map((entry) => (
            <div key={entry.key}>{row(entry)}</div>
          ))}
          <div className={styles.foot} />
        </div>
      </div>
      {!isAtEnd && (
        <button
          type="button"
          className={styles.down}
          aria-label={t('toLatest')}
          onClick={() => scroller.current?.scrollTo({ top: 0, behavior: 'smooth' })}
        >
          <Icon name="down" size={22} />
        </button>
      )}
    </>
  );
}
