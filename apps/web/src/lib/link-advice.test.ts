import { describe, expect, it } from '@jest/globals';

import { linkAdviceOf } from './link-advice.js';

describe('what is good to know of a link', () => {
  it.each(['text/html', 'application/xhtml+xml', 'image/png', 'application/json', 'application/pdf'])(
    'is that %s is no video',
    (contentType) => expect(linkAdviceOf({ contentType })).toBe('no-video'),
  );

  it.each([
    'video/mp4',
    'audio/mpeg',
    'application/ogg',
    'application/octet-stream',
    'binary/octet-stream',
    'application/vnd.apple.mpegurl',
    'application/dash+xml',
    'text/xml',
    'text/plain',
    undefined,
  ])('is nothing where the server says %s, which may well play', (contentType) =>
    expect(linkAdviceOf({ contentType })).toBeUndefined(),
  );

  it('is that a page keeps out of frames', () =>
    expect(linkAdviceOf({ isFramingRefused: true })).toBe('framing-refused'));
});
