import { createContext, useContext } from 'react';

import type { Telegram } from './telegram.js';

export const TelegramContext = createContext<Telegram | undefined>(undefined);

export function useTelegram(): Telegram {
  const telegram = useContext(TelegramContext);
  if (!telegram) throw new Error('useTelegram needs a TelegramContext above');
  return telegram;
}
