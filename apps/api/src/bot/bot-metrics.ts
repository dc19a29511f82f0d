import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { Now } from '../platform/now.js';

export type CommandKind = 'start' | 'party' | 'help' | 'privacy';
/** `repeated`: handled before, here or by another process. */
export type UpdateKind =
  CommandKind | 'inline' | 'chosen' | 'reminder' | 'reach' | 'limited' | 'ignored' | 'repeated';

export interface BotMetrics {
  readonly contentType: string;
  /** In the format that Prometheus reads. */
  text(): Promise<string>;
  noteUpdate(kind: UpdateKind, outcome: 'ok' | 'failed'): void;
  /** @param outcome `ok`, Telegram's error code, `network` or `aborted` */
  noteCall(method: string, outcome: string): void;
  noteReminder(kind: 'soon' | 'start', outcome: 'sent' | 'put_off' | 'failed'): void;
  noteOutage(kind: 'unreachable' | 'conflict'): void;
  notePoll(): void;
  /** Milliseconds since the last answered getUpdates; since the start while there was none. */
  pollAgeMs(): number;
}

export function createBotMetrics({ now }: { now: Now }): BotMetrics {
  const register = new Registry();
  const registers = [register];
  let lastPollMs = now();
  const pollAgeMs = (): number => now() - lastPollMs;

  const updates = new Counter({
    name: 'watchparty_bot_updates_total',
    help: 'Updates from Telegram, by what they asked for',
    labelNames: ['kind', 'outcome'] as const,
    registers,
  });
  const calls = new Counter({
    name: 'watchparty_bot_api_calls_total',
    help: 'Calls to the Bot API: ok, the error code, network, or aborted by our own stop',
    labelNames: ['method', 'outcome'] as const,
    registers,
  });
  const reminders = new Counter({
    name: 'watchparty_bot_reminders_total',
    help: 'Reminders of parties: sent, put off because Telegram took none, or failed',
    labelNames: ['kind', 'outcome'] as const,
    registers,
  });
  const outages = new Counter({
    name: 'watchparty_bot_outages_total',
    help: 'Times that Telegram stopped answering, or that another process asked for the updates',
    labelNames: ['kind'] as const,
    registers,
  });
  for (const kind of ['unreachable', 'conflict'] as const) outages.inc({ kind }, 0);
  new Gauge({
    name: 'watchparty_bot_last_poll_age_seconds',
    help: 'Time since Telegram last answered getUpdates',
    registers,
    collect() {
      this.set(pollAgeMs() / 1_000);
    },
  });
  collectDefaultMetrics({ register, prefix: 'watchparty_bot_' });

  return {
    contentType: register.contentType,
    text: () => register.metrics(),
    noteUpdate: (kind, outcome) => updates.inc({ kind, outcome }),
    noteCall: (method, outcome) => calls.inc({ method, outcome }),
    noteReminder: (kind, outcome) => reminders.inc({ kind, outcome }),
    noteOutage: (kind) => outages.inc({ kind }),
    notePoll() {
      lastPollMs = now();
    },
    pollAgeMs,
  };
}
