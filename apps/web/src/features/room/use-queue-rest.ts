import { useTranslation } from 'react-i18next';

import { addToQueue } from '../../realtime/add-to-queue.js';
import { useRealtime } from '../../realtime/realtime-context.js';
import { useSnackbar } from '../../ui/snackbar-context.js';

/** Puts what follows a list's first video into the queue, and says how much of it. */
export function useQueueRest(): (rest: readonly string[]) => Promise<void> {
  const { t } = useTranslation('room');
  const { room } = useRealtime();
  const snackbar = useSnackbar();
  return async (rest) => {
    if (rest.length === 0) return;
    const found = rest.length;
    try {
      const added = (await addToQueue(room, rest)) ?? found;
      if (added < found)
        snackbar.show({ text: t('change.restPartlyQueued', { added, found }), icon: 'warning' });
      else snackbar.show({ text: t('change.restQueued', { count: added }), icon: 'queue' });
    } catch {
      // What was asked for plays; that comes first.
      snackbar.show({ text: t('change.restNotQueued'), icon: 'warning' });
    }
  };
}
