import { describe, expect, it } from '@jest/globals';

import { createVoiceSettings, followVolumes, withVolume } from './voice-settings.js';

function storage(kept?: string) {
  const values = new Map<string, string>(kept === undefined ? [] : [['watchparty.voice', kept]]);
  return {
    values,
    get: (key: string) => values.get(key),
    set: (key: string, value: string) => void values.set(key, value),
  };
}

describe('voice settings', () => {
  it('are remembered', () => {
    const device = storage();
    const settings = createVoiceSettings(device);
    expect(settings.getState()).toEqual({
      isDucking: false,
      isPushToTalk: false,
      deviceId: undefined,
      volumes: {},
    });
    settings.setState({ isDucking: true });
    settings.setState(withVolume(settings.getState(), 'boris', 0.4));
    expect(createVoiceSettings(device).getState()).toMatchObject({
      isDucking: true,
      volumes: { boris: 0.4 },
    });
  });

  it.each([
    '',
    'no json',
    '7',
    'null',
    '{"isDucking":"yes","volumes":[],"deviceId":4}',
    '{"volumes":{"a":9}}',
  ])('do without what makes no sense: %s', (kept) => {
    const { isDucking, volumes, deviceId } = createVoiceSettings(storage(kept)).getState();
    expect([isDucking, volumes, deviceId]).toEqual([false, {}, undefined]);
  });

  it('forget who is as loud as anybody, and those of long ago', () => {
    const settings = createVoiceSettings(storage()).getState();
    expect(withVolume(withVolume(settings, 'a', 0.5), 'a', 1).volumes).toEqual({});
    let many = settings;
    for (let index = 0; index < 150; index += 1) many = withVolume(many, `person ${index}`, 0.5);
    expect(Object.keys(many.volumes)).toHaveLength(100);
    expect(many.volumes['person 149']).toBe(0.5);
  });

  it('are heard at once, those that are forgotten too', () => {
    const settings = createVoiceSettings(storage('{"volumes":{"boris":0.5}}'));
    const heard: [string, number][] = [];
    const end = followVolumes(settings, (userId, volume) => void heard.push([userId, volume]));
    settings.setState(withVolume(settings.getState(), 'boris', 1));
    expect(heard).toEqual([
      ['boris', 0.5],
      ['boris', 1],
    ]);
    end();
    settings.setState(withVolume(settings.getState(), 'boris', 0.2));
    expect(heard).toHaveLength(2);
  });
});
