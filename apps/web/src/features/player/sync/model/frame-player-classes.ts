import type { Capabilities, PlayerClock } from '@watchparty/shared';
import type { Random } from '@watchparty/shared/simulation';

import type { PlayerTraits } from './simulated-player.js';
import type { CommandType, IncidentType } from './simulated-session.js';

/** What makes a player behind a frame other than an element: each command, and each position, is a message. */
interface FrameSession {
  clock: PlayerClock;
  player: PlayerTraits;
  commands?: readonly CommandType[];
  incidents?: readonly IncidentType[];
}

const SEEK_ONLY: Partial<Capabilities> = { rate: 'none' };

/** Starts and jumps as in another process, each player with its own habits. */
function frameTraits(random: Random): PlayerTraits {
  const startMs = random.between(80, 350);
  const seekMs = random.between(250, 900);
  return {
    startMs: () => startMs * random.between(0.8, 1.2),
    seekMs: () => seekMs * random.between(0.8, 1.2),
    messageMs: () => random.between(2, 30),
    readyAfterMs: random.between(300, 2_500),
  };
}

/** A position each 257 to 275 ms, jumps to keyframes, and rates that nobody has promised. */
export function youtubeLike(random: Random, rates: PlayerTraits['rates']): FrameSession {
  return {
    clock: 'polled',
    player: {
      ...frameTraits(random),
      tellsAfterMs: () => random.between(257, 275),
      keyframesEveryS: random.between(2, 5.3),
      capabilities: { rate: 'probe' },
      rates,
    },
  };
}

/** A position with events of its own pace, 250 to 1000 ms apart. */
export function eventPlayer(random: Random, capabilities = SEEK_ONLY): FrameSession {
  const everyMs = random.between(250, 950);
  return {
    clock: 'events',
    player: {
      ...frameTraits(random),
      tellsAfterMs: () => everyMs * random.between(0.95, 1.05),
      capabilities,
    },
  };
}
