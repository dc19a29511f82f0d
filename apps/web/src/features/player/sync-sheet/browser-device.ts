import type { EpochMs } from '@watchparty/shared';

/** What the sheet needs of the machine that it is shown on, and of the app that runs there. */
export interface Device {
  /** The release of the app, which may be older than the server's: pages stay open. */
  appVersion: string;
  userAgent: string;
  /** The device's own idea of the time. */
  now(): EpochMs;
  /** Puts a text into the clipboard; rejects where that is refused. */
  copy(text: string): Promise<void>;
}

export function browserDevice(
  navigator: Pick<Navigator, 'userAgent' | 'clipboard'>,
  appVersion: string,
): Device {
  return {
    appVersion,
    userAgent: navigator.userAgent,
    now: () => Date.now(),
    // Without a secure origin there is no clipboard at all, and that is a refusal too.
    copy: async (text) => navigator.clipboard.writeText(text),
  };
}
