import type { ReactNode } from 'react';

import type { PlatformPlayerProps } from '../platform-player.js';
import { VendorBox } from '../vendor/vendor-box.js';
import { createRutubeHandle } from './rutube-handle.js';

/** A video on Rutube, in its own frame. */
export function RutubePlayer(props: PlatformPlayerProps): ReactNode {
  return <VendorBox {...props} platform="rutube" createHandle={createRutubeHandle} />;
}
