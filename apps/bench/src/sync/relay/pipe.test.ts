import { describe, expect, it } from '@jest/globals';
import type { Direction } from './direction.js';
import { createPipe } from './pipe.js';

const DELAY_MS = 50;

/** A pipe over a link that only delays, with a clock that is turned by hand. */
function setUp() {
  let nowMs = 0;
  let takesMore = true;
  let rooms = 0;
  const tasks = new Set<{ atMs: number; run: () => void }>();
  const arrived: { text: string; atMs: number }[] = [];
  const direction: Direction = {
    send: (_connection, _bytes, atMs) => atMs + DELAY_MS,
    outUntil: () => undefined,
  };
  const pipe = createPipe({
    direction,
    windowBytes: 512 * 1024,
    sink: {
      write(bytes) {
        arrived.push({ text: bytes.length > 20 ? `${bytes.length} bytes` : bytes.toString(), atMs: nowMs });
        return takesMore;
      },
      end: () => arrived.push({ text: 'end', atMs: nowMs }),
    },
    now: () => nowMs,
    schedule(run, delayMs) {
      const task = { atMs: nowMs + delayMs, run };
      tasks.add(task);
      return () => tasks.delete(task);
    },
    onRoom: () => (rooms += 1),
  });
  return {
    pipe,
    arrived,
    rooms: () => rooms,
    choke: (isChoked: boolean) => (takesMore = !isChoked),
    pass(ms: number) {
      const untilMs = nowMs + ms;
      for (;;) {
        const next = [...tasks].sort((a, b) => a.atMs - b.atMs)[0];
        if (!next || next.atMs > untilMs) break;
        nowMs = next.atMs;
        tasks.delete(next);
        next.run();
      }
      nowMs = untilMs;
    },
  };
}

describe('a pipe', () => {
  it('hands bytes over in their order, each when its link brings it', () => {
    const { pipe, arrived, pass } = setUp();
    pipe.push(Buffer.from('a'));
    pass(20);
    pipe.push(Buffer.from('b'));
    pass(100);
    expect(arrived).toEqual([
      { text: 'a', atMs: 50 },
      { text: 'b', atMs: 70 },
    ]);
  });

  it('ends after what was on its way', () => {
    const { pipe, arrived, pass } = setUp();
    pipe.push(Buffer.from('a'));
    pipe.close();
    pass(100);
    expect(arrived.map(({ text }) => text)).toEqual(['a', 'end']);
  });

  it('keeps what comes while it is held, and sends it on its way when released', () => {
    const { pipe, arrived, pass } = setUp();
    pipe.push(Buffer.from('before'));
    pipe.hold();
    pipe.push(Buffer.from('held'));
    pipe.close();
    pass(1_000);
    expect(arrived.map(({ text }) => text)).toEqual(['before']);
    pipe.release();
    pass(100);
    expect(arrived.slice(1)).toEqual([
      { text: 'held', atMs: 1_050 },
      { text: 'end', atMs: 1_050 },
    ]);
  });

  it('has its sender wait when it is full, and calls it back', () => {
    const { pipe, rooms, pass } = setUp();
    expect(pipe.push(Buffer.alloc(400 * 1024))).toBe(true);
    expect(pipe.push(Buffer.alloc(400 * 1024))).toBe(false);
    expect(rooms()).toBe(0);
    pass(100);
    expect(rooms()).toBe(1);
  });

  it('waits for a receiver that has had enough', () => {
    const { pipe, arrived, choke, pass } = setUp();
    choke(true);
    pipe.push(Buffer.from('a'));
    pipe.push(Buffer.from('b'));
    pass(500);
    expect(arrived.map(({ text }) => text)).toEqual(['a']);
    pipe.drained();
    pass(0);
    expect(arrived.map(({ text }) => text)).toEqual(['a', 'b']);
  });

  it('hands over nothing more once it is destroyed', () => {
    const { pipe, arrived, pass } = setUp();
    pipe.push(Buffer.from('a'));
    pipe.destroy();
    pass(500);
    expect(arrived).toEqual([]);
  });
});
