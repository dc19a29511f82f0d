/** The room was asked to wait for this player, and the answer is on its way. */
export interface AnswerWait {
  begin(answer: Promise<unknown>): void;
  isOn(): boolean;
}

interface AnswerWaitOptions {
  /** Monotonic milliseconds. */
  now: () => number;
  /** The answer is there, whichever. */
  onOver: () => void;
}

/** Longer than most round trips take; a room that does not wait is not to be missed for it. */
const PATIENCE_MS = 1_000;

export function createAnswerWait({ now, onOver }: AnswerWaitOptions): AnswerWait {
  let awaited: { sinceMs: number } | undefined;

  return {
    begin(answer) {
      const own = { sinceMs: now() };
      awaited = own;
      const end = (): void => {
        if (awaited !== own) return;
        awaited = undefined;
        onOver();
      };
      answer.then(end, end);
    },
    isOn: () => awaited !== undefined && now() - awaited.sinceMs < PATIENCE_MS,
  };
}
