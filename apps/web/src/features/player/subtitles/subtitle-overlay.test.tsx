import '../../../testing/browser-globals.js';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import { parseSubtitles } from '@watchparty/shared';

import { fakePlayer } from '../../../testing/fake-player.js';
import { SubtitleOverlay } from './subtitle-overlay.js';

const { cues } = parseSubtitles(`00:01 --> 00:03
<i>Anna:</i> hi &lt;b&gt;

00:02 --> 00:04
two
lines`);

function show() {
  const state = { position: 0, isReady: true, isInAd: false };
  const player = fakePlayer({
    currentTime: () => state.position,
    isReady: () => state.isReady,
    isInAd: () => state.isInAd,
  });
  render(<SubtitleOverlay player={player} cues={cues} language="ru" isRaised={false} />);
  return (next: Partial<typeof state>): (string | null)[] => {
    Object.assign(state, next);
    act(() => jest.advanceTimersByTime(100));
    return screen.queryAllByRole('paragraph').map(({ textContent }) => textContent);
  };
}

describe('the subtitles over the picture', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('follow the player’s time, back as well', () => {
    const at = show();
    expect(at({ position: 0.5 })).toEqual([]);
    expect(at({ position: 1.5 })).toEqual(['Anna: hi <b>']);
    expect(at({ position: 2.5 })).toEqual(['Anna: hi <b>', 'two\nlines']);
    expect(at({ position: 3.5 })).toEqual(['two\nlines']);
    expect(at({ position: 1 })).toEqual(['Anna: hi <b>']);
  });

  it('are text, slanted where they were written so, in their language', () => {
    const at = show();
    at({ position: 1.5 });
    const [line] = screen.getAllByRole('paragraph');
    expect(line?.firstElementChild?.innerHTML).toBe('<span><i>Anna:</i></span><span> hi &lt;b&gt;</span>');
    expect(line?.closest('[lang]')?.getAttribute('lang')).toBe('ru');
  });

  it('are none while the player knows no time of the film', () => {
    const at = show();
    at({ position: 1.5 });
    expect(at({ isInAd: true })).toEqual([]);
    expect(at({ isInAd: false, isReady: false })).toEqual([]);
  });
});
