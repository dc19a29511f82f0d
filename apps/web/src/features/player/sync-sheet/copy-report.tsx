import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useRealtime, useRoom } from '../../../realtime/realtime-context.js';
import { useTelegram } from '../../../telegram/telegram-context.js';
import { Button } from '../../../ui/button.js';
import type { SyncStatusStore } from '../sync/sync-status.js';
import type { Device } from './browser-device.js';
import { syncReport } from './sync-report.js';
import styles from './sync-sheet.module.css';
import { takeSnapshot } from './sync-snapshot.js';

interface CopyReportProps {
  status: SyncStatusStore;
  device: Device;
}

/** Copies the figures of this moment as a text; where that is refused the text is shown, to be copied by hand. */
export function CopyReport({ status, device }: CopyReportProps): ReactNode {
  const { t, i18n } = useTranslation('sync');
  const { clock } = useRealtime();
  const telegram = useTelegram();
  const player = useRoom((room) =>
    room.status === 'joined' ? (room.playback.platform ?? undefined) : undefined,
  );
  const [outcome, setOutcome] = useState<{ isCopied: boolean; report: string }>();

  const copy = async (): Promise<void> => {
    const snapshot = takeSnapshot(status.getState(), { clock, deviceNow: device.now });
    const report = syncReport(snapshot, {
      appVersion: device.appVersion,
      telegram,
      userAgent: device.userAgent,
      language: i18n.language,
      player,
    });
    try {
      await device.copy(report);
      setOutcome({ isCopied: true, report });
    } catch {
      setOutcome({ isCopied: false, report });
    }
  };

  return (
    <>
      {outcome?.isCopied === false && (
        <textarea
          className={styles.report}
          aria-label={t('report')}
          rows={5}
          readOnly
          value={outcome.report}
          onFocus={(event) => event.target.select()}
        />
      )}
      <Button variant="tinted" size="l" onClick={() => void copy()}>
        {t('copy')}
      </Button>
      <p className={styles.outcome} role="status">
        {outcome && t(outcome.isCopied ? 'copied' : 'notCopied')}
      </p>
    </>
  );
}
