import type { Achievement } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { addToCelebrate, nextCelebration, NOTHING_TO_CELEBRATE } from './celebration-queue.js';

const HOST: Achievement = { code: 'host', level: 'bronze' };
const GUEST: Achievement = { code: 'guest', level: 'bronze' };

describe('what is celebrated', () => {
  it('is each thing once, however often it is heard of', () => {
    const once = addToCelebrate(NOTHING_TO_CELEBRATE, [HOST]);
    const twice = addToCelebrate(once, [HOST, GUEST]);
    expect(twice.waiting).toEqual([HOST, GUEST]);
    const first = nextCelebration(twice);
    expect(first?.celebration).toEqual({ ...HOST, keys: ['host:bronze'], others: 0 });
    expect(addToCelebrate(first!.rest, [HOST]).waiting).toEqual([GUEST]);
    expect(nextCelebration(NOTHING_TO_CELEBRATE)).toBeUndefined();
  });

  it('is the highest level of an achievement, which tells of the lower ones', () => {
    const queue = addToCelebrate(NOTHING_TO_CELEBRATE, [HOST, { code: 'host', level: 'silver' }]);
    const next = nextCelebration(queue);
    expect(next?.celebration).toEqual({
      code: 'host',
      level: 'silver',
      keys: ['host:bronze', 'host:silver'],
      others: 0,
    });
    expect(next?.rest.waiting).toEqual([]);
  });

  it('comes together where it is much', () => {
    const queue = addToCelebrate(NOTHING_TO_CELEBRATE, [
      HOST,
      GUEST,
      { code: 'talker', level: 'gold' },
      { code: 'live', level: 'bronze' },
    ]);
    const next = nextCelebration(queue);
    expect(next?.celebration).toMatchObject({ code: 'talker', level: 'gold', others: 3 });
    expect(next?.celebration.keys).toHaveLength(4);
    expect(next?.rest.waiting).toEqual([]);
  });
});
