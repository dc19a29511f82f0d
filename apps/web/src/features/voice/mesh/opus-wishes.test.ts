import { describe, expect, it } from '@jest/globals';

import { askForFewPackets } from './opus-wishes.js';

const sdp = (...attributes: readonly string[]): string =>
  ['v=0', 's=-', 'm=audio 9 UDP/TLS/RTP/SAVPF 111 9', ...attributes, ''].join('\r\n');

describe('what is asked of whoever sends sound', () => {
  it('is long packets, and silence in few, beside what was agreed on already', () => {
    expect(
      askForFewPackets(
        sdp('a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10;useinbandfec=1', 'a=rtpmap:9 G722/8000'),
      ),
    ).toBe(
      sdp(
        'a=rtpmap:111 opus/48000/2',
        'a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1',
        'a=rtpmap:9 G722/8000',
        'a=ptime:60',
      ),
    );
  });

  it('replaces what was asked before', () => {
    const other = sdp(
      'a=rtpmap:109 OPUS/48000/2',
      'a=fmtp:109 usedtx=0;stereo=1',
      'a=ptime:20',
      'a=maxptime:40',
    );
    const asked = sdp('a=rtpmap:109 OPUS/48000/2', 'a=fmtp:109 usedtx=1;stereo=1', 'a=ptime:60');
    expect(askForFewPackets(other)).toBe(asked);
    expect(askForFewPackets(asked)).toBe(asked);
  });

  it('is asked too where a browser says nothing of its Opus', () => {
    expect(askForFewPackets(sdp('a=rtpmap:111 opus/48000/2'))).toBe(
      sdp('a=rtpmap:111 opus/48000/2', 'a=fmtp:111 usedtx=1', 'a=ptime:60'),
    );
  });

  it('is nothing where there is no Opus', () => {
    expect(askForFewPackets(sdp('a=rtpmap:9 G722/8000'))).toBe(sdp('a=rtpmap:9 G722/8000'));
  });
});
