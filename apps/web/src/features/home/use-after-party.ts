import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { takePastParty } from '../../lib/party-memory.js';
import { PREFERENCES, usePreferences } from '../../lib/preferences.js';
import { createSafeStorage } from '../../lib/safe-storage.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { useSnackbar } from '../../ui/snackbar-context.js';

const OFFER_SHOWN_FOR_MS = 12_000;

/**
 * After a party people know what the app is good for, and may be asked for something: whoever made a room, whether the
 * bot may write; after that, whether the app shall have a place on the home screen. Each once in a person's life.
 */
export function useAfterParty(): void {
  const { t } = useTranslation('home');
  const telegram = useTelegram();
  const preferences = usePreferences();
  const snackbar = useSnackbar();

  const ask = useEffectEvent(async (): Promise<void> => {
    const party = takePastParty(createSafeStorage(() => window.sessionStorage));
    if (!party) return;
    const mayBeAsked = party.isOwn && telegram.isVersionAtLeast('6.9');
    if (mayBeAsked && preferences.get(PREFERENCES.askedToWrite) === undefined) {
      preferences.set(PREFERENCES.askedToWrite, 'yes');
      await telegram.requestWriteAccess();
      return;
    }
    if (preferences.get(PREFERENCES.offeredHomeScreen) !== undefined) return;
    if (!(await telegram.mayAddToHomeScreen())) return;
    preferences.set(PREFERENCES.offeredHomeScreen, 'yes');
    snackbar.show({
      text: t('homeScreen.text'),
      icon: 'plus',
      action: { label: t('homeScreen.add'), onClick: () => telegram.addToHomeScreen() },
      durationMs: OFFER_SHOWN_FOR_MS,
    });
  });

  useEffect(() => {
    void ask();
  }, []);
}
