import type { ReactNode } from 'react';

import { twitchParents } from '../../../../lib/twitch-parents.js';
import type { EventPlayer } from '../event-player.js';
import type { PlatformPlayerProps } from '../platform-player.js';
import { keepAtLeast } from '../vendor/least-size.js';
import { VendorBox, type VendorSurroundings } from '../vendor/vendor-box.js';
import { loadVendorScript } from '../vendor-script.js';
import type { TwitchLibrary } from './twitch-api.js';
import { createTwitchHandle } from './twitch-handle.js';

const SCRIPT = 'https://player.twitch.tv/js/embed/v1.js';
/** Twitch's requirement for its embedded players, in CSS pixels. */
const LEAST_SIZE = { width: 400, height: 300 };

/** A channel, a recording or a collection on Twitch. */
export function TwitchPlayer(props: PlatformPlayerProps): ReactNode {
  return <VendorBox {...props} platform="twitch" createHandle={createHandle} />;
}

function createHandle({ box, ...surroundings }: VendorSurroundings): EventPlayer {
  const parents = twitchParents({ hostname: location.hostname, isFramed: window.top !== window });

  /** Where a frame goes, as large as Twitch wants it. */
  function makeHolder(): { holder: HTMLElement; remove: () => void } {
    const holder = document.createElement('div');
    box.replaceChildren(holder);
    const stopFitting = keepAtLeast(holder, box, LEAST_SIZE);
    return {
      holder,
      remove() {
        stopFitting();
        holder.remove();
      },
    };
  }

  return createTwitchHandle({
    ...surroundings,
    async openPlayer(source) {
      const { Player } = await loadVendorScript(SCRIPT, {
        read: readLibrary,
        schedule: surroundings.schedule,
        document,
      });
      const { holder, remove } = makeHolder();
      holder.id = `twitch-${Math.random().toString(36).slice(2)}`;
      const player = new Player(holder.id, {
        ...source,
        width: '100%',
        height: '100%',
        parent: parents,
        autoplay: false,
      });
      return { player, remove };
    },
  });
}

function readLibrary(): TwitchLibrary | undefined {
  const { Twitch } = window as { Twitch?: Partial<TwitchLibrary> };
  return Twitch?.Player && (Twitch as TwitchLibrary);
}
