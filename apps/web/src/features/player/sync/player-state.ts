import type { Capabilities } from '@watchparty/shared';

import type { MediaProblem, PlayerEvent, PlayerHandle } from '../player-handle.js';

/** What is known of a player itself: what it shows, whether it can, and what it may be told. */
export interface PlayerState {
  /** The address of the present video. */
  url(): string;
  isReady(): boolean;
  problem(): MediaProblem | undefined;
  capabilities(): Capabilities;
  /** A jump needs to know where to, and where from. */
  canSeek(): boolean;
  /** Another video is asked for: it is not ready before the player says so. */
  expect(url: string): void;
  /**
   * Takes in what the player tells.
   *
   * @returns whether it has to be led to the room anew: it may stand anywhere, or can be told more than before
   */
  note(event: PlayerEvent): boolean;
}

/** @param loadedUrl the address that the player was made with */
export function createPlayerState(player: PlayerHandle, loadedUrl: string): PlayerState {
  let url = loadedUrl;
  let isReady = player.isReady();
  let problem = player.problem();
  let { capabilities } = player;

  function learnCapabilities(): boolean {
    const before = capabilities;
    ({ capabilities } = player);
    const { play, seek, time } = capabilities;
    return play !== before.play || seek !== before.seek || time !== before.time;
  }

  return {
    url: () => url,
    isReady: () => isReady,
    problem: () => problem,
    capabilities: () => capabilities,
    canSeek: () => capabilities.seek && capabilities.time,
    expect(nextUrl) {
      url = nextUrl;
      isReady = false;
    },
    note(event) {
      switch (event.type) {
        case 'loading':
          isReady = false;
          problem = player.problem();
          return false;
        case 'ready':
          isReady = true;
          problem = undefined;
          ({ capabilities } = player);
          return true;
        case 'error':
          ({ problem } = event);
          return false;
        case 'capabilities':
          return learnCapabilities();
        default:
          return false;
      }
    },
  };
}
