import { Api, type ApiClientOptions, type Transformer } from 'grammy';
import type { BotMetrics } from './bot-metrics.js';

export interface TelegramCallsOptions {
  token: string;
  apiRoot: string;
  timeoutSeconds: number;
  metrics: BotMetrics;
}

/** The Bot API, with every call counted. */
export function createTelegramCalls({ token, metrics, ...client }: TelegramCallsOptions): Api {
  const api = new Api(token, client satisfies ApiClientOptions);
  api.config.use(countCalls(metrics));
  return api;
}

export function countCalls(metrics: BotMetrics): Transformer {
  return async (call, method, payload, signal) => {
    try {
      const answer = await call(method, payload, signal);
      metrics.noteCall(method, answer.ok ? 'ok' : String(answer.error_code));
      return answer;
    } catch (error) {
      metrics.noteCall(method, signal?.aborted === true ? 'aborted' : 'network');
      throw error;
    }
  };
}

type PolyfilledSignal = NonNullable<Parameters<Api['getMe']>[0]>;

/** grammY's types know its polyfill alone; of a signal it uses what Node's own has too. */
export function forGrammy(signal: AbortSignal): PolyfilledSignal {
  return signal as unknown as PolyfilledSignal;
}
