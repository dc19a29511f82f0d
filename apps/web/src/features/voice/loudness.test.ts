import { describe, expect, it } from '@jest/globals';

import { createLevelMeter, createSpeechDetector, receivedLevel } from './loudness.js';

describe('speech', () => {
  it('begins with a loud moment and outlasts the gaps between words', () => {
    const { isSpeaking } = createSpeechDetector();
    expect(isSpeaking(0.01, 0)).toBe(false);
    expect(isSpeaking(0.02, 100)).toBe(true);
    expect(isSpeaking(0, 600)).toBe(true);
    expect(isSpeaking(0, 700)).toBe(false);
  });

  it('is as loud as the browser says of what it plays, and silent where it says nothing', () => {
    const connection = (sources: { audioLevel?: number }[]) =>
      ({
        getReceivers: () => [{ getSynchronizationSources: () => sources }],
      }) as unknown as RTCPeerConnection;
    expect(receivedLevel(connection([{ audioLevel: 0.4 }]))).toBe(0.4);
    expect(receivedLevel(connection([{}]))).toBe(0);
    expect(receivedLevel(connection([]))).toBe(0);
  });

  it('is not measured where the browser cannot', () => {
    const track = {} as MediaStreamTrack;
    const refuse = (): AudioContext => {
      throw new DOMException('no audio here', 'NotSupportedError');
    };
    expect(createLevelMeter(track, refuse)).toBeUndefined();
  });
});
