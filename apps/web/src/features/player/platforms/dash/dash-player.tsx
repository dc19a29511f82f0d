import DashVideo from 'dash-video-element/react';
import type { ReactNode } from 'react';

import type { PlatformPlayerProps } from '../platform-player.js';
import { createEngine, StreamBox } from '../stream-box.js';
import { createDashHandle } from './dash-handle.js';

// The two packages only differ in how narrowly they type `preload`.
const DashEngine = createEngine('dash', DashVideo as Parameters<typeof createEngine>[1]);

/** A DASH stream. */
export function DashPlayer(props: PlatformPlayerProps): ReactNode {
  return <StreamBox {...props} platform="dash" engine={DashEngine} createHandle={createDashHandle} />;
}
