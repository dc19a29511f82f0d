import '../../testing/browser-globals.js';

import type { ListParticipantsQuery, Participant } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';

import { renderApp } from '../../testing/render-app.js';
import { useEverybody } from './use-everybody.js';

function person(userId: string): Participant {
  return {
    userId,
    firstName: userId,
    role: 'participant',
    isVoiceEnabled: false,
    isOnline: true,
    joinedAt: 1,
  };
}

const KNOWN = new Map([['anya', person('anya')]]);

function Names({ isWanted }: { isWanted: boolean }): ReactNode {
  const { others, hasMore, loadMore } = useEverybody('room', KNOWN, isWanted);
  return (
    <>
      <p data-testid="names">{others.map(({ firstName }) => firstName).join(' ')}</p>
      {hasMore && <button onClick={loadMore}>more</button>}
    </>
  );
}

describe('useEverybody', () => {
  it('adds those whom the room does not tell of, page by page', async () => {
    const asked: (ListParticipantsQuery | undefined)[] = [];
    await renderApp(<Names isWanted />, {
      api: {
        listParticipants: (_roomId, query) => {
          asked.push(query);
          return Promise.resolve(
            query?.cursor === undefined
              ? { participants: [person('anya'), person('borya')], nextCursor: 'next' }
              : { participants: [person('vera')], nextCursor: null },
          );
        },
      },
    });
    fireEvent.click(await screen.findByRole('button', { name: 'more' }));
    await waitFor(() => expect(screen.getByTestId('names').textContent).toBe('borya vera'));
    expect(asked.map((query) => query?.cursor)).toEqual([undefined, 'next']);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('asks for nothing while all are known', async () => {
    // Any call would fail, as none is prepared.
    await renderApp(<Names isWanted={false} />);
    expect(screen.getByTestId('names').textContent).toBe('');
  });
});
