import { ApiError, type ApiErrorCode, type SignInResponse } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { ANYA } from '../testing/fake-rooms.js';
import { createSessionStore } from './session-store.js';

type Answer = SignInResponse | ApiErrorCode;

const signedIn = (token: string, startParam?: string): SignInResponse => ({
  token,
  expiresAt: 0,
  user: ANYA,
  startParam,
});

/** A session whose sign-ins are answered in turn. */
function sessionWith(answers: Answer[], initData = 'signed') {
  const asked: string[] = [];
  const session = createSessionStore({
    initData,
    signIn: (data) => {
      const answer = answers[asked.length];
      asked.push(data);
      if (answer === undefined) throw new Error('Asked once too often');
      return typeof answer === 'string'
        ? Promise.reject(new ApiError({ code: answer, message: answer }))
        : Promise.resolve(answer);
    },
  });
  return { session, asked, state: () => session.store.getState() };
}

describe('starting', () => {
  it('signs in with the launch data', async () => {
    const { session, asked, state } = sessionWith([signedIn('one', 'room_x')]);
    expect(state()).toEqual({ status: 'signing-in' });
    await session.start();
    expect(state()).toEqual({ status: 'signed-in', token: 'one', user: ANYA, startParam: 'room_x' });
    expect(session.token()).toBe('one');
    expect(asked).toEqual(['signed']);
  });

  it('asks nobody outside Telegram', async () => {
    const { session, asked, state } = sessionWith([], '');
    await session.start();
    expect(state()).toEqual({ status: 'signed-out', reason: 'outside-telegram' });
    expect(asked).toEqual([]);
  });

  it('signs in once, however often it is started meanwhile', async () => {
    const { session, asked } = sessionWith([signedIn('one')]);
    await Promise.all([session.start(), session.start()]);
    expect(asked).toHaveLength(1);
  });

  it.each<[ApiErrorCode, string]>([
    ['unauthorized', 'expired'],
    ['token_expired', 'expired'],
    ['validation_failed', 'expired'],
    ['banned', 'banned'],
    ['network', 'error'],
    ['unavailable', 'error'],
    ['rate_limited', 'error'],
  ])('after %s is signed out: %s', async (code, reason) => {
    const { session, state } = sessionWith([code]);
    await session.start();
    expect(state()).toEqual({ status: 'signed-out', reason, code });
    expect(session.token()).toBeUndefined();
  });

  it('can be tried again', async () => {
    const { session, state } = sessionWith(['network', signedIn('one')]);
    await session.start();
    await session.start();
    expect(state().status).toBe('signed-in');
  });
});

describe('renewing', () => {
  it('gets one new token for everybody who asks at the same time', async () => {
    const { session, asked } = sessionWith([signedIn('one'), signedIn('two')]);
    await session.start();
    await expect(Promise.all([session.renew(), session.renew()])).resolves.toEqual([true, true]);
    expect(session.token()).toBe('two');
    expect(asked).toHaveLength(2);
  });

  it('ends the session when the launch data is refused', async () => {
    const { session, state } = sessionWith([signedIn('one'), 'unauthorized']);
    await session.start();
    await expect(session.renew()).resolves.toBe(false);
    expect(state()).toMatchObject({ status: 'signed-out', reason: 'expired' });
  });

  it('ends the session of somebody banned, who is told so', async () => {
    const { session, state } = sessionWith([signedIn('one'), 'banned']);
    await session.start();
    await expect(session.renew()).resolves.toBe(false);
    expect(state()).toEqual({ status: 'signed-out', reason: 'banned', code: 'banned' });
  });

  it('keeps the session when only the network failed', async () => {
    const { session } = sessionWith([signedIn('one'), 'network']);
    await session.start();
    await expect(session.renew()).resolves.toBe(false);
    expect(session.token()).toBe('one');
  });

  it('does not bring back who has left', async () => {
    const { session, state, asked } = sessionWith([signedIn('one')]);
    await session.start();
    session.end('logged-out');
    await expect(session.renew()).resolves.toBe(false);
    expect(state()).toEqual({ status: 'signed-out', reason: 'logged-out' });
    expect(asked).toHaveLength(1);
  });
});
