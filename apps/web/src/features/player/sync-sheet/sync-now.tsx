import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';

import { useRealtime } from '../../../realtime/realtime-context.js';
import { Button } from '../../../ui/button.js';
import type { SyncStatusStore } from '../sync/sync-status.js';

/** Measures the clock anew and goes to where the room is. */
export function SyncNow({ status }: { status: SyncStatusStore }): ReactNode {
  const { t } = useTranslation('sync');
  const { clock } = useRealtime();
  const hasPlayer = useStore(status, (view) => view.engine !== undefined);
  const [isBusy, setIsBusy] = useState(false);

  const sync = async (): Promise<void> => {
    setIsBusy(true);
    clock.start();
    await clock.measured();
    // The video may have been changed meanwhile, and its player with it.
    status.getState().engine?.syncNow();
    setIsBusy(false);
  };

  return (
    <Button size="l" busy={isBusy} disabled={!hasPlayer} onClick={() => void sync()}>
      {t('now')}
    </Button>
  );
}
