import type { SafeStorage } from '../../lib/safe-storage.js';

/** The session that this device was in voice with last: what a page that was killed could not end, the next one does. */
export interface LastSession {
  get(): string | undefined;
  set(session: string | undefined): void;
}

const KEY = 'watchparty.voice-session';

export function createLastSession(storage: SafeStorage): LastSession {
  return {
    get() {
      const session = storage.get(KEY);
      return session === '' ? undefined : session;
    },
    set: (session) => storage.set(KEY, session ?? ''),
  };
}
