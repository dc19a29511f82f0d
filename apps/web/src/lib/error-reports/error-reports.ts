import { ApiError } from '@watchparty/shared';

/** Hands an error to whoever collects them. */
export type SendReport = (error: unknown, how: { isHandled: boolean }) => void;

/** Tells the operator of errors that nobody foresaw, where the operator wants to be told. */
export interface ErrorReports {
  /** An error for which something stands in on the screen. */
  report(error: unknown): void;
  /** @param dsn where reports go; without one nothing is loaded, and what was kept is forgotten */
  start(dsn: string | undefined): Promise<void>;
}

interface ErrorReportsOptions {
  /** Where errors are heard of that nobody caught. */
  window: Pick<Window, 'addEventListener' | 'removeEventListener'>;
  load: () => Promise<{ startSentry: (dsn: string) => SendReport }>;
}

interface Found {
  error: unknown;
  isHandled: boolean;
}

/** The first errors of a page tell most; a loop that breaks sixty times a second tells nothing new. */
const MAX_REPORTS = 20;

export function createErrorReports({ window, load }: ErrorReportsOptions): ErrorReports {
  let send: SendReport | undefined;
  let hasStarted = false;
  let left = MAX_REPORTS;
  /** What happened before anybody knew whether it is wanted. */
  let kept: Found[] = [];
  // A route that breaks is told of by the router and by React.
  const seen = new WeakSet<object>();

  function take(found: Found): void {
    const { error } = found;
    if (left === 0 || !isUnforeseen(error)) return;
    if (typeof error === 'object' && error !== null) {
      if (seen.has(error)) return;
      seen.add(error);
    }
    left -= 1;
    if (send) send(error, found);
    else kept.push(found);
  }

  const onError = ({ error }: ErrorEvent): void => {
    // Without an error object it came from a script of somebody else's.
    if (error !== undefined && error !== null) take({ error, isHandled: false });
  };
  const onRejection = ({ reason }: PromiseRejectionEvent): void => take({ error: reason, isHandled: false });
  window.addEventListener('error', onError);
  window.addEventListener('unhandledrejection', onRejection);

  function stop(): void {
    window.removeEventListener('error', onError);
    window.removeEventListener('unhandledrejection', onRejection);
    left = 0;
    kept = [];
  }

  return {
    report: (error) => take({ error, isHandled: true }),
    async start(dsn) {
      if (hasStarted) return;
      hasStarted = true;
      if (dsn === undefined) {
        stop();
        return;
      }
      try {
        const { startSentry } = await load();
        send = startSentry(dsn);
      } catch {
        // Blocked, or offline: nobody misses an evening for it.
        stop();
        return;
      }
      for (const found of kept.splice(0)) send(found.error, found);
    },
  };
}

/** A refusal or a lost connection is no fault of the code. */
function isUnforeseen(error: unknown): boolean {
  if (error instanceof ApiError) return error.code === 'internal';
  return !(error instanceof DOMException && error.name === 'AbortError');
}
