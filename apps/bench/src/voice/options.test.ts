import { describe, expect, it } from '@jest/globals';
import { readOptions } from './options.js';

describe('the options', () => {
  it('mean eight people, both ways, six times', () => {
    expect(readOptions([])).toEqual({
      ways: ['direct', 'relay'],
      rounds: 6,
      people: 8,
      out: 'docs/bench/voice',
    });
  });

  it('narrow it down', () => {
    expect(readOptions(['--way', 'relay', '--rounds', '1', '--people', '2', '--out', 'there'])).toEqual({
      ways: ['relay'],
      rounds: 1,
      people: 2,
      out: 'there',
    });
  });

  it.each([
    [['--way', 'smoke'], '--way is one of direct, relay, all'],
    [['--rounds', '0'], '--rounds is a whole number from 1'],
    [['--people', '1'], '--people is a whole number from 2 to 8'],
    [['--people', '9'], '--people is a whole number from 2 to 8'],
    [['--sort'], /Unknown option/],
  ])('refuse %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
