import type { User } from '@watchparty/shared';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';

import type { Session, SessionState } from './session-store.js';

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs a SessionContext above');
  return session;
}

export function useSessionState(): SessionState {
  return useStore(useSession().store);
}

/** The person who is signed in; for pages that are shown to nobody else. */
export function useUser(): User {
  const state = useSessionState();
  if (state.status !== 'signed-in') throw new Error('Nobody is signed in here');
  return state.user;
}
