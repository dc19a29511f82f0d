import '../../testing/browser-globals.js';

import { describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';

import { renderApp } from '../../testing/render-app.js';
import type { VoiceProblem } from './voice-state.js';
import { useVoiceProblemText } from './use-voice-problem-text.js';

function Problem({ problem }: { problem: VoiceProblem }) {
  return <p data-testid="problem">{useVoiceProblemText()(problem)}</p>;
}

async function wordsOf(problem: VoiceProblem, platform = 'weba', isHosted = true): Promise<string> {
  const { unmount } = await renderApp(<Problem problem={problem} />, { telegram: { platform, isHosted } });
  const words = screen.getByTestId('problem').textContent;
  unmount();
  return words;
}

const DENIED: VoiceProblem = { type: 'microphone', problem: 'denied' };

describe('what is in the way of voice', () => {
  it.each([
    ['android', true, /Android's settings/],
    ['android_x', true, /Android's settings/],
    ['ios', true, /Settings → Telegram → Microphone/],
    ['tdesktop', true, /remembers the refusal/],
    ['macos', true, /remembers the refusal/],
    ['weba', true, /left of the address/],
    ['webk', true, /left of the address/],
    // A launch link in a plain browser says where it came from, not where it is.
    ['ios', false, /left of the address/],
  ])('a refusal on %s (in Telegram: %s) leads to where it is undone', async (platform, isHosted, words) => {
    expect(await wordsOf(DENIED, platform, isHosted)).toMatch(words);
  });

  it('every other problem has a way out of its own', async () => {
    const problems: VoiceProblem[] = [
      { type: 'microphone', problem: 'missing' },
      { type: 'microphone', problem: 'busy' },
      { type: 'microphone', problem: 'unsupported' },
      { type: 'elsewhere' },
      { type: 'silenced' },
      { type: 'refused', code: 'muted' },
      { type: 'refused', code: 'voice_full' },
      { type: 'refused', code: 'voice_closed' },
      { type: 'refused', code: 'network' },
    ];
    const words: string[] = [];
    for (const problem of problems) words.push(await wordsOf(problem));
    expect(new Set(words).size).toBe(problems.length);
    expect(words.filter((text) => text.includes('.') && !text.startsWith('problem'))).toHaveLength(
      problems.length,
    );
  });
});
