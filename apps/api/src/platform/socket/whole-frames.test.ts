import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type OneListener, startOneListener } from '../../../test/kit/one-listener.js';
import { writeWholeFrames } from './whole-frames.js';

describe('broadcasts in whole frames', () => {
  let listener: OneListener;

  beforeEach(async () => {
    listener = await startOneListener((server) => writeWholeFrames(server.of('/').adapter));
  });
  afterEach(() => listener.stop());

  // The head of a frame has 2, 4 or 10 bytes, by the length of what follows.
  it.each([0, 200, 70_000])('arrive with %i letters, as one buffer', async (length) => {
    const { server, client, frames } = listener;
    const text = 'я'.repeat(length);
    const heard = new Promise((resolve) => client.once('told', resolve));
    server.emit('told', { text });
    expect(await heard).toEqual({ text });
    expect(frames.map(({ buffers }) => buffers)).toEqual([1]);
  });

  it('leave messages with binary parts as they are', async () => {
    const { server, client } = listener;
    const heard = new Promise((resolve) => client.once('told', resolve));
    server.emit('told', Buffer.from([1, 2, 3]));
    expect(Buffer.from((await heard) as Uint8Array)).toEqual(Buffer.from([1, 2, 3]));
  });

  it('leave an adapter alone that encodes otherwise', () => {
    const adapter = { broadcast: () => undefined } as unknown as Parameters<typeof writeWholeFrames>[0];
    expect(writeWholeFrames(adapter)).toBe(adapter);
    expect(Object.keys(adapter)).toEqual(['broadcast']);
  });
});
