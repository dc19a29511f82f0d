import { learnLatency } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { FIRST_LATENCIES, firstLatenciesOf } from './latencies.js';
import { createLatencyMemory } from './latency-memory.js';

const DAY_MS = 86_400_000;

function memoryOver(kept: Record<string, string> = {}, time = { nowMs: 0 }) {
  const storage = {
    get: (key: string) => kept[key],
    set(key: string, value: string) {
      kept[key] = value;
    },
  };
  return { memory: createLatencyMemory(storage, () => time.nowMs), kept };
}

describe('latency memory', () => {
  it('gives each platform back what was learnt of it', () => {
    const { memory } = memoryOver();
    const { seek, kept, fetch, start, resume } = FIRST_LATENCIES;
    const learnt = {
      seek: learnLatency(seek, 0.9),
      kept: learnLatency(kept, 0.5),
      fetch: learnLatency(fetch, 1.2),
      start: learnLatency(start, 0.2),
      resume: learnLatency(resume, 0.1),
    };
    memory.keep('file', learnt);
    expect(memory.recall('file')).toEqual(learnt);
    expect(memory.recall('hls')).toEqual(FIRST_LATENCIES);
  });

  it('takes players in frames to be slower than files, until it knows', () => {
    const { memory } = memoryOver();
    expect(memory.recall('youtube')).toEqual(firstLatenciesOf('polled'));
    expect(memory.recall('youtube').seek.meanS).toBeGreaterThan(FIRST_LATENCIES.seek.meanS);
  });

  it('knows for a day what a platform does with rates', () => {
    const time = { nowMs: 1_700_000_000_000 };
    const { memory } = memoryOver({}, time);
    expect(memory.recallRates('youtube')).toBeUndefined();
    memory.keepRates('youtube', 'steps');
    time.nowMs += DAY_MS - 1;
    expect(memory.recallRates('youtube')).toBe('steps');
    expect(memory.recallRates('vimeo')).toBeUndefined();
    time.nowMs += 1;
    expect(memory.recallRates('youtube')).toBeUndefined();
  });

  it.each([
    ['what nobody proves', '{"proven":"all","atMs":5}'],
    ['no moment', '{"proven":"any"}'],
    ['a moment that is still to come', '{"proven":"any","atMs":9}'],
    ['nonsense', '{"proven"'],
  ])('believes nothing of rates with %s', (_, text) => {
    const { memory } = memoryOver({ 'watchparty.rates.vimeo': text }, { nowMs: 6 });
    expect(memory.recallRates('vimeo')).toBeUndefined();
  });

  it.each(['', 'null', '[]', '{"seek":-1,"fetch":99,"start":"soon"}', '{"seek"'])(
    'begins anew where the device kept %j',
    (text) => {
      const { memory } = memoryOver({ 'watchparty.latencies.file': text });
      expect(memory.recall('file')).toEqual(FIRST_LATENCIES);
    },
  );
});
