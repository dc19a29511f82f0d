import { type ApiErrorCode, errorCodeOf, type SignInResponse, type User } from '@watchparty/shared';
import { createStore, type StoreApi } from 'zustand/vanilla';

export type SignedOutReason =
  /** There is no launch data: the app was not opened from Telegram. */
  | 'outside-telegram'
  /** The launch data is too old or was refused: open the app again. */
  | 'expired'
  /** The operator keeps this person out. */
  | 'banned'
  /** The server was not reached, or failed: try again. */
  | 'error'
  | 'logged-out'
  | 'erased';

export type SessionState =
  | { status: 'signing-in' }
  | { status: 'signed-in'; token: string; user: User; startParam: string | undefined }
  | { status: 'signed-out'; reason: SignedOutReason; code?: ApiErrorCode };

export interface Session {
  readonly store: StoreApi<SessionState>;
  /** Signs in with the launch data. */
  start(): Promise<void>;
  /**
   * The token was refused: signs in once more with the launch data.
   *
   * @returns whether there is a new token
   */
  renew(): Promise<boolean>;
  end(reason: 'logged-out' | 'erased'): void;
  /** For requests; the token lives in memory alone. */
  token(): string | undefined;
}

interface SessionOptions {
  initData: string;
  signIn: (initData: string) => Promise<SignInResponse>;
}

export function createSessionStore({ initData, signIn }: SessionOptions): Session {
  const store = createStore<SessionState>(() =>
    initData === '' ? { status: 'signed-out', reason: 'outside-telegram' } : { status: 'signing-in' },
  );
  // Several requests may be refused at once; one answer serves them all.
  let renewal: Promise<boolean> | undefined;
  let entrance: Promise<void> | undefined;

  async function enter(): Promise<void> {
    const { token, user, startParam } = await signIn(initData);
    store.setState({ status: 'signed-in', token, user, startParam }, true);
  }

  async function startOnce(): Promise<void> {
    if (initData === '') return;
    store.setState({ status: 'signing-in' }, true);
    try {
      await enter();
    } catch (error) {
      const code = errorCodeOf(error);
      store.setState({ status: 'signed-out', reason: refusalOf(code) ?? 'error', code }, true);
    }
  }

  async function renewOnce(): Promise<boolean> {
    if (initData === '' || store.getState().status !== 'signed-in') return false;
    try {
      await enter();
      return true;
    } catch (error) {
      const code = errorCodeOf(error);
      // A lost connection is no lost session: whoever asks again may find it.
      const reason = refusalOf(code);
      if (reason) store.setState({ status: 'signed-out', reason, code }, true);
      return false;
    }
  }

  return {
    store,
    start() {
      entrance ??= startOnce().finally(() => {
        entrance = undefined;
      });
      return entrance;
    },
    renew() {
      renewal ??= renewOnce().finally(() => {
        renewal = undefined;
      });
      return renewal;
    },
    end(reason) {
      store.setState({ status: 'signed-out', reason }, true);
    },
    token() {
      const state = store.getState();
      return state.status === 'signed-in' ? state.token : undefined;
    },
  };
}

/** Why the launch data was not taken, where it will not be taken the next time either. */
function refusalOf(code: ApiErrorCode): 'expired' | 'banned' | undefined {
  if (code === 'banned') return 'banned';
  const isRefused = code === 'unauthorized' || code === 'token_expired' || code === 'validation_failed';
  return isRefused ? 'expired' : undefined;
}
