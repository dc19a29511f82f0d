import type { User } from '@watchparty/shared';
import { createContext, useContext, useDeferredValue } from 'react';
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

/**
 * The same, for what draws whole pages by it: that somebody has come in is known a moment later, so that their first page is
 * drawn in slices, between which a slow phone answers; what a store tells is drawn in one go. That they are out is known at
 * once, because pages for whoever is in cannot be drawn any more.
 */
export function useSessionStateForPages(): SessionState {
  const state = useSessionState();
  const deferred = useDeferredValue(state);
  return state.status === 'signed-in' ? deferred : state;
}

/** The person who is signed in; for pages that are shown to nobody else. */
export function useUser(): User {
  const state = useSessionState();
  if (state.status !== 'signed-in') throw new Error('Nobody is signed in here');
  return state.user;
}
