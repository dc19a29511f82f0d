import { videoName } from '@watchparty/shared';
import type { QueueItemView } from '@watchparty/shared/room-client';
import type { TFunction } from 'i18next';
import type { CSSProperties, PointerEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { ActionMenu } from '../../ui/action-menu.js';
import type { MenuAction } from '../../ui/menu.js';
import { cx } from '../../ui/cx.js';
import { Icon } from '../../ui/icon.js';
import { IconButton } from '../../ui/icon-button.js';
import { PlatformMark } from '../../ui/platform-mark.js';
import styles from './queue-row.module.css';
import { VideoStill, VideoWords } from './video-line.js';

/** What those may do who control the video. */
export interface RowControls {
  place: number;
  count: number;
  grab: (event: PointerEvent<HTMLElement>) => void;
  /** @param place to move to, from 0 */
  moveTo: (place: number) => void;
  play: () => void;
}

interface QueueRowProps {
  item: QueueItemView;
  isYours: boolean;
  controls: RowControls | undefined;
  isDragged: boolean;
  style: CSSProperties | undefined;
  onVote: (isOn: boolean) => void;
  onRemove: () => void;
}

/** A video that waits for its turn. */
export function QueueRow(props: QueueRowProps): ReactNode {
  const { item, isYours, controls, isDragged, style, onVote, onRemove } = props;
  const { t } = useTranslation('queue');
  const title = videoName(item);
  return (
    <li
      className={cx(styles.row, isDragged && styles.dragged)}
      data-testid="queue-item"
      data-dragged={isDragged || undefined}
      data-next={item.isNext || undefined}
      style={style}
    >
      {controls && <Handle title={title} controls={controls} />}
      {controls ? (
        <button
          type="button"
          className={styles.play}
          aria-label={`${t('item.play')}: ${title}`}
          title={t('item.play')}
          onClick={controls.play}
        >
          <VideoStill video={item}>
            {/* A drawn still has a mark of its own. */}
            {item.thumbnailUrl !== undefined && (
              <span className={styles.glyph}>
                <Icon name="play" size={14} />
              </span>
            )}
          </VideoStill>
        </button>
      ) : (
        <VideoStill video={item} />
      )}
      <VideoWords video={item}>
        {item.isNext && <span className={styles.next}>{t('item.next')}</span>}
        <PlatformMark platform={item.platform} />
        {item.addedBy && (
          <span className={styles.adder} dir="auto">
            {isYours ? t('item.addedByYou') : item.addedBy.firstName}
          </span>
        )}
      </VideoWords>
      <button
        type="button"
        className={styles.vote}
        aria-pressed={item.hasYourVote}
        aria-label={t('item.vote', { title, count: item.votes })}
        onClick={() => onVote(!item.hasYourVote)}
      >
        <Icon name="up" size={18} />
        {item.votes > 0 && <span className={styles.votes}>{item.votes}</span>}
      </button>
      {controls ? (
        <ActionMenu label={t('item.more', { title })} actions={actionsOf(controls, onRemove, t)} />
      ) : (
        item.mayRemove && (
          <IconButton
            icon="trash"
            iconSize={20}
            label={t('item.removeOf', { title })}
            className={styles.remove}
            onClick={onRemove}
          />
        )
      )}
    </li>
  );
}

function Handle({ title, controls }: { title: string; controls: RowControls }): ReactNode {
  const { t } = useTranslation('queue');
  const { place, count, grab, moveTo } = controls;
  return (
    <button
      type="button"
      className={styles.handle}
      aria-label={t('item.move', { title })}
      title={t('item.moveHint')}
      onPointerDown={grab}
      onKeyDown={(event) => {
        const to = event.key === 'ArrowUp' ? place - 1 : event.key === 'ArrowDown' ? place + 1 : undefined;
        if (to === undefined) return;
        event.preventDefault();
        if (to >= 0 && to < count) moveTo(to);
      }}
    >
      <Icon name="grip" size={20} />
    </button>
  );
}

function actionsOf(controls: RowControls, onRemove: () => void, t: TFunction<'queue'>): MenuAction[] {
  const { place, count, moveTo, play } = controls;
  return [
    { icon: 'play', text: t('item.play'), onSelect: play },
    ...(place > 1 ? [{ icon: 'first', text: t('item.first'), onSelect: () => moveTo(0) } as const] : []),
    ...(place > 0 ? [{ icon: 'up', text: t('item.up'), onSelect: () => moveTo(place - 1) } as const] : []),
    ...(place < count - 1
      ? [{ icon: 'down-arrow', text: t('item.down'), onSelect: () => moveTo(place + 1) } as const]
      : []),
    { icon: 'trash', text: t('item.remove'), tone: 'danger', onSelect: onRemove },
  ];
}
