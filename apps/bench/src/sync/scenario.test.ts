import { describe, expect, it } from '@jest/globals';
import { createRandom } from '@watchparty/shared/simulation';
import { planScenario } from './scenario.js';

function plan(pages: number, { isShort = false, seed = 'test' } = {}) {
  return planScenario({ pages, isShort, random: createRandom(seed) });
}

describe('the scenario', () => {
  it.each([2, 3, 4, 8])('asks nothing of anybody who is not in yet, of %i pages', (pages) => {
    for (const isShort of [true, false]) {
      const { early, steps } = plan(pages, { isShort });
      const present = new Set(early);
      for (const step of steps) {
        if (step.type === 'mishap' && step.mishap.kind === 'join') present.add(step.page);
        else expect(present).toContain(step.type === 'mishap' ? step.page : step.by);
        if (step.type === 'mishap' && step.mishap.kind === 'stall') {
          expect(present).toContain(step.mishap.by);
          expect(step.mishap.by).not.toBe(step.page);
        }
      }
      expect(present.size).toBe(pages);
    }
  });

  it('has everything that may happen', () => {
    const { steps } = plan(4);
    const kinds = new Set(steps.map((step) => (step.type === 'command' ? step.command : step.mishap).kind));
    expect([...kinds].sort()).toEqual(['freeze', 'join', 'pause', 'play', 'rate', 'seek', 'sleep', 'stall']);
  });

  it('jumps to the same places for the same seed', () => {
    expect(plan(4)).toEqual(plan(4));
    expect(plan(4)).not.toEqual(plan(4, { seed: 'other' }));
  });
});
