import type { ReactNode } from 'react';

import type { EventPlayer } from '../event-player.js';
import type { PlatformPlayerProps } from '../platform-player.js';
import { VendorBox, type VendorSurroundings } from '../vendor/vendor-box.js';
import { loadVendorScript } from '../vendor-script.js';
import type { DailymotionLibrary } from './dailymotion-api.js';
import { createDailymotionHandle } from './dailymotion-handle.js';

/** The library without a player id of one's own: its address with an id serves somebody's account. */
const LIBRARY = 'https://geo.dailymotion.com/libs/player.js';

/** A video on Dailymotion, in the player of its library. */
export function DailymotionPlayer(props: PlatformPlayerProps): ReactNode {
  return <VendorBox {...props} platform="dailymotion" createHandle={createHandle} />;
}

function createHandle({ box, ...surroundings }: VendorSurroundings): EventPlayer {
  return createDailymotionHandle({
    ...surroundings,
    async open(video) {
      const library = await loadVendorScript(LIBRARY, {
        read: readLibrary,
        schedule: surroundings.schedule,
        document,
      });
      // It finds its place by an id, and puts an element of its own there.
      const holder = document.createElement('div');
      const place = document.createElement('div');
      place.id = `dailymotion-${Math.random().toString(36).slice(2)}`;
      holder.append(place);
      box.replaceChildren(holder);
      const player = await library.createPlayer(place.id, { video });
      return { player, events: library.events, remove: () => holder.remove() };
    },
  });
}

function readLibrary(): DailymotionLibrary | undefined {
  const { dailymotion } = window as { dailymotion?: Partial<DailymotionLibrary> };
  const isMade = dailymotion?.createPlayer !== undefined && dailymotion.events !== undefined;
  return isMade ? (dailymotion as DailymotionLibrary) : undefined;
}
