import { expect, it } from '@jest/globals';
import type { SignInResponse } from '@watchparty/shared';
import { act, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';

import { SessionContext, useSessionStateForPages, useUser } from './session-context.js';
import { createSessionStore } from './session-store.js';

const SIGNED_IN = { token: 'token', user: { id: 'anya', firstName: 'Anya' } } as SignInResponse;

function Gate(): ReactNode {
  const state = useSessionStateForPages();
  return state.status === 'signed-in' ? <Page /> : <p>{state.status}</p>;
}

/** For nobody but whoever is signed in. */
function Page(): ReactNode {
  return <p>{useUser().firstName}</p>;
}

it('draws pages for whoever is in, and none of them any more once they are out', async () => {
  const session = createSessionStore({ initData: 'launch', signIn: () => Promise.resolve(SIGNED_IN) });
  render(
    <SessionContext value={session}>
      <Gate />
    </SessionContext>,
  );
  expect(screen.getByText('signing-in')).toBeTruthy();
  await act(() => session.start());
  expect(screen.getByText('Anya')).toBeTruthy();
  act(() => session.end('logged-out'));
  expect(screen.getByText('signed-out')).toBeTruthy();
});
