import { capabilitiesOf } from '@watchparty/shared';
import type { ReactNode } from 'react';

import { FrameBox, type FrameStage } from '../frame/frame-box.js';
import type { FrameHandle } from '../frame/frame-handle.js';
import type { PlatformPlayerProps } from '../platform-player.js';
import { createVkHandle } from './vk-handle.js';

/** VK Video's own frame. */
export function VkPlayer(props: PlatformPlayerProps): ReactNode {
  return <FrameBox {...props} name="VK Видео" makeHandle={makeHandle} />;
}
