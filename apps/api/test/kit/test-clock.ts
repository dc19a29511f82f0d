/** The nodes' time: it runs like real time and can be put forward, so that nobody waits for a grace to end. */
export class TestClock {
  #aheadMs = 0;
  #stoppedAt: number | undefined;

  readonly now = (): number => (this.#stoppedAt ?? Date.now()) + this.#aheadMs;

  /** From here on time passes only by `advance`, so that lengths of time come out exact. */
  stop(): void {
    this.#stoppedAt ??= Date.now();
  }

  advance(ms: number): void {
    this.#aheadMs += ms;
  }
}
