import { describe, expect, it } from '@jest/globals';

import { createAnswerWait } from './answer-wait.js';

interface Answer {
  promise: Promise<void>;
  resolve: () => void;
  reject: (error: Error) => void;
}

function answer(): Answer {
  let settle: Pick<Answer, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  if (!settle) throw new Error('promises call their executor at once');
  return { promise, ...settle };
}

function stage() {
  const time = { nowMs: 500 };
  const over = { times: 0 };
  const wait = createAnswerWait({ now: () => time.nowMs, onOver: () => (over.times += 1) });
  return { time, over, wait };
}

describe('the wait for an answer of the room', () => {
  it('is over when the answer comes, whichever it is', async () => {
    const { wait, over } = stage();
    expect(wait.isOn()).toBe(false);
    const yes = answer();
    wait.begin(yes.promise);
    expect(wait.isOn()).toBe(true);
    yes.resolve();
    await yes.promise;
    expect(wait.isOn()).toBe(false);
    expect(over.times).toBe(1);

    const no = answer();
    wait.begin(no.promise);
    no.reject(new Error('refused'));
    await expect(no.promise).rejects.toThrow('refused');
    expect(wait.isOn()).toBe(false);
    expect(over.times).toBe(2);
  });

  it('is for the newest question: an answer to one before changes nothing', async () => {
    const { wait, over } = stage();
    const first = answer();
    const second = answer();
    wait.begin(first.promise);
    wait.begin(second.promise);
    first.resolve();
    await first.promise;
    expect(wait.isOn()).toBe(true);
    expect(over.times).toBe(0);
    second.resolve();
    await second.promise;
    expect(wait.isOn()).toBe(false);
    expect(over.times).toBe(1);
  });

  it('is given up after a second', () => {
    const { wait, time } = stage();
    wait.begin(answer().promise);
    time.nowMs += 999;
    expect(wait.isOn()).toBe(true);
    time.nowMs += 1;
    expect(wait.isOn()).toBe(false);
  });
});
