import '../../testing/browser-globals.js';

import type { ReminderResponse } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';

import { renderApp } from '../../testing/render-app.js';
import { StartNotice } from './start-notice.js';

const NOW = new Date('2026-12-03T18:30').getTime();
const TOMORROW = new Date('2026-12-04T20:30').getTime();

async function show(answer: Partial<ReminderResponse>, mayWriteOnceAsked = false): Promise<boolean[]> {
  const set: boolean[] = [];
  await renderApp(<StartNotice roomId="room" startsAt={TOMORROW} nowMs={NOW} />, {
    telegram: { requestWriteAccess: () => Promise.resolve(mayWriteOnceAsked) },
    api: {
      reminder: () => Promise.resolve({ isOn: false }),
      setReminder: (_roomId, isOn) => {
        set.push(isOn);
        return Promise.resolve({ ...answer, isOn });
      },
    },
  });
  return set;
}

describe('a party that has not begun', () => {
  it('says when it will, and reminds whoever asks', async () => {
    const set = await show({ mayBotWrite: true });
    expect(screen.getByText(/We start tomorrow at/)).not.toBeNull();
    const button = await screen.findByRole('button', { name: 'Remind me', pressed: false });
    fireEvent.click(button);
    await screen.findByText('You will hear 15 minutes before, and at the start.');
    fireEvent.click(await screen.findByRole('button', { name: 'Reminder is on', pressed: true }));
    await screen.findByRole('button', { name: 'Remind me', pressed: false });
    expect(set).toEqual([true, false]);
  });

  it('asks for what the bot may not do yet', async () => {
    await show({}, true);
    fireEvent.click(await screen.findByRole('button', { name: 'Remind me' }));
    await screen.findByText('You will hear 15 minutes before, and at the start.');
  });

  it('says what is missing where the bot may not write', async () => {
    await show({ mayBotWrite: false });
    fireEvent.click(await screen.findByRole('button', { name: 'Remind me' }));
    await screen.findByText('Let the bot write to you, or it cannot remind you.');
  });
});
