import { describe, expect, it } from '@jest/globals';
import { paceCalls, TELEGRAM_PACES } from './call-pace.js';

/** Asks for all calls at once, and lets the time go by as the calls wait. */
async function timesOf(calls: readonly [method: string, chatId?: number][]): Promise<number[]> {
  let clock = 0;
  const waiting: { until: number; go: () => void }[] = [];
  const pacer = paceCalls({
    paces: TELEGRAM_PACES,
    now: () => clock,
    stopping: new AbortController().signal,
    wait: (ms) => new Promise((go) => waiting.push({ until: clock + ms, go })),
  });
  const times: number[] = [];
  const work = calls.map(async ([method, chatId], index) => {
    await pacer(
      async () => {
        times[index] = clock;
        return { ok: true, result: true } as never;
      },
      method as 'sendMessage',
      { ...(chatId !== undefined && { chat_id: chatId }) } as never,
    );
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  await settle();
  while (waiting.length > 0) {
    waiting.sort((a, b) => a.until - b.until);
    const next = waiting.shift()!;
    clock = next.until;
    next.go();
    await settle();
  }
  await Promise.all(work);
  return times;
}

const repeat = (count: number, call: [string, number?]): [string, number?][] =>
  Array.from({ length: count }, () => call);

describe('paceCalls', () => {
  it('lets 30 calls a second go, whatever they are', async () => {
    const times = await timesOf(repeat(61, ['answerInlineQuery']));
    expect(times.filter((time) => time === 0)).toHaveLength(30);
    expect(times.filter((time) => time === 1_000)).toHaveLength(30);
    expect(times.at(-1)).toBe(2_000);
  });

  it('writes once a second to one chat, and to others meanwhile', async () => {
    expect(await timesOf([...repeat(3, ['sendMessage', 1]), ['sendMessage', 2], ['sendPhoto', 1]])).toEqual([
      0, 1_000, 2_000, 0, 3_000,
    ]);
  });

  it('writes 20 times a minute to a group', async () => {
    const times = await timesOf(repeat(21, ['sendMessage', -5]));
    expect(times[19]).toBe(19_000);
    expect(times[20]).toBe(60_000);
  });

  it('does not take questions about a chat for messages to it', async () => {
    expect(await timesOf(repeat(3, ['getChat', 1]))).toEqual([0, 0, 0]);
  });
});
