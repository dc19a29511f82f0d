/** Clients differ in what they answer to; nobody waits longer than this for one that stays silent. */
const ANSWER_TIMEOUT_MS = 3_000;

/**
 * Waits for a client's answer.
 *
 * @param ask hands over a callback to the client
 * @param silence what counts where no answer comes, or the call itself is refused
 */
export function answerWithin<T>(ask: (answer: (value: T) => void) => void, silence: T): Promise<T> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(silence), ANSWER_TIMEOUT_MS);
    const answer = (value: T): void => {
      clearTimeout(timer);
      resolve(value);
    };
    try {
      ask(answer);
    } catch {
      // A question that is already on the screen is refused by throwing.
      answer(silence);
    }
  });
}
