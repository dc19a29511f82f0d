import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';

import { Sheet } from '../../../ui/sheet.js';
import type { SyncStatusStore } from '../sync/sync-status.js';
import type { Device } from './browser-device.js';
import { CopyReport } from './copy-report.js';
import { CorrectionList } from './correction-list.js';
import { SyncFigures } from './sync-figures.js';
import { SyncNow } from './sync-now.js';
import styles from './sync-sheet.module.css';
import { useSnapshot } from './use-snapshot.js';

interface SyncSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  status: SyncStatusStore;
  device: Device;
}

/** How this screen stands to the room in figures, for whoever wonders and for whoever reports a fault. */
export function SyncSheet({ open, onOpenChange, status, device }: SyncSheetProps): ReactNode {
  const { t } = useTranslation('sync');
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title={t('title')}
      footer={
        <>
          <SyncNow status={status} />
          <CopyReport status={status} device={device} />
        </>
      }
    >
      <Body status={status} device={device} />
    </Sheet>
  );
}

/** Looks at the clock and the engine for as long as somebody looks at the sheet. */
function Body({ status, device }: Pick<SyncSheetProps, 'status' | 'device'>): ReactNode {
  const { t } = useTranslation('sync');
  const state = useStore(status, (view) => view.status.type);
  const snapshot = useSnapshot(status, device);
  return (
    <div className={styles.body}>
      <p className={styles.state}>{t(`state.${state}`)}</p>
      <SyncFigures snapshot={snapshot} />
      {snapshot.details && <CorrectionList corrections={snapshot.details.corrections} />}
    </div>
  );
}
