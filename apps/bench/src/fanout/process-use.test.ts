import { describe, expect, it } from '@jest/globals';
import { cpuSOf, readProcessUse, residentBytesOf } from './process-use.js';

describe('what a process uses', () => {
  it('is read from its files', () => {
    expect(cpuSOf('1500000000 220 31\n')).toBe(1.5);
    expect(residentBytesOf('Name:\tnode\nVmRSS:\t   2048 kB\nThreads:\t11\n')).toBe(2 * 1024 * 1024);
    expect(() => residentBytesOf('Name:\tnode\nState:\tZ (zombie)\n')).toThrow('has ended');
  });

  it('is more than nothing for this one', () => {
    const { cpuS, residentBytes } = readProcessUse(process.pid);
    expect(cpuS).toBeGreaterThan(0);
    expect(residentBytes).toBeGreaterThan(1_000_000);
  });
});
