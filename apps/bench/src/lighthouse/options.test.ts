import { describe, expect, it } from '@jest/globals';
import { readOptions } from './options.js';

describe('the options', () => {
  it('mean every page five times, out of the way of what is kept', () => {
    expect(readOptions([])).toEqual({
      pages: ['home', 'outside', 'create', 'profile', 'gate'],
      runs: 5,
      out: '.data/lighthouse',
    });
  });

  it('narrow it down', () => {
    expect(readOptions(['--pages', 'home,gate', '--runs', '1', '--out', 'there'])).toEqual({
      pages: ['home', 'gate'],
      runs: 1,
      out: 'there',
    });
  });

  it.each([
    [['--pages', 'home,room'], '--pages are some of home, outside, create, profile, gate'],
    [['--runs', '0'], '--runs is a whole number from 1'],
    [['--runs', '1.5'], '--runs is a whole number from 1'],
    [['--sort'], /Unknown option/],
  ])('refuse %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
