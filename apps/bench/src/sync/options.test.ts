import { describe, expect, it } from '@jest/globals';
import { readOptions } from './options.js';

describe('the options', () => {
  it('mean everything, at full length, into the documentation', () => {
    expect(readOptions([])).toMatchObject({
      profiles: ['lan', '4g', 'bad-4g', 'mixed'],
      media: ['mp4', 'hls'],
      pages: 4,
      isShort: false,
      out: 'docs/bench/sync',
    });
  });

  it('keep a short run out of the documentation', () => {
    expect(readOptions(['--short', '--profile', 'mixed', '--media', 'mp4'])).toMatchObject({
      profiles: ['mixed'],
      media: ['mp4'],
      out: '.data/bench/sync',
    });
  });

  it.each([
    [['--pages', '1'], '--pages is a whole number from 2 to 8'],
    [['--pages', '2.5'], '--pages is a whole number from 2 to 8'],
    [['--profile', '5g'], '--profile is one of lan, 4g, bad-4g, mixed, all'],
    [['--media', 'avi'], '--media is one of mp4, hls, all'],
    [['--sort'], /Unknown option/],
  ])('refuse %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
