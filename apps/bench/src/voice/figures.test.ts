import { describe, expect, it } from '@jest/globals';
import { figuresOf, judge, type Load, type Round } from './figures.js';

const load = (people: number, cpuShare: number): Load => ({
  people,
  cpuShare,
  packetsPerS: 16,
  kbitPerS: 34,
});

const round = (muteMs: number, ...firstSoundMs: readonly number[]): Round => ({
  entries: firstSoundMs.map((ms, index) => ({ others: index + 1, firstSoundMs: ms })),
  talking: [load(2, muteMs / 1000), load(4, 0.2)],
  silent: load(4, 0.01),
  muteMs,
  muteInCrowdMs: 2 * muteMs,
});

describe('the figures of a way', () => {
  const figures = figuresOf('direct', [
    round(80, 200, 300, 700),
    round(90, 210, 290, 2_100),
    round(70, 190, 310, 800),
  ]);

  it('are of all who came, and of those with as many others', () => {
    expect(figures.firstSoundMs).toMatchObject({ count: 9, p50: 300, p95: 2_100 });
    expect(figures.firstSoundByOthersMs).toEqual([200, 300, 800]);
  });

  it('are medians of what the rounds cost', () => {
    expect(figures.talking).toEqual([load(2, 0.08), load(4, 0.2)]);
    expect(figures.silent).toEqual(load(4, 0.01));
    expect(figures.muteInCrowdMs).toMatchObject({ p50: 160, max: 180 });
  });

  it('are held to the slowest but one in twenty, and to the slowest mute', () => {
    expect(judge(figures)).toEqual([
      { way: 'direct', bar: 'press to first sound p95, ms', limit: 2_000, value: 2_100, isMet: false },
      {
        way: 'direct',
        bar: 'mute to silence between two, the slowest, ms',
        limit: 200,
        value: 90,
        isMet: true,
      },
    ]);
  });

  it('that are missing are not met', () => {
    expect(judge(figuresOf('relay', [round(80)])).map(({ isMet }) => isMet)).toEqual([false, true]);
  });
});
