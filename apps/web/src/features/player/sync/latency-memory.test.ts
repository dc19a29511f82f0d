import { learnLatency } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { FIRST_LATENCIES } from './latencies.js';
import { createLatencyMemory } from './latency-memory.js';

function memoryOver(kept: Record<string, string> = {}) {
  const storage = {
    get: (key: string) => kept[key],
    set(key: string, value: string) {
      kept[key] = value;
    },
  };
  return { memory: createLatencyMemory(storage), kept };
}

describe('latency memory', () => {
  it('gives each platform back what was learnt of it', () => {
    const { memory } = memoryOver();
    const learnt = { ...FIRST_LATENCIES, seek: learnLatency(FIRST_LATENCIES.seek, 0.9) };
    memory.keep('file', learnt);
    expect(memory.recall('file').seek.meanS).toBe(learnt.seek.meanS);
    expect(memory.recall('file').start.meanS).toBe(learnt.start.meanS);
    expect(memory.recall('hls')).toEqual(FIRST_LATENCIES);
  });

  it.each(['', 'null', '[]', '{"seek":-1,"fetch":99,"start":"soon"}', '{"seek"'])(
    'begins anew where the device kept %j',
    (text) => {
      const { memory } = memoryOver({ 'watchparty.latencies.file': text });
      expect(memory.recall('file')).toEqual(FIRST_LATENCIES);
    },
  );
});
