import { useEffect, useEffectEvent } from 'react';

import { notePastParty } from '../../lib/party-memory.js';
import { createSafeStorage } from '../../lib/safe-storage.js';

/** Lets Home know that somebody comes from a party. */
export function useNoteParty(isOwn: boolean): void {
  const note = useEffectEvent((lastedMs: number) => {
    notePastParty(
      createSafeStorage(() => window.sessionStorage),
      { isOwn },
      lastedMs,
    );
  });
  useEffect(() => {
    const sinceMs = performance.now();
    return () => note(performance.now() - sinceMs);
  }, []);
}
