import { describe, expect, it } from '@jest/globals';
import { createInFlight } from './in-flight.js';

function pending(): { work: Promise<string>; finish: () => void; fail: () => void } {
  let finish = (): void => undefined;
  let fail = (): void => undefined;
  const work = new Promise<string>((resolve, reject) => {
    finish = () => resolve('done');
    fail = () => reject(new Error('broken'));
  });
  return { work, finish, fail };
}

describe('what is under way', () => {
  it('is waited for, also what begins meanwhile, however it ends', async () => {
    const inFlight = createInFlight();
    const [first, second] = [pending(), pending()];
    const order: string[] = [];
    void inFlight.track(first.work).then(() => {
      order.push('first');
      return inFlight.track(second.work).catch(() => order.push('second'));
    });
    const settled = inFlight.settled(60_000).then(() => order.push('settled'));
    first.finish();
    await first.work;
    second.fail();
    await settled;
    expect(order).toEqual(['first', 'second', 'settled']);
  });

  it('is not waited for longer than was said', async () => {
    const inFlight = createInFlight();
    const endless = pending();
    void inFlight.track(endless.work);
    await inFlight.settled(1);
    endless.finish();
    await expect(endless.work).resolves.toBe('done');
  });

  it('hands on what the work brings', async () => {
    const { work, finish } = pending();
    const tracked = createInFlight().track(work);
    finish();
    await expect(tracked).resolves.toBe('done');
  });
});
