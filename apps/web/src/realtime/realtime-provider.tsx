import type { ErrorCode } from '@watchparty/shared';
import { startTransition, useEffect, useEffectEvent, useState, type ReactNode } from 'react';

import { loadAgain } from '../lib/load-again.js';
import { useTelegram } from '../telegram/telegram-context.js';
import type { RealtimeControl } from './create-realtime.js';
import { RealtimeContext } from './realtime-context.js';

interface RealtimeProviderProps {
  /** Of the session; a newer one is used from the next connect on, and nobody leaves the room for it. */
  token: string;
  /** The server no longer knows this session. */
  onSessionLost: (code: ErrorCode) => void;
  children: ReactNode;
}

/** Holds the app's one connection for as long as somebody is signed in. Its code comes after the page's own. */
export function RealtimeProvider({ token, onSessionLost, children }: RealtimeProviderProps): ReactNode {
  const telegram = useTelegram();
  const [control, setControl] = useState<RealtimeControl>();
  const [failure, setFailure] = useState<Error>();
  const sessionLost = useEffectEvent(onSessionLost);

  useEffect(() => {
    let isWanted = true;
    loadAgain(() => import('./start-realtime.js')).then(
      ({ startRealtime }) => {
        if (!isWanted) return;
        const started = startRealtime((listener) => telegram.onActiveChange(listener));
        // Pages may have waited for it.
        startTransition(() => setControl(started));
      },
      (cause: unknown) => {
        if (isWanted) setFailure(new Error('The code of the connection did not come', { cause }));
      },
    );
    return () => {
      isWanted = false;
    };
  }, [telegram]);

  // Before the start, which connects: effects run in their order.
  useEffect(() => {
    control?.signWith(token);
  }, [control, token]);
  useEffect(() => control?.start((code) => sessionLost(code)), [control]);

  // After a new release the old files are gone: the page above offers to load anew.
  if (failure) throw failure;
  return <RealtimeContext value={control?.realtime}>{children}</RealtimeContext>;
}
