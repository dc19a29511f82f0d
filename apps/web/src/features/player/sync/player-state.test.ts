import type { Capabilities } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { fakePlayer } from '../../../testing/fake-player.js';
import type { MediaProblem } from '../player-handle.js';
import { createPlayerState } from './player-state.js';

function stage() {
  const says: { capabilities: Capabilities; problem: MediaProblem | undefined } = {
    capabilities: fakePlayer().capabilities,
    problem: undefined,
  };
  const player = fakePlayer({ problem: () => says.problem });
  Object.defineProperty(player, 'capabilities', { get: () => says.capabilities });
  const learn = (change: Partial<Capabilities>): void => {
    says.capabilities = { ...says.capabilities, ...change };
  };
  return { says, learn, state: createPlayerState(player, '/samples/clock.mp4') };
}

describe('what is known of a player', () => {
  it('is what it says of itself at first', () => {
    const state = createPlayerState(
      fakePlayer({ isReady: () => false, problem: () => 'decode' }),
      '/samples/clock.mp4',
    );
    expect([state.url(), state.isReady(), state.problem()]).toEqual(['/samples/clock.mp4', false, 'decode']);
  });

  it('is not ready with another video before it says so, and has to be led there then', () => {
    const { state } = stage();
    state.expect('/samples/other.mp4');
    expect([state.url(), state.isReady()]).toEqual(['/samples/other.mp4', false]);
    expect(state.note({ type: 'loading' })).toBe(false);
    expect(state.isReady()).toBe(false);
    expect(state.note({ type: 'ready' })).toBe(true);
    expect(state.isReady()).toBe(true);
  });

  it('is a problem until another video is ready, or another try begins', () => {
    const { state } = stage();
    state.note({ type: 'error', problem: 'network' });
    expect(state.problem()).toBe('network');
    state.note({ type: 'loading' });
    expect(state.problem()).toBeUndefined();
    state.note({ type: 'error', problem: 'network' });
    state.note({ type: 'ready' });
    expect(state.problem()).toBeUndefined();
  });

  it('stays a problem when word of the loading comes after it', () => {
    const { state, says } = stage();
    says.problem = 'network';
    state.note({ type: 'error', problem: 'network' });
    state.note({ type: 'loading' });
    expect(state.problem()).toBe('network');
  });

  it.each(['play', 'seek', 'time'] as const)('has a player led anew whose %s is another now', (name) => {
    const { state, learn } = stage();
    learn({ [name]: false });
    expect(state.note({ type: 'capabilities' })).toBe(true);
    expect(state.note({ type: 'capabilities' })).toBe(false);
  });

  it('takes in whatever else has changed, and leaves the player alone', () => {
    const { state, learn } = stage();
    learn({ rate: 'none' });
    expect(state.note({ type: 'capabilities' })).toBe(false);
    expect(state.capabilities().rate).toBe('none');
  });

  it('admits jumps only where the player can jump and says where it is', () => {
    const { state, learn } = stage();
    expect(state.canSeek()).toBe(true);
    learn({ time: false });
    state.note({ type: 'capabilities' });
    expect(state.canSeek()).toBe(false);
    learn({ time: true, seek: false });
    state.note({ type: 'capabilities' });
    expect(state.canSeek()).toBe(false);
  });
});
