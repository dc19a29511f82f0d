import { describe, expect, it } from '@jest/globals';
import type { Message } from '@watchparty/shared';
import { createLatestChat, type LatestMessages } from './latest-chat.js';

const latestOf = (lastSeq: number, revision: number): LatestMessages => ({
  messages: lastSeq === 0 ? [] : [{ seq: lastSeq } as Message],
  hasMore: false,
  revision,
});

/** A chat that is read so many times, and a clock. */
function stage() {
  const at = { lastSeq: 7, revision: 2, nowMs: 0, reads: 0, marks: 0 };
  const chat = createLatestChat({
    chat: {
      async latest() {
        at.reads += 1;
        return Promise.resolve(latestOf(at.lastSeq, at.revision));
      },
    },
    now: () => at.nowMs,
  });
  const read = (roomId = 'r'): Promise<LatestMessages> =>
    chat.read(roomId, () => {
      at.marks += 1;
      return Promise.resolve({ last_message_seq: at.lastSeq, chat_revision: at.revision });
    });
  return { at, read, chat };
}

describe('the latest messages for many who come in', () => {
  it('are read once as long as nothing is written or changed', async () => {
    const { at, read } = stage();
    const first = await read();
    at.nowMs = 900;
    expect(await read()).toBe(first);
    expect(at.reads).toBe(1);
  });

  it('are read anew after a message and after a change of one', async () => {
    const { at, read } = stage();
    await read();
    at.lastSeq = 8;
    expect((await read()).messages.at(-1)?.seq).toBe(8);
    at.revision = 3;
    expect((await read()).revision).toBe(3);
    expect(at.reads).toBe(3);
  });

  it('are those of nobody yet in a silent room', async () => {
    const { at, read } = stage();
    at.lastSeq = 0;
    await read();
    await read();
    expect(at.reads).toBe(1);
  });

  it('are read anew after a second, in which somebody may have changed their name', async () => {
    const { at, read } = stage();
    await read();
    at.nowMs = 999;
    await read();
    at.nowMs = 1000;
    await read();
    expect(at.reads).toBe(2);
  });

  it('are each room’s own, of which those read last are kept', async () => {
    const { at, read } = stage();
    for (let room = 0; room <= 100; room += 1) await read(`room ${room}`);
    await read('room 100');
    expect(at.reads).toBe(101);
    await read('room 0');
    expect(at.reads).toBe(102);
  });

  it('of a room that is gone are asked for, whatever was known', async () => {
    const { at, read, chat } = stage();
    await read();
    await chat.read('r', () => Promise.resolve(undefined));
    expect(at.reads).toBe(2);
  });

  it('ask how far the chat has come only where some are known', async () => {
    const { at, read } = stage();
    await read();
    expect(at.marks).toBe(0);
    await read();
    expect(at.marks).toBe(1);
  });
});
