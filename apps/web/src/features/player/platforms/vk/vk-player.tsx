import type { ReactNode } from 'react';

import type { PlatformPlayerProps } from '../platform-player.js';
import { VendorBox } from '../vendor/vendor-box.js';
import { createVkHandle } from './vk-handle.js';

/** A video or broadcast of VK Video, in its own frame. */
export function VkPlayer(props: PlatformPlayerProps): ReactNode {
  return <VendorBox {...props} platform="vk" createHandle={createVkHandle} />;
}
