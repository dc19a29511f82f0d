import { describe, expect, it } from '@jest/globals';
import type { Queue, QueueItem, QueueUpdate } from '../queue.js';
import {
  ackQueue,
  hearOfQueue,
  isQueueBehind,
  noQueue,
  openQueue,
  type RoomQueue,
  updateQueue,
} from './room-queue.js';

const VIDEO = '/samples/clock.mp4';

function item(id: string, position: number, votes = 0): QueueItem {
  return { id, url: `https://media.example/${id}.mp4`, platform: 'file', votes, position, addedAt: 0 };
}

function queue(version: number, items: QueueItem[], change: Partial<Queue> = {}): Queue {
  return { version, items, loop: 'none', ...change };
}

function hear(known: RoomQueue, ...updates: QueueUpdate[]): RoomQueue {
  return updateQueue(known, { updates });
}

const idsOf = (known: RoomQueue): string => known.queue.items.map(({ id }) => id).join('');

const filled = hear(noQueue, { version: 1, added: [item('a', 1), item('b', 2), item('c', 3)] });

describe('a room’s queue: changes', () => {
  it('[QU4] adds, moves, counts, removes and plays', () => {
    expect(idsOf(filled)).toBe('abc');
    const moved = hear(filled, { version: 2, changed: [{ id: 'c', position: 0.5 }] });
    expect(idsOf(moved)).toBe('cab');
    const voted = hear(moved, { version: 3, changed: [{ id: 'b', votes: 2 }] });
    expect(voted.queue.items.map(({ votes }) => votes)).toEqual([0, 0, 2]);
    const played = hear(voted, { version: 4, removed: ['b'], playing: item('b', 2), loop: 'all' });
    expect(idsOf(played)).toBe('ca');
    expect(played.queue).toMatchObject({ version: 4, playing: { id: 'b' }, loop: 'all' });
    const round = hear(played, {
      version: 5,
      added: [item('b', 9)],
      removed: ['c'],
      playing: item('c', 0.5),
    });
    expect(idsOf(round)).toBe('ab');
  });

  it('[QU12] learns a title, and keeps everything else of the item', () => {
    const told = hear(filled, { version: 2, changed: [{ id: 'b', title: 'B' }] });
    expect(told.queue.items).toEqual([item('a', 1), { ...item('b', 2), title: 'B' }, item('c', 3)]);
  });

  it('[QU4] takes the same change once', () => {
    const update: QueueUpdate = { version: 2, added: [item('d', 4)] };
    expect(idsOf(hear(filled, update, update))).toBe('abcd');
    expect(idsOf(ackQueue(hear(filled, update), update))).toBe('abcd');
  });

  it('[QU4] keeps what comes too early until it has what came before', () => {
    const early = hear(filled, { version: 4, removed: ['a'] }, { version: 3, removed: ['d'] });
    expect(idsOf(early)).toBe('abc');
    expect(isQueueBehind(early)).toBe(true);
    const whole = hear(early, { version: 2, added: [item('d', 4), item('e', 5)] });
    expect(idsOf(whole)).toBe('bce');
    expect(whole.queue.version).toBe(4);
    expect(isQueueBehind(whole)).toBe(false);
    expect(whole.ahead).toEqual([]);
  });

  it('[QU4] a number without a change is not the change of that number', () => {
    const acked = ackQueue(filled, { version: 2 });
    expect(acked.queue.version).toBe(1);
    expect(isQueueBehind(acked)).toBe(true);
    expect(idsOf(hear(acked, { version: 2, removed: ['a'] }))).toBe('bc');
  });

  it('[QU4] a whole queue replaces what was known, and never by an older one', () => {
    const early = hear(filled, { version: 6, removed: ['x'] }, { version: 3, removed: ['a'] });
    const healed = updateQueue(early, { queue: queue(5, [item('x', 1), item('y', 2)]) });
    expect(idsOf(healed)).toBe('y');
    expect(healed.queue.version).toBe(6);
    expect(healed.ahead).toEqual([]);
    expect(updateQueue(healed, { queue: queue(4, []) })).toBe(healed);
  });

  it('[QU11] knows that it is behind what the room says', () => {
    expect(isQueueBehind(hearOfQueue(noQueue, undefined))).toBe(false);
    expect(isQueueBehind(hearOfQueue(noQueue, 0))).toBe(false);
    const behind = hearOfQueue(noQueue, 3);
    expect(isQueueBehind(behind)).toBe(true);
    expect(
      isQueueBehind(openQueue(behind, { queue: queue(3, []), yourVotes: [], hasVotedToSkip: false })),
    ).toBe(false);
  });
});

describe('a room’s queue: one’s own votes', () => {
  const own = (known: RoomQueue): string[] => [...known.yourVotes].sort();

  it('[QU6] are what was asked for and what was said since', () => {
    const opened = openQueue(filled, { queue: filled.queue, yourVotes: ['a'], hasVotedToSkip: true });
    expect(own(opened)).toEqual(['a']);
    expect(opened.hasVotedToSkip).toBe(true);
    const voted = ackQueue(
      opened,
      { version: 2, changed: [{ id: 'b', votes: 1 }] },
      { itemId: 'b', isOn: true },
    );
    expect(own(voted)).toEqual(['a', 'b']);
    expect(own(ackQueue(voted, { version: 2 }, { itemId: 'a', isOn: false }))).toEqual(['b']);
  });

  it('[QU8] are forgotten when an item plays or comes back', () => {
    const voted = ackQueue(
      filled,
      { version: 2, changed: [{ id: 'b', votes: 1 }] },
      { itemId: 'b', isOn: true },
    );
    expect(own(hear(voted, { version: 3, removed: ['b'], playing: item('b', 2) }))).toEqual([]);
    expect(own(updateQueue(voted, { queue: queue(9, [item('a', 1)]) }))).toEqual([]);
    expect(own(updateQueue(voted, { queue: queue(9, [item('b', 1, 1)]) }))).toEqual(['b']);
  });

  it('[QU9] an answer that is older than what was heard changes nothing', () => {
    const newer = hear(filled, { version: 2, removed: ['a'] });
    expect(openQueue(newer, { queue: filled.queue, yourVotes: ['a'], hasVotedToSkip: true })).toBe(newer);
  });

  describe('to skip', () => {
    const update: QueueUpdate = { version: 2, skip: { videoUrl: VIDEO, votes: 1 } };

    it.each([
      ['the answer first', ackQueue(filled, update, { skip: true })],
      ['the news first', ackQueue(hear(filled, update), update, { skip: true })],
    ])('[QU9] counts: %s', (_, voted) => {
      expect(voted.hasVotedToSkip).toBe(true);
      expect(voted.queue.skip).toEqual({ videoUrl: VIDEO, votes: 1 });
      const more = hear(voted, { version: 3, skip: { videoUrl: VIDEO, votes: 2 } });
      expect(more.hasVotedToSkip).toBe(true);
      const other = hear(more, { version: 4, playing: item('a', 1), skip: { videoUrl: 'a', votes: 0 } });
      expect(other.hasVotedToSkip).toBe(false);
      // The same video from the start is another one.
      expect(hear(more, { version: 4, skip: { videoUrl: VIDEO, votes: 0 } }).hasVotedToSkip).toBe(false);
    });

    it('[QU9] is over with the last vote that it took', () => {
      const last: QueueUpdate = {
        version: 2,
        removed: ['a'],
        playing: item('a', 1),
        skip: { videoUrl: 'a', votes: 0 },
      };
      expect(ackQueue(filled, last, { skip: true }).hasVotedToSkip).toBe(false);
    });

    it('[QU9] is taken back', () => {
      const voted = ackQueue(filled, update, { skip: true });
      const back = ackQueue(voted, { version: 3, skip: { videoUrl: VIDEO, votes: 1 } }, { skip: false });
      expect(back.hasVotedToSkip).toBe(false);
    });

    it('[QU9] about a video that is over is none', () => {
      expect(ackQueue(filled, { version: 1 }, { skip: true }).hasVotedToSkip).toBe(false);
    });
  });
});
