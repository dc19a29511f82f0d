import HlsVideo from 'hls-video-element/react';
import type { ReactNode } from 'react';

import type { PlatformPlayerProps } from '../platform-player.js';
import { createEngine, StreamBox } from '../stream-box.js';
import { createHlsHandle } from './hls-handle.js';

// The two packages only differ in how narrowly they type `preload`.
const HlsEngine = createEngine('hls', HlsVideo as Parameters<typeof createEngine>[1]);

const CONFIG = {
  hls: {
    // The sync engine sets the playback rate, and it alone.
    maxLiveSyncPlaybackRate: 1,
    // Everybody is where the room is, however often their own line has faltered.
    liveSyncOnStallIncrease: 0,
    // Enough for a jump back; a whole film would not fit into a phone. No multiple of what segments last: forgotten exactly up
    // to where one begins, its first bit of sound would go too, which reaches over. Whoever came by there again would stand
    // still, until hls.js jumped over the hole.
    backBufferLength: 60.5,
  },
};

/** An HLS stream. */
export function HlsPlayer(props: PlatformPlayerProps): ReactNode {
  return (
    <StreamBox {...props} platform="hls" engine={HlsEngine} config={CONFIG} createHandle={createHlsHandle} />
  );
}
