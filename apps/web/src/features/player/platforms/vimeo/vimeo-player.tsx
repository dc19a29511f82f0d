import Player from '@vimeo/player';
import type { ReactNode } from 'react';

import type { EventPlayer } from '../event-player.js';
import type { PlatformPlayerProps } from '../platform-player.js';
import { addPlayerFrame } from '../vendor/player-frame.js';
import { VendorBox, type VendorSurroundings } from '../vendor/vendor-box.js';
import type { VimeoPlayer as VimeoApi } from './vimeo-api.js';
import { createVimeoHandle } from './vimeo-handle.js';

/** The room's controls are the player's; and two players of one page do not stop each other. */
const FRAME_SETTINGS = {
  autopause: '0',
  byline: '0',
  controls: '0',
  dnt: '1',
  keyboard: '0',
  playsinline: '1',
  portrait: '0',
  title: '0',
};

/** A video on Vimeo, in its own frame, which its library speaks to. */
export function VimeoPlayer(props: PlatformPlayerProps): ReactNode {
  return <VendorBox {...props} platform="vimeo" createHandle={createHandle} />;
}

function createHandle({ box, ...surroundings }: VendorSurroundings): EventPlayer {
  return createVimeoHandle({
    ...surroundings,
    open(embedUrl) {
      const src = new URL(embedUrl);
      for (const [name, value] of Object.entries(FRAME_SETTINGS)) src.searchParams.set(name, value);
      // Its declaration takes addresses of a narrower kind than strings.
      return new Player(addPlayerFrame(box, src.href, 'Vimeo')) as unknown as VimeoApi;
    },
  });
}
