const DEADLINE_MS = 10_000;
const PAUSE_MS = 20;

/** Asks again and again until the answer is yes. An answer that throws is a no. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  let cause: unknown;
  while (Date.now() < deadline) {
    try {
      if (await isSo()) return;
    } catch (error) {
      cause = error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`Waited ${DEADLINE_MS} ms in vain until ${what}`, { cause });
}
