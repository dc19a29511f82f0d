import type { Transformer } from 'grammy';
import type { Now } from '../platform/now.js';
import { pause } from './pause.js';

/** So many calls in any window of this length. */
export interface Pace {
  calls: number;
  windowMs: number;
}

export interface CallPaces {
  /** Of all calls together. */
  all: Pace;
  /** Of messages to one chat. */
  chat: Pace;
  /** Of messages to one group, beside that. */
  group: Pace;
}

/** What Telegram asks of bots: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
export const TELEGRAM_PACES: CallPaces = {
  all: { calls: 30, windowMs: 1_000 },
  chat: { calls: 1, windowMs: 1_000 },
  group: { calls: 20, windowMs: 60_000 },
};

export interface CallPaceOptions {
  paces: CallPaces;
  now: Now;
  /** Aborts when the process stops: then nothing is waited for any more. */
  stopping: AbortSignal;
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const CHATS_IN_MIND = 5_000;

/** Lets every call wait until it may go, in the order in which they come. */
export function paceCalls({ paces, now, stopping, wait = pause }: CallPaceOptions): Transformer {
  /** When the latest calls of each kind go, as many as its window holds. */
  const going = new Map<string, number[]>();

  const takeTurn = async (key: string, { calls, windowMs }: Pace): Promise<void> => {
    const times = going.get(key) ?? [];
    const earliest = times.length < calls ? 0 : (times[0] ?? 0) + windowMs;
    const at = Math.max(now(), earliest);
    // Put at the end, so that the chats at the beginning are those that nobody has written to for longest.
    going.delete(key);
    going.set(key, [...times, at].slice(-calls));
    if (going.size > CHATS_IN_MIND) forgetOldest();
    if (at > now()) await wait(at - now(), stopping);
  };

  const forgetOldest = (): void => {
    const [oldest] = going.keys();
    if (oldest !== undefined) going.delete(oldest);
  };

  return async (call, method, payload, signal) => {
    const chatId = isMessage(method) ? chatOf(payload) : undefined;
    if (chatId !== undefined) {
      await takeTurn(`chat ${chatId}`, paces.chat);
      // Groups and channels have negative ids.
      if (chatId < 0) await takeTurn(`group ${chatId}`, paces.group);
    }
    await takeTurn('all', paces.all);
    return call(method, payload, signal);
  };
}

function isMessage(method: string): boolean {
  return /^(?:send|edit|copy|forward)/.test(method);
}

function chatOf(payload: object): number | undefined {
  return 'chat_id' in payload && typeof payload.chat_id === 'number' ? payload.chat_id : undefined;
}
