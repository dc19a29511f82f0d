import type { ReactNode } from 'react';

import type { EventPlayer } from '../event-player.js';
import type { PlatformPlayerProps } from '../platform-player.js';
import { addPlayerFrame } from '../vendor/player-frame.js';
import { VendorBox, type VendorSurroundings } from '../vendor/vendor-box.js';
import { loadVendorScript } from '../vendor-script.js';
import type { SoundCloudLibrary } from './soundcloud-api.js';
import { createSoundCloudHandle } from './soundcloud-handle.js';

const SCRIPT = 'https://w.soundcloud.com/player/api.js';

/** A track on SoundCloud, in its widget: the picture is the track's own. */
export function SoundCloudPlayer(props: PlatformPlayerProps): ReactNode {
  return <VendorBox {...props} platform="soundcloud" createHandle={createHandle} />;
}

function createHandle({ box, ...surroundings }: VendorSurroundings): EventPlayer {
  return createSoundCloudHandle({
    ...surroundings,
    async open(embedUrl) {
      const { Widget } = await loadVendorScript(SCRIPT, {
        read: readLibrary,
        schedule: surroundings.schedule,
        document,
      });
      const src = new URL(embedUrl);
      src.searchParams.set('auto_play', 'false');
      src.searchParams.set('visual', 'true');
      const frame = addPlayerFrame(box, src.href, 'SoundCloud');
      return { widget: Widget(frame), events: Widget.Events, remove: () => frame.remove() };
    },
  });
}

function readLibrary(): SoundCloudLibrary | undefined {
  const { SC } = window as { SC?: Partial<SoundCloudLibrary> };
  return SC?.Widget && (SC as SoundCloudLibrary);
}
