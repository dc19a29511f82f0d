import '../testing/browser-globals.js';

import { describe, expect, it } from '@jest/globals';
import { act } from '@testing-library/react';

import { renderApp } from '../testing/render-app.js';
import { SettingsEntry } from './settings-entry.js';

async function openOn(path: string) {
  let press: (() => void) | undefined;
  const { whereabouts } = await renderApp(<SettingsEntry />, {
    path,
    telegram: {
      showSettingsButton: (onPress) => {
        press = onPress;
        return () => (press = undefined);
      },
    },
  });
  return { whereabouts, press };
}

describe('the item for settings in the menu of Telegram', () => {
  it.each(['/', '/create'])('leads from %s to the profile', async (path) => {
    const { whereabouts, press } = await openOn(path);
    act(() => press?.());
    expect(whereabouts.pathname).toBe('/profile');
  });

  it.each(['/rooms/x', '/profile'])('is not there on %s', async (path) => {
    expect((await openOn(path)).press).toBeUndefined();
  });
});
