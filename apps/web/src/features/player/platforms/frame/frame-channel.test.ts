import { afterEach, describe, expect, it } from '@jest/globals';

import { FakeFrame } from '../../../../testing/fake-frame.js';
import { openFrameChannel } from './frame-channel.js';
import { numberOf, partOf, readMessage, textOf, type FrameMessage } from './frame-message.js';

const ORIGIN = 'https://video.example';
const OTHER_ORIGIN = 'https://videos.example';

function stage() {
  const element = document.createElement('iframe');
  document.body.append(element);
  const frame = new FakeFrame(element);
  const heard: FrameMessage[] = [];
  const channel = openFrameChannel({
    frame: element,
    origins: [ORIGIN, OTHER_ORIGIN],
    onMessage: (message) => heard.push(message),
  });
  return { frame, heard, channel };
}

afterEach(() => {
  document.body.replaceChildren();
});

describe('the channel of a frame', () => {
  it('hears what its frame says from one of its origins, as text or as an object', () => {
    const { frame, heard } = stage();
    frame.say('{"a":1}', { origin: ORIGIN });
    frame.say({ b: 2 }, { origin: OTHER_ORIGIN });
    expect(heard).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it('hears nobody else: no other window, no other origin, and nobody without a window', () => {
    const { frame, heard } = stage();
    frame.say({ a: 1 }, { origin: ORIGIN, source: window });
    frame.say({ a: 1 }, { origin: ORIGIN, source: null });
    frame.say({ a: 1 }, { origin: 'https://video.example.evil.example' });
    frame.say({ a: 1 }, { origin: 'http://video.example' });
    frame.say({ a: 1 }, { origin: 'null' });
    expect(heard).toEqual([]);
  });

  it('hears nothing at all once its frame is gone, though neither has a window then', () => {
    const { frame, heard } = stage();
    frame.element.remove();
    frame.say({ a: 1 }, { origin: ORIGIN, source: null });
    expect(heard).toEqual([]);
  });

  it.each([['no JSON'], ['{"cut":'], ['"text"'], ['[1]'], ['null'], [42], [null], [undefined], [[1]]])(
    'takes %j for nothing',
    (garbage) => {
      const { frame, heard } = stage();
      frame.say(garbage, { origin: ORIGIN });
      expect(heard).toEqual([]);
    },
  );

  it('speaks to the origin that it heard last, and to nobody else', () => {
    const { frame, channel } = stage();
    channel.post({ method: 'play' });
    frame.say({ a: 1 }, { origin: OTHER_ORIGIN });
    channel.post({ method: 'pause' });
    expect(frame.heard).toEqual([
      { message: { method: 'play' }, targetOrigin: ORIGIN },
      { message: { method: 'pause' }, targetOrigin: OTHER_ORIGIN },
    ]);
  });

  it('hears nothing after it was closed', () => {
    const { frame, heard, channel } = stage();
    channel.close();
    frame.say({ a: 1 }, { origin: ORIGIN });
    expect(heard).toEqual([]);
  });
});

describe('what is read from a message', () => {
  it('is of the type that was asked for, or nothing', () => {
    const message = readMessage('{"text":"a","number":1,"part":{"number":2},"list":[1],"quoted":"1"}') ?? {};
    expect([textOf(message, 'text'), textOf(message, 'number'), textOf(message, 'none')]).toEqual([
      'a',
      undefined,
      undefined,
    ]);
    expect([numberOf(message, 'number'), numberOf(message, 'quoted')]).toEqual([1, undefined]);
    expect(numberOf({ number: NaN }, 'number')).toBeUndefined();
    expect(numberOf(partOf(message, 'part'), 'number')).toBe(2);
    expect([partOf(message, 'list'), partOf(message, 'text')]).toEqual([{}, {}]);
  });
});
