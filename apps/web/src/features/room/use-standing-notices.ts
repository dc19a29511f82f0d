import { type JoinedState, you } from '@watchparty/shared/room-client';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { useTelegram } from '../../telegram/telegram-context.js';
import { useSnackbar } from '../../ui/snackbar-context.js';
import { standingNotice, type Standing } from './standing-notice.js';

/** Says what others have just made of this person's part in the room. */
export function useStandingNotices(state: JoinedState): void {
  const { t } = useTranslation('room');
  const telegram = useTelegram();
  const snackbar = useSnackbar();
  const self = you(state);
  const role = self?.role;
  const isMuted = self?.isMuted === true;
  const before = useRef<Standing>(undefined);

  const tell = useEffectEvent((now: Standing) => {
    const notice = before.current && standingNotice(before.current, now);
    before.current = now;
    if (!notice) return;
    telegram.haptic.impact('medium');
    snackbar.show({ text: t(`standing.${notice.text}`), icon: notice.icon });
  });
  useEffect(() => {
    if (role) tell({ role, isMuted });
  }, [role, isMuted]);
}
