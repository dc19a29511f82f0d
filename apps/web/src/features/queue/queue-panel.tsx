import type { QueueView } from '@watchparty/shared/room-client';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useMediaQuery } from '../../lib/use-media-query.js';
import { IconButton } from '../../ui/icon-button.js';
import { Sheet } from '../../ui/sheet.js';
import { QueueContent } from './queue-content.js';
import styles from './queue-panel.module.css';
import { useQueue } from './use-queue.js';

interface QueuePanelProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** From here on the room has a column beside the picture that is wide enough for it. */
const IS_WIDE = '(min-width: 900px)';

/** The queue: a sheet on a phone; beside the picture where there is room, so that the film can be seen. */
export function QueuePanel({ open, onOpenChange }: QueuePanelProps): ReactNode {
  const { t } = useTranslation('queue');
  const queue = useQueue();
  const isWide = useMediaQuery(IS_WIDE);
  if (!queue) return null;
  if (isWide) return open ? <SideQueue queue={queue} onClose={() => onOpenChange(false)} /> : null;
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title={t('title')}>
      <QueueContent queue={queue} />
    </Sheet>
  );
}

function SideQueue({ queue, onClose }: { queue: QueueView; onClose: () => void }): ReactNode {
  const { t } = useTranslation(['queue', 'common']);
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {t('queue:title')}
        </h2>
        <IconButton icon="close" iconSize={20} label={t('common:close')} onClick={onClose} />
      </header>
      <div className={styles.body}>
        <QueueContent queue={queue} />
      </div>
    </section>
  );
}
