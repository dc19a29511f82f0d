import type { PlayerActivity } from '@watchparty/shared';

import type { PlayerHandle } from '../player-handle.js';

/** What a player is doing, by what it says of itself. */
export function activityOf(player: PlayerHandle): PlayerActivity {
  if (player.isEnded()) return 'ended';
  if (player.isSeeking()) return 'seeking';
  if (player.isPaused()) return 'paused';
  return player.hasData() ? 'playing' : 'buffering';
}
