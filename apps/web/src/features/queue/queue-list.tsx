import { videoName } from '@watchparty/shared';
import type { QueueItemView } from '@watchparty/shared/room-client';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { cx } from '../../ui/cx.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import styles from './queue-list.module.css';
import { QueueRow } from './queue-row.js';
import { useDragOrder } from './use-drag-order.js';
import type { QueueCommands } from './use-queue-commands.js';

interface QueueListProps {
  commands: QueueCommands;
  youId: string;
}

/** What waits, in order; those who control the video put it in another one. */
export function QueueList({ commands, youId }: QueueListProps): ReactNode {
  const { t } = useTranslation('queue');
  const { items, mayControl } = commands.shown;
  const list = useRef<HTMLUListElement>(null);
  const [said, setSaid] = useState('');

  const move = (item: QueueItemView, beforeId: string | undefined): void => {
    commands.move(item, beforeId);
    const others = items.filter(({ id }) => id !== item.id);
    const index = others.findIndex(({ id }) => id === beforeId);
    const place = (index < 0 ? others.length : index) + 1;
    setSaid(t('item.moved', { title: videoName(item), place, count: items.length }));
  };
  const moveTo = (item: QueueItemView, place: number): void => {
    move(item, items.filter(({ id }) => id !== item.id)[place]?.id);
  };
  const drag = useDragOrder(list, items, move);

  return (
    <>
      <ul ref={list} className={cx(styles.list, drag.draggedId !== undefined && styles.dragging)}>
        {drag.items.map((item, index) => (
          <QueueRow
            key={item.id}
            item={item}
            isYours={item.addedBy?.userId === youId}
            isDragged={item.id === drag.draggedId}
            style={drag.styleOf(index)}
            controls={
              mayControl
                ? {
                    place: index,
                    count: drag.items.length,
                    grab: (event) => drag.grab(item.id, event),
                    moveTo: (place) => moveTo(item, place),
                    play: () => commands.play(item),
                  }
                : undefined
            }
            onVote={(isOn) => commands.vote(item, isOn)}
            onRemove={() => commands.remove(item)}
          />
        ))}
      </ul>
      <VisuallyHidden>
        <span aria-live="polite">{said}</span>
      </VisuallyHidden>
    </>
  );
}
