import { describe, expect, it } from '@jest/globals';
import { actFrame, actHeard, bareAck, connectFrame, eventFrame, readFrame } from './wire.js';

describe('frames of a client', () => {
  it('are Socket.io packets in Engine.IO messages', () => {
    expect(connectFrame('t')).toBe('40{"token":"t"}');
    expect(eventFrame('socket.io', 'room:join', { roomId: 'r' }, 7)).toBe('427["room:join",{"roomId":"r"}]');
  });

  it('are plain JSON for a server without a protocol', () => {
    expect(eventFrame('ws', 'room:join', { roomId: 'r' }, 7)).toBe('["room:join",{"roomId":"r"},7]');
  });
});

describe('readFrame', () => {
  it.each([
    ['0{"sid":"a"}', { type: 'open' }],
    ['2', { type: 'ping' }],
    ['40{"sid":"b"}', { type: 'connected' }],
    ['44{"message":"no"}', { type: 'refused', reason: '{"message":"no"}' }],
    ['4312[{"ok":true}]', { type: 'ack', ackId: 12, data: '[{"ok":true}]' }],
    ['42["x",{}]', { type: 'event', payload: '["x",{}]' }],
    ['6', { type: 'other' }],
  ] as const)('reads %s of a Socket.io server', (text, frame) => {
    expect(readFrame('socket.io', text)).toEqual(frame);
  });

  it('reads what a bare server says, and its answers', () => {
    expect(readFrame('ws', '["x",{}]')).toEqual({ type: 'event', payload: '["x",{}]' });
    expect(readFrame('ws', bareAck(3, { ok: true }))).toEqual({
      type: 'ack',
      ackId: 3,
      data: '[{"ok":true}]',
    });
  });
});

describe('acts', () => {
  it('are known again by their id', () => {
    expect(actFrame('socket.io', 'seek', 100_017, 1)).toBe('421["video:seek",{"position":100017}]');
    const told = '["video:state_changed",{"playback":{"isPlaying":true,"position":100017,"rate":1}}]';
    expect(actHeard('seek', told)).toBe(100_017);
    expect(actHeard('chat', '["chat:new_message",{"message":{"content":"#100018","seq":3}}]')).toBe(100_018);
  });

  it('are not found in anything else', () => {
    expect(actHeard('seek', '["room:participants",{"position":5}]')).toBeUndefined();
    expect(actHeard('chat', '["chat:new_message",{"message":{"content":"joined"}}]')).toBeUndefined();
  });
});
