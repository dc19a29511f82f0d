import { useMemo } from 'react';

import { useErrorText } from '../../../i18n/use-error-text.js';
import { useRealtime } from '../../../realtime/realtime-context.js';
import { useTelegram } from '../../../telegram/telegram-context.js';
import { useSnackbar } from '../../../ui/snackbar-context.js';

/** What whoever may control does with everybody's clock. */
export interface ClockCommands {
  /** Three, two, one. */
  start(): void;
  pause(): void;
  /** @param position seconds */
  moveTo(position: number): void;
}

export function useClockCommands(): ClockCommands {
  const { room } = useRealtime();
  const telegram = useTelegram();
  const snackbar = useSnackbar();
  const errorText = useErrorText();

  return useMemo(() => {
    const send = async (...command: Parameters<typeof room.command>): Promise<void> => {
      telegram.haptic.impact('light');
      try {
        await room.command(...command);
      } catch (error) {
        telegram.haptic.error();
        snackbar.show({ text: errorText(error), icon: 'warning', tone: 'danger' });
      }
    };
    return {
      start: () => void send('video:play', { countdown: true }),
      pause: () => void send('video:pause', {}),
      moveTo: (position) => void send('video:seek', { position: Math.max(0, position) }),
    };
  }, [room, telegram, snackbar, errorText]);
}
