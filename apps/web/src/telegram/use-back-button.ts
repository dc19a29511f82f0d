import { useEffect, useEffectEvent } from 'react';

import { useTelegram } from './telegram-context.js';

/**
 * Telegram's back button while the component is there.
 *
 * @returns whether Telegram shows it; otherwise the page draws a button of its own
 */
export function useBackButton(onBack: () => void): boolean {
  const telegram = useTelegram();
  const goBack = useEffectEvent(onBack);

  useEffect(
    () =>
      telegram.showBackButton(() => {
        goBack();
      }),
    [telegram],
  );

  return telegram.hasBackButton;
}
