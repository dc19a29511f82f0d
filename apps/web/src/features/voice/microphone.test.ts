import { describe, expect, it } from '@jest/globals';

import { fakeTrack } from '../../testing/fake-rtc.js';
import { createMicrophone, MicrophoneError, type MediaDevicesPart } from './microphone.js';

/** A device whose microphones are named, and which may refuse. */
function device({ error, tracks = true }: { error?: Error; tracks?: boolean } = {}) {
  const asked: MediaStreamConstraints[] = [];
  const stopped: string[] = [];
  const media = {
    getUserMedia(constraints: MediaStreamConstraints) {
      asked.push(constraints);
      if (error) return Promise.reject(error);
      const { deviceId } = constraints.audio as { deviceId?: { exact: string } };
      const name = deviceId?.exact ?? 'first';
      const track = Object.assign(fakeTrack(name), {
        getSettings: () => ({ deviceId: name }),
        stop: () => void stopped.push(name),
      });
      return Promise.resolve({
        getTracks: () => (tracks ? [track] : []),
        getAudioTracks: () => (tracks ? [track] : []),
      });
    },
    enumerateDevices: () =>
      Promise.resolve([
        { kind: 'audioinput', deviceId: 'first' },
        { kind: 'audioinput', deviceId: '' },
        { kind: 'videoinput', deviceId: 'camera' },
      ]),
  } as unknown as MediaDevicesPart;
  return { media, asked, stopped };
}

describe('the microphone', () => {
  it('is asked for once, with what makes speech clear', async () => {
    const { media, asked } = device();
    const microphone = createMicrophone(media);
    const track = await microphone.open();
    expect(await microphone.open()).toBe(track);
    expect(asked).toEqual([
      { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } },
    ]);
  });

  it('is changed for another one, and the one before is let go of', async () => {
    const { media, asked, stopped } = device();
    const microphone = createMicrophone(media);
    await microphone.open();
    const other = await microphone.open('second');
    expect(other?.id).toBe('second');
    expect(await microphone.open('second')).toBe(other);
    expect(asked).toHaveLength(2);
    expect(stopped).toEqual(['first']);
    microphone.close();
    expect(stopped).toEqual(['first', 'second']);
  });

  it('that is allowed too late is let go of', async () => {
    const { media, stopped } = device();
    const microphone = createMicrophone(media);
    const left = microphone.open();
    microphone.close();
    expect(await left).toBeUndefined();
    expect(stopped).toEqual(['first']);

    const first = microphone.open();
    const second = microphone.open('second');
    expect(await first).toBeUndefined();
    expect((await second)?.id).toBe('second');
    expect(stopped).toEqual(['first', 'first']);
  });

  it('that is refused too late is nobody’s problem', async () => {
    const microphone = createMicrophone(device({ error: new DOMException('no', 'NotAllowedError') }).media);
    const left = microphone.open();
    microphone.close();
    expect(await left).toBeUndefined();
  });

  it.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
  ])('that fails with %s is %s', async (name, problem) => {
    const microphone = createMicrophone(device({ error: new DOMException('no', name) }).media);
    await expect(microphone.open()).rejects.toMatchObject({ problem });
  });

  it('is unsupported in a page that has no devices, and missing in a stream without sound', async () => {
    const none = createMicrophone(undefined).open();
    await expect(none).rejects.toEqual(new MicrophoneError('unsupported'));
    const silent = createMicrophone(device({ tracks: false }).media).open();
    await expect(silent).rejects.toMatchObject({ problem: 'missing' });
  });

  it('lists the microphones that can be chosen, and none where nobody tells', async () => {
    const devices = await createMicrophone(device().media).devices();
    expect(devices.map(({ deviceId }) => deviceId)).toEqual(['first']);
    expect(await createMicrophone(undefined).devices()).toEqual([]);
  });
});
