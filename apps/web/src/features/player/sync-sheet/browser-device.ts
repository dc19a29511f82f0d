import type { EpochMs } from '@watchparty/shared';

/** What the sheet needs of the machine that it is shown on. */
export interface Device {
  userAgent: string;
  /** The device's own idea of the time. */
  now(): EpochMs;
  /** Puts a text into the clipboard; rejects where that is refused. */
  copy(text: string): Promise<void>;
}

export function browserDevice(navigator: Pick<Navigator, 'userAgent' | 'clipboard'>): Device {
  return {
    userAgent: navigator.userAgent,
    now: () => Date.now(),
    // Without a secure origin there is no clipboard at all, and that is a refusal too.
    copy: async (text) => navigator.clipboard.writeText(text),
  };
}
