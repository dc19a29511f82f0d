import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 25;

/** Asks again and again until the answer is yes. An answer that throws is a no. */
export async function within(
  deadlineMs: number,
  what: string,
  isSo: () => boolean | Promise<boolean>,
): Promise<void> {
  const end = Date.now() + deadlineMs;
  let cause: unknown;
  for (;;) {
    try {
      if (await isSo()) return;
    } catch (error) {
      cause = error;
    }
    if (Date.now() > end) throw new Error(`Waited ${deadlineMs} ms in vain until ${what}`, { cause });
    await sleep(POLL_MS);
  }
}
