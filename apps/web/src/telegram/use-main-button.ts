import { useEffect, useEffectEvent } from 'react';

import { useTelegram } from './telegram-context.js';

export interface MainButtonOptions {
  text: string;
  onClick: () => void;
  disabled?: boolean;
  /** A spinner in the button. */
  progress?: boolean;
  visible?: boolean;
}

/**
 * Telegram's main button while the component is there.
 *
 * @returns whether Telegram shows it; otherwise the page draws a button of its own
 */
export function useMainButton({
  text,
  onClick,
  disabled = false,
  progress = false,
  visible = true,
}: MainButtonOptions): boolean {
  const telegram = useTelegram();
  const press = useEffectEvent(onClick);
  const isShown = telegram.isHosted && visible;

  useEffect(() => {
    if (isShown) telegram.mainButton.show({ text, isEnabled: !disabled, isBusy: progress });
  }, [telegram, isShown, text, disabled, progress]);

  useEffect(() => {
    if (!isShown) return;
    const unsubscribe = telegram.mainButton.onClick(() => {
      press();
    });
    return () => {
      unsubscribe();
      telegram.mainButton.hide();
    };
  }, [telegram, isShown]);

  return isShown;
}
