import { expect, it } from '@jest/globals';

import { notePastParty, takePastParty } from './party-memory.js';
import { createSafeStorage } from './safe-storage.js';

const storage = createSafeStorage(() => sessionStorage);

it('knows of a party once, and of a short visit not at all', () => {
  sessionStorage.clear();
  expect(takePastParty(storage)).toBeUndefined();
  notePastParty(storage, { isOwn: true }, 59_000);
  expect(takePastParty(storage)).toBeUndefined();
  notePastParty(storage, { isOwn: true }, 60_000);
  expect(takePastParty(storage)).toEqual({ isOwn: true });
  expect(takePastParty(storage)).toBeUndefined();
  notePastParty(storage, { isOwn: false }, 3_600_000);
  expect(takePastParty(storage)).toEqual({ isOwn: false });
});
