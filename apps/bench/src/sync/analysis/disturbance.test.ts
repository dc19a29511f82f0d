import { describe, expect, it } from '@jest/globals';
import { countEvents, disturbanceIn } from './disturbance.js';
import { playingRoom, samplesOf } from './simulated-run.js';

const WHOLE = [{ fromMs: 0, toMs: 10_000 }];

describe('audible disturbance', () => {
  it('counts seconds at another rate, and weighs them by how far it is off', () => {
    const samples = [
      ...samplesOf(() => 0, { fromMs: 0, toMs: 3_950 }),
      ...samplesOf(() => 0, { fromMs: 4_000, toMs: 5_950, look: { rate: 0.95 } }),
      ...samplesOf(() => 0, { fromMs: 6_000, toMs: 10_000 }),
    ];
    const heard = disturbanceIn(WHOLE, samples, playingRoom());
    expect(heard.offRateS).toBeCloseTo(2);
    expect(heard.weightedOffRateS).toBeCloseTo(0.1);
    expect(heard.interruptions).toBe(0);
  });

  it.each([{ paused: true }, { seeking: true }, { readyState: 2 }])('counts a break: %j', (look) => {
    const samples = [
      ...samplesOf(() => 0, { fromMs: 0, toMs: 950 }),
      ...samplesOf(() => 0, { fromMs: 1_000, toMs: 1_150, look }),
      ...samplesOf(() => 0, { fromMs: 1_200, toMs: 2_950 }),
      ...samplesOf(() => 0, { fromMs: 3_000, toMs: 3_050, look }),
      ...samplesOf(() => 0, { fromMs: 3_100, toMs: 5_000 }),
    ];
    const heard = disturbanceIn(WHOLE, samples, playingRoom());
    expect(heard.interruptions).toBe(2);
    expect(heard.interruptedMs).toBe(300);
    expect(heard.offRateS).toBe(0);
  });

  it('hears only what lies in its periods', () => {
    const samples = samplesOf(() => 0, { fromMs: 0, toMs: 10_000, look: { rate: 1.08 } });
    const heard = disturbanceIn([{ fromMs: 2_000, toMs: 3_000 }], samples, playingRoom());
    expect(heard.offRateS).toBeCloseTo(1);
  });
});

describe('counting events', () => {
  it('takes those of a name within the periods', () => {
    const events = [
      { atMs: 1, name: 'seeking', rate: 1 },
      { atMs: 5, name: 'seeking', rate: 1 },
      { atMs: 6, name: 'ratechange', rate: 1.05 },
      { atMs: 10, name: 'seeking', rate: 1 },
    ] as const;
    expect(countEvents(events, 'seeking', [{ fromMs: 2, toMs: 10 }])).toBe(1);
  });
});
