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

  it.each([true, false])(
    'jumps far from where the film is, or a press would be on the thumb (short: %j)',
    (isShort) => {
      for (let seed = 0; seed < 20; seed += 1) {
        let atS = 0;
        let rate = 1;
        let isPlaying = false;
        for (const step of plan(4, { isShort, seed: String(seed) }).steps) {
          const command = step.type === 'command' ? step.command : step.mishap;
          if (command.kind === 'seek' || command.kind === 'stall') {
            expect(Math.abs(command.share - atS / 360)).toBeGreaterThan(0.05);
            atS = command.share * 360;
          }
          if (command.kind === 'play') isPlaying = true;
          if (command.kind === 'pause') isPlaying = false;
          if (command.kind === 'rate') rate = command.rate;
          const lastingMs = 'lastingMs' in command ? command.lastingMs : 0;
          if (isPlaying) atS += ((lastingMs + step.thenMs) / 1000) * rate;
        }
      }
    },
  );

  it('jumps to the same places for the same seed', () => {
    expect(plan(4)).toEqual(plan(4));
    expect(plan(4)).not.toEqual(plan(4, { seed: 'other' }));
  });
});
