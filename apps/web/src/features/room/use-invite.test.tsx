import '../../testing/browser-globals.js';

import { ApiError, type PublicConfig } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';

import { useConfig } from '../../lib/config-query.js';
import type { ApiClient } from '../../lib/api-client.js';
import { renderApp } from '../../testing/render-app.js';
import type { ShareOutcome, Telegram } from '../../telegram/telegram.js';
import { useInvite } from './use-invite.js';

const ROOM = { id: '11111111-2222-4333-8444-555555555555', name: 'Night' };
const LINK = `https://t.me/party_bot/watch?startapp=room_${ROOM.id}`;
const WITH_BOT: Partial<PublicConfig> = { botUsername: 'party_bot', appName: 'watch' };

function Inviter(): ReactNode {
  const invite = useInvite(ROOM);
  // What may be shared is known with the configuration.
  return useConfig() && <button onClick={invite}>invite</button>;
}

async function press(
  config: Partial<PublicConfig>,
  telegram: Partial<Telegram>,
  api: Partial<ApiClient> = {},
): Promise<string[]> {
  const done: string[] = [];
  await renderApp(<Inviter />, {
    telegram: {
      shareLink: (url): Promise<ShareOutcome> => {
        done.push(`link ${url}`);
        return Promise.resolve('shared');
      },
      ...telegram,
    },
    api: {
      config: () => Promise.resolve({ sampleVideoUrl: '/samples/clock.mp4', ...config }),
      prepareInvite: (roomId, language) => {
        done.push(`prepare ${roomId} ${language}`);
        return Promise.resolve({ preparedMessageId: 'prepared-1' });
      },
      ...api,
    },
  });
  fireEvent.click(await screen.findByText('invite'));
  fireEvent.click(screen.getByText('invite'));
  await waitFor(() => expect(done.length).toBeGreaterThan(0));
  await act(() => Promise.resolve());
  return done;
}

const sharesMessages = (outcome: 'shared' | 'cancelled' | 'failed'): Partial<Telegram> => ({
  canShareMessage: true,
  shareMessage: () => Promise.resolve(outcome),
});

describe('inviting', () => {
  it('shares the message that the server has prepared, once', async () => {
    expect(await press(WITH_BOT, sharesMessages('shared'))).toEqual([`prepare ${ROOM.id} en`]);
  });

  it('leaves it at that for whoever closes the list of chats', async () => {
    expect(await press(WITH_BOT, sharesMessages('cancelled'))).toEqual([`prepare ${ROOM.id} en`]);
  });

  it('shares the link where the message cannot be sent, or not be prepared', async () => {
    expect((await press(WITH_BOT, sharesMessages('failed'))).at(-1)).toBe(`link ${LINK}`);
  });

  it('shares the link where the message cannot be prepared', async () => {
    const prepareInvite = () => Promise.reject(new ApiError({ code: 'unavailable', message: 'no' }));
    expect(await press(WITH_BOT, sharesMessages('shared'), { prepareInvite })).toEqual([`link ${LINK}`]);
  });

  it('shares the link in an older Telegram, and without a bot', async () => {
    expect(await press(WITH_BOT, {})).toEqual([`link ${LINK}`]);
  });

  it('shares the address of the room without a bot', async () => {
    expect(await press({}, sharesMessages('shared'))).toEqual([
      `link ${window.location.origin}/rooms/${ROOM.id}`,
    ]);
  });
});
