import { describe, expect, it } from '@jest/globals';
import { isPlainJson } from './plain-json.js';

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

describe('isPlainJson', () => {
  it.each([null, undefined, 'x', 1, true, {}, [], { sdp: 'v=0', nested: [{ a: null }] }, nested(10)])(
    'takes %j',
    (value) => {
      expect(isPlainJson(value)).toBe(true);
    },
  );

  it.each([
    ['a buffer', Buffer.from('x')],
    ['a buffer inside', { data: { bytes: new Uint8Array(2) } }],
    ['a function', { call: () => undefined }],
    ['too deep a nesting', nested(11)],
    ['a nesting that would overflow the stack', nested(100_000)],
  ])('refuses %s', (_what, value) => {
    expect(isPlainJson(value)).toBe(false);
  });
});
