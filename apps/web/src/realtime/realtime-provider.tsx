import type { ErrorCode } from '@watchparty/shared';
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';

import { useTelegram } from '../telegram/telegram-context.js';
import { createRealtime } from './create-realtime.js';
import { RealtimeContext } from './realtime-context.js';
import { createSocket } from './socket.js';

interface RealtimeProviderProps {
  /** Of the session; a newer one is used from the next connect on, and nobody leaves the room for it. */
  token: string;
  /** The server no longer knows this session. */
  onSessionLost: (code: ErrorCode) => void;
  children: ReactNode;
}

/** Holds the app's one connection for as long as somebody is signed in. */
export function RealtimeProvider({ token, onSessionLost, children }: RealtimeProviderProps): ReactNode {
  const telegram = useTelegram();
  const [control] = useState(() =>
    createRealtime(createSocket, (listener) => telegram.onActiveChange(listener)),
  );
  const sessionLost = useEffectEvent(onSessionLost);

  // Before the start, which connects: effects run in their order.
  useEffect(() => {
    control.signWith(token);
  }, [control, token]);
  useEffect(() => control.start((code) => sessionLost(code)), [control]);

  return <RealtimeContext value={control.realtime}>{children}</RealtimeContext>;
}
