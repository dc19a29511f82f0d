import Transport from 'winston-transport';
import type { Logger } from '../logger.js';
import { createOutageLog } from '../redis/outage-log.js';

export interface ShippedLine {
  level: string;
  /** The whole line, without its end. */
  text: string;
}

/** Takes lines to another host. */
export interface Carrier {
  /**
   * Ends within a bounded time.
   *
   * @throws Error when the host did not take them and may take them later
   */
  send(lines: readonly ShippedLine[]): Promise<void>;
  close(): void;
}

export interface LogShippingOptions {
  carrier: Carrier;
  /** Is told of outages, for the places that lines are written to besides. */
  logger: Logger;
  /** Most that waits for the host, in bytes of text; what comes on top pushes out the oldest. */
  maxWaitingBytes?: number;
  flushEveryMs?: number;
  retryMaxMs?: number;
}

const MAX_WAITING_BYTES = 4 * 1024 * 1024;
const FLUSH_EVERY_MS = 1_000;
const RETRY_MAX_MS = 30_000;
const BATCH_MAX_LINES = 500;
const MESSAGE = Symbol.for('message');

interface LogInfo {
  level: string;
  [MESSAGE]?: string;
}

/**
 * Ships lines in batches, one at a time. Nobody ever waits for the host: while it is away or slow, lines wait here up to
 * a bound, beyond which the oldest are lost and counted. winston's own Http transport keeps a request open for every
 * batch for as long as a silent host lets it, and forgets what could not be sent.
 */
export class LogShipping extends Transport {
  readonly #options: Required<LogShippingOptions>;
  readonly #outage: ReturnType<typeof createOutageLog>;
  readonly #waiting: ShippedLine[] = [];
  #waitingBytes = 0;
  #lost = 0;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;
  #hasEnded = false;

  constructor(options: LogShippingOptions) {
    super();
    this.#options = {
      maxWaitingBytes: MAX_WAITING_BYTES,
      flushEveryMs: FLUSH_EVERY_MS,
      retryMaxMs: RETRY_MAX_MS,
      ...options,
    };
    this.#outage = createOutageLog(options.logger, {
      out: 'the log host takes no lines: they wait here, and beyond a bound the oldest are lost',
      back: 'the log host takes lines again',
    });
  }

  override log(info: LogInfo, next: () => void): void {
    this.#add({ level: info.level, text: info[MESSAGE] ?? '' });
    this.#schedule(this.#options.flushEveryMs);
    next();
  }

  /** The stream's end: one last try. */
  override _final(done: () => void): void {
    // From here on nobody takes word of an outage either.
    this.#hasEnded = true;
    clearTimeout(this.#timer);
    this.#drain()
      .catch(() => undefined)
      .finally(() => {
        clearTimeout(this.#timer);
        this.#options.carrier.close();
        done();
      });
  }

  async #drain(): Promise<void> {
    await this.#sending;
    while (this.#waiting.length > 0) {
      const failures = this.#failures;
      await this.#flush();
      if (this.#failures > failures) return;
    }
  }

  #add(line: ShippedLine): void {
    this.#waiting.push(line);
    this.#waitingBytes += line.text.length;
    while (this.#waitingBytes > this.#options.maxWaitingBytes) this.#forgetOldest();
  }

  #forgetOldest(): void {
    this.#waitingBytes -= this.#waiting.shift()?.text.length ?? 0;
    this.#lost += 1;
  }

  #schedule(delayMs: number): void {
    if (this.#timer !== undefined || this.#sending) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#flush();
    }, delayMs);
    this.#timer.unref();
  }

  #flush(): Promise<void> {
    this.#sending ??= this.#sendBatch().finally(() => {
      this.#sending = undefined;
      if (this.#waiting.length > 0 && !this.#hasEnded) this.#schedule(this.#pauseMs());
    });
    return this.#sending;
  }

  /** Longer and longer while the host is away. */
  #pauseMs(): number {
    const { flushEveryMs, retryMaxMs } = this.#options;
    if (this.#failures === 0) return this.#waiting.length >= BATCH_MAX_LINES ? 0 : flushEveryMs;
    return Math.min(flushEveryMs * 2 ** this.#failures, retryMaxMs);
  }

  async #sendBatch(): Promise<void> {
    const batch = this.#waiting.splice(0, BATCH_MAX_LINES);
    const bytes = batch.reduce((sum, { text }) => sum + text.length, 0);
    this.#waitingBytes -= bytes;
    const lost = this.#lost;
    try {
      await this.#options.carrier.send(lost > 0 ? [...batch, lostLine(lost)] : batch);
      this.#lost -= lost;
      this.#failures = 0;
      if (!this.#hasEnded) this.#outage.worked();
    } catch (error) {
      this.#waiting.unshift(...batch);
      this.#waitingBytes += bytes;
      while (this.#waitingBytes > this.#options.maxWaitingBytes) this.#forgetOldest();
      this.#failures += 1;
      if (!this.#hasEnded) this.#outage.failed(error);
    }
  }
}

function lostLine(count: number): ShippedLine {
  const line = { level: 'warn', message: 'log lines were lost on their way here', lost: count };
  return { level: line.level, text: JSON.stringify(line) };
}
