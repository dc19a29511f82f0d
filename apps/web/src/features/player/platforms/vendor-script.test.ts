import { describe, expect, it } from '@jest/globals';

import { SimulatedTime } from '../sync/model/simulated-time.js';
import { loadVendorScript } from './vendor-script.js';

const SRC = 'https://vendor.example/api.js';

function stage() {
  const time = new SimulatedTime();
  const page = document.implementation.createHTMLDocument();
  const left: { api?: string } = {};
  const load = (): Promise<string> =>
    loadVendorScript(SRC, { read: () => left.api, schedule: time.schedule, document: page });
  const scripts = (): HTMLScriptElement[] => [...page.scripts];
  return { time, left, load, scripts };
}

describe('a vendor’s script', () => {
  it('is asked for once, however many wait for it', async () => {
    const { load, left, scripts, time } = stage();
    const both = Promise.all([load(), load()]);
    expect(scripts().map(({ src, async }) => [src, async])).toEqual([[SRC, true]]);
    left.api = 'made';
    scripts()[0]?.dispatchEvent(new Event('load'));
    expect(await both).toEqual(['made', 'made']);
    expect(time.pending).toBe(0);
    expect(await load()).toBe('made');
    expect(scripts()).toHaveLength(1);
  });

  it('is waited for when it fetches the rest of itself after it has loaded', async () => {
    const { load, left, scripts, time } = stage();
    const made = load();
    scripts()[0]?.dispatchEvent(new Event('load'));
    await time.advance(900);
    left.api = 'late';
    await time.advance(100);
    expect(await made).toBe('late');
  });

  it('is given up when the network refuses it, and asked for anew', async () => {
    const { load, scripts, time } = stage();
    const refused = load();
    scripts()[0]?.dispatchEvent(new Event('error'));
    await expect(refused).rejects.toThrow(SRC);
    expect(scripts()).toHaveLength(0);
    expect(time.pending).toBe(0);
    void load().catch(() => undefined);
    expect(scripts()).toHaveLength(1);
  });

  it('is given up after eight seconds without an answer, by all who wait', async () => {
    const { load, time, scripts } = stage();
    const outcomeOf = (loading: Promise<string>): Promise<string> =>
      loading.then(
        () => 'made',
        () => 'given up',
      );
    const first = outcomeOf(load());
    await time.advance(7_000);
    const later = outcomeOf(load());
    await time.advance(1_000);
    expect(await Promise.all([first, later])).toEqual(['given up', 'given up']);
    expect(scripts()).toHaveLength(0);
    expect(time.pending).toBe(0);
  });
});
