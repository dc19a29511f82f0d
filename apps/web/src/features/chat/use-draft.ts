import { useState } from 'react';

import { createSafeStorage } from '../../lib/safe-storage.js';

/** What was begun and not sent, kept for this visit and this room. */
export function useDraft(roomId: string): [draft: string, setDraft: (text: string) => void] {
  const [storage] = useState(() => createSafeStorage(() => window.sessionStorage));
  const key = `watchparty.draft.${roomId}`;
  const [draft, setDraft] = useState(() => storage.get(key) ?? '');
  return [
    draft,
    (text) => {
      setDraft(text);
      storage.set(key, text);
    },
  ];
}
