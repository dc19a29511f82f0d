import { describe, expect, it } from '@jest/globals';
import { createSharedJson } from './shared-json.js';

describe('what many answers share', () => {
  it('is the JSON that it would be anyway, beside what each has of its own', () => {
    const { share, textOf } = createSharedJson();
    const people = share([{ name: 'Аня' }, { name: '"B"\u2028' }]);
    for (const own of [1, 'two', null, [], { of: people }]) {
      const answer = { people, own, 'a "name"': true };
      expect(textOf(answer)).toBe(JSON.stringify(answer));
    }
  });

  it('leaves out what is not there', () => {
    const { share, textOf } = createSharedJson();
    const answer = { gone: undefined, people: share([1]), call: () => undefined };
    expect(textOf(answer)).toBe('{"people":[1]}');
  });

  it('is made once', () => {
    const { share, textOf } = createSharedJson();
    let times = 0;
    const people = share({ toJSON: () => (times += 1) });
    expect([textOf({ people }), textOf({ people: share(people), you: 2 })]).toEqual([
      '{"people":1}',
      '{"people":1,"you":2}',
    ]);
  });

  it('is nothing in an answer that shares nothing', () => {
    const { share, textOf } = createSharedJson();
    share([]);
    expect(textOf({ people: [], own: 1 })).toBeUndefined();
  });
});
