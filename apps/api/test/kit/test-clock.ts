/** The nodes' time: it runs like real time and can be put forward, so that nobody waits for a grace to end. */
export class TestClock {
  #aheadMs = 0;

  readonly now = (): number => Date.now() + this.#aheadMs;

  advance(ms: number): void {
    this.#aheadMs += ms;
  }
}
