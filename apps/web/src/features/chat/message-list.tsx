import { useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtualizer, type VirtualizerHandle } from 'virtua';

import { Icon } from '../../ui/icon.js';
import { Spinner } from '../../ui/spinner.js';
import type { ChatEntry } from './chat-timeline.js';
import { isKeptFromEnd } from './list-anchor.js';
import styles from './message-list.module.css';
import { followKey } from './row-focus.js';
import { useStickyEnd } from './use-sticky-end.js';

/** This close to the first row, older ones are fetched: before one gets there. */
const NEAR_START_PX = 800;

export interface MessageListHandle {
  toEnd: () => void;
  /** @returns whether there is a row of this key to be brought into sight */
  show: (key: string) => boolean;
}

interface MessageListProps {
  ref: Ref<MessageListHandle>;
  entries: readonly ChatEntry[];
  isLoadingOlder: boolean;
  onNearStart: () => void;
  /** Somewhere below is something for the person who looks. */
  call: ReactNode;
  onEndChange: (isAtEnd: boolean) => void;
  row: (entry: ChatEntry) => ReactNode;
}

/**
 * What was said, the latest at the lower edge. Only the rows in sight are in the document, so that ten thousand cost no more
 * than fifty. Who reads further up keeps the place, whatever comes, goes or changes around it.
 */
export function MessageList(props: MessageListProps): ReactNode {
  const { ref, entries, isLoadingOlder, onNearStart, call, onEndChange, row } = props;
  const { t } = useTranslation('chat');
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const rows = useRef<VirtualizerHandle>(null);
  const { isAtEnd, onScroll, toEnd } = useStickyEnd({ scroller, content, onChange: onEndChange });
  const [firstInSight, setFirstInSight] = useState('');
  const [drawn, setDrawn] = useState({ entries, isKept: false });
  if (drawn.entries !== entries)
    setDrawn({ entries, isKept: isKeptFromEnd(drawn.entries, entries, firstInSight) });

  useImperativeHandle(ref, () => ({
    toEnd: () => toEnd(),
    show(key) {
      const index = entries.findIndex((entry) => entry.key === key);
      if (index < 0) return false;
      rows.current?.scrollToIndex(index, { align: 'center' });
      return true;
    },
  }));

  const look = (): void => {
    onScroll();
    const list = scroller.current;
    if (!list || !rows.current) return;
    if (list.scrollTop < NEAR_START_PX) onNearStart();
    setFirstInSight(entries[rows.current.findItemIndex(list.scrollTop)]?.key ?? '');
  };

  /**
   * Rows that turn out smaller than was guessed move what is in sight up. At the very start there is no further up: the
   * browser stays where it is and tells nobody, and virtua 0.54 draws the rows of before until it hears of a scroll.
   */
  const leaveTheEdge = (): void => {
    if (scroller.current?.scrollTop === 0) scroller.current.scrollTop = 1;
  };

  return (
    <>
      <div
        ref={scroller}
        className={styles.scroller}
        data-testid="messages"
        // A region that scrolls can be scrolled by keys too.
        tabIndex={0}
        onScroll={look}
        onKeyDown={(event) => {
          if (followKey(event.currentTarget, event.key)) event.preventDefault();
        }}
      >
        <div ref={content} className={styles.content}>
          <Virtualizer
            ref={rows}
            scrollRef={scroller}
            data={entries}
            shift={drawn.isKept}
            onScrollEnd={leaveTheEdge}
          >
            {(entry) => <div key={entry.key}>{row(entry)}</div>}
          </Virtualizer>
          <div className={styles.foot} />
        </div>
      </div>
      {isLoadingOlder && (
        <div className={styles.loading}>
          <Spinner size={20} />
        </div>
      )}
      {!isAtEnd && (
        <div className={styles.ways}>
          {call}
          <button
            type="button"
            className={styles.down}
            aria-label={t('toLatest')}
            onClick={() => toEnd('smooth')}
          >
            <Icon name="down" size={22} />
          </button>
        </div>
      )}
    </>
  );
}
