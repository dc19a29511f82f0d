import { beforeEach, describe, expect, it } from '@jest/globals';

import { createPreferences, PREFERENCES } from './preferences.js';
import type { SafeStorage } from './safe-storage.js';

const { language } = PREFERENCES;
let nowMs: number;
let cloudValues: Map<string, string>;

function device({ isCloudless = false } = {}) {
  const kept = new Map<string, string>();
  const storage: SafeStorage = {
    get: (key) => kept.get(key),
    set: (key, value) => void kept.set(key, value),
  };
  const cloud = {
    read: () => Promise.resolve(new Map(cloudValues)),
    write: async (key: string, value: string) => void cloudValues.set(key, value),
  };
  return createPreferences({ storage, cloud: isCloudless ? undefined : cloud, now: () => nowMs });
}

beforeEach(() => {
  nowMs = 1_000;
  cloudValues = new Map();
});

describe('createPreferences', () => {
  it('remembers on this device where there is no cloud', async () => {
    const here = device({ isCloudless: true });
    here.set(language, 'en');
    await here.merge();
    expect(here.get(language)).toBe('en');
  });

  it('brings a choice to another device, and tells of it', async () => {
    const [here, there] = [device(), device()];
    here.set(language, 'en');
    const arrived: string[] = [];
    there.onArrival(language, (value) => arrived.push(value));
    await there.merge();
    expect(there.get(language)).toBe('en');
    expect(arrived).toEqual(['en']);
    await there.merge();
    expect(arrived).toEqual(['en']);
  });

  it('lets the later choice win, on whichever side it is', async () => {
    const [here, there] = [device(), device()];
    here.set(language, 'ru');
    nowMs = 2_000;
    there.set(language, 'en');
    await here.merge();
    expect(here.get(language)).toBe('en');

    nowMs = 3_000;
    here.set(language, 'ru');
    cloudValues.set(language, '2000:en');
    await here.merge();
    expect(here.get(language)).toBe('ru');
    expect(cloudValues.get(language)).toBe('3000:ru');
  });

  it('sends what was chosen while Telegram was not reached', async () => {
    const here = device();
    here.set(language, 'en');
    cloudValues.clear();
    await here.merge();
    expect(cloudValues.get(language)).toBe('1000:en');
  });

  it('does not know what it does not understand', async () => {
    cloudValues.set(language, 'en');
    const here = device();
    await here.merge();
    expect(here.get(language)).toBeUndefined();
  });

  it('says nothing to who no longer listens', async () => {
    const [here, there] = [device(), device()];
    here.set(language, 'en');
    const arrived: string[] = [];
    there.onArrival(language, (value) => arrived.push(value))();
    await there.merge();
    expect(arrived).toEqual([]);
  });
});
