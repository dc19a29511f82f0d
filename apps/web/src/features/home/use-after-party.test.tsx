import '../../testing/browser-globals.js';

import { beforeEach, describe, expect, it } from '@jest/globals';
import { act, screen } from '@testing-library/react';

import { notePastParty } from '../../lib/party-memory.js';
import { createSafeStorage } from '../../lib/safe-storage.js';
import { renderApp } from '../../testing/render-app.js';
import { useAfterParty } from './use-after-party.js';

const storage = createSafeStorage(() => sessionStorage);

function Home() {
  useAfterParty();
  return <p>home</p>;
}

/** @returns what Telegram was asked for */
async function comeHome(): Promise<string[]> {
  const asked: string[] = [];
  const { unmount } = await renderApp(<Home />, {
    telegram: {
      isVersionAtLeast: () => true,
      requestWriteAccess: async () => asked.push('write') > 0,
      mayAddToHomeScreen: async () => asked.push('home screen') > 0,
    },
  });
  // What Telegram answers comes some turns later.
  await act(async () => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  });
  if (asked.includes('home screen')) expect(await screen.findByText('Add')).toBeTruthy();
  unmount();
  return asked;
}

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
});

describe('useAfterParty', () => {
  it('asks for nothing before there was a party', async () => {
    expect(await comeHome()).toEqual([]);
  });

  it('asks whoever made a room whether the bot may write, then about the home screen, each once', async () => {
    const asked: string[][] = [];
    for (let party = 0; party < 3; party += 1) {
      notePastParty(storage, { isOwn: true }, 3_600_000);
      asked.push(await comeHome());
    }
    expect(asked).toEqual([['write'], ['home screen'], []]);
  });

  it('asks a guest about the home screen only', async () => {
    notePastParty(storage, { isOwn: false }, 3_600_000);
    expect(await comeHome()).toEqual(['home screen']);
    notePastParty(storage, { isOwn: false }, 3_600_000);
    expect(await comeHome()).toEqual([]);
  });
});
