import { describe, expect, it } from '@jest/globals';
import { endIfUpgradeBreaks } from './line-socket.js';

type Upgrading = 'upgrading' | 'upgradeError';

function upgrade(...events: Upgrading[]): number {
  const listeners: [Upgrading, () => void][] = [];
  let ends = 0;
  endIfUpgradeBreaks({ once: (event, listener) => listeners.push([event, listener]) }, () => (ends += 1));
  for (const event of events) {
    for (const [heard, listener] of [...listeners]) if (heard === event) listener();
  }
  return ends;
}

describe('endIfUpgradeBreaks', () => {
  it('ends a connection whose move breaks when it has stopped to poll', () => {
    expect(upgrade('upgrading', 'upgradeError')).toBe(1);
  });

  it('lets one poll on whose WebSocket never came about', () => {
    expect(upgrade('upgradeError')).toBe(0);
    expect(upgrade('upgrading')).toBe(0);
  });
});
