import { describe, expect, it } from '@jest/globals';

import { watchWakeUps } from './wake-ups.js';

function stage() {
  const heard: string[] = [];
  const telegram = { tell: (_isActive: boolean): void => undefined };
  const end = watchWakeUps({
    onWake: () => heard.push('wake'),
    onNetworkBack: () => heard.push('network'),
    onActiveChange(listener) {
      telegram.tell = listener;
      return () => heard.push('ended');
    },
  });
  return { heard, telegram, end };
}

describe('wake-ups', () => {
  it('makes one of all the events that a phone tells when it wakes', () => {
    const { heard, telegram, end } = stage();
    document.dispatchEvent(new Event('visibilitychange'));
    window.dispatchEvent(new Event('pageshow'));
    telegram.tell(true);
    expect(heard).toEqual(['wake']);
    end();
  });

  it('takes no notice of a page that goes away', () => {
    const { heard, telegram, end } = stage();
    telegram.tell(false);
    expect(heard).toEqual([]);
    end();
  });

  it('says that the network is back, though the page has just woken', () => {
    const { heard, end } = stage();
    document.dispatchEvent(new Event('visibilitychange'));
    window.dispatchEvent(new Event('online'));
    expect(heard).toEqual(['wake', 'network']);
    end();
  });

  it('takes the network that comes back alone for a wake-up', () => {
    const { heard, end } = stage();
    window.dispatchEvent(new Event('online'));
    expect(heard).toEqual(['wake']);
    end();
  });

  it('is silent once it has ended', () => {
    const { heard, end } = stage();
    end();
    document.dispatchEvent(new Event('visibilitychange'));
    window.dispatchEvent(new Event('pageshow'));
    window.dispatchEvent(new Event('online'));
    expect(heard).toEqual(['ended']);
  });
});
