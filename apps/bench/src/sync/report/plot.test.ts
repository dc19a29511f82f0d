import { describe, expect, it } from '@jest/globals';
import { GOOD_REPORT } from './example-report.js';
import { plotOf } from './plot.js';

describe('the plot', () => {
  const svg = plotOf(GOOD_REPORT);
  const paths = [...svg.matchAll(/<path d="([^"]+)" fill="none"/g)].map(([, path]) => path ?? '');

  it('draws the whole course, and over it what is steady, without bridging what is not known', () => {
    expect(paths.map((path) => path.replace(/[\d. ]+/g, ''))).toEqual(['MLLM', 'MLM']);
  });

  it('draws a smaller spread lower', () => {
    const heights = [...(paths[0] ?? '').matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
    expect(heights).toHaveLength(4);
    expect(heights[0]).toBeLessThan(heights[1] ?? 0);
    expect(heights[2]).toBeLessThan(heights[1] ?? 0);
  });

  it('writes what happened, and what came of it', () => {
    expect(svg).toContain('>seek to 50 %<');
    expect(svg).toContain('>2 back: sleep<');
    expect(svg).toContain('spread p50 6.0 ms, p95 12.0 ms');
  });
});
