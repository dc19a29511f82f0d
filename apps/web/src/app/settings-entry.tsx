import { useEffect, useEffectEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';

import { paths } from '../lib/paths.js';
import { useTelegram } from '../telegram/telegram-context.js';

/** Telegram's menu leads to the profile, where language and privacy are; not out of a room, which it would leave. */
export function SettingsEntry(): null {
  const telegram = useTelegram();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const isOffered = pathname === paths.home || pathname === paths.create();
  const open = useEffectEvent(() => void navigate(paths.profile));
  useEffect(() => {
    if (!isOffered) return;
    return telegram.showSettingsButton(() => open());
  }, [telegram, isOffered]);
  return null;
}
