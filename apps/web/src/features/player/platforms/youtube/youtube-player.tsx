import { useCallback, type ReactNode } from 'react';

import { useRealtime } from '../../../../realtime/realtime-context.js';
import type { EventPlayer } from '../event-player.js';
import { createLiveHandle } from '../live/live-handle.js';
import type { PlatformPlayerProps } from '../platform-player.js';
import { keepAtLeast } from '../vendor/least-size.js';
import { VendorBox, type VendorSurroundings } from '../vendor/vendor-box.js';
import { createYouTubeHandle } from './youtube-handle.js';
import { openYouTube } from './youtube-library.js';
import { createYouTubeProgram } from './youtube-program.js';

/** YouTube's requirement for its embedded players, in CSS pixels. */
const LEAST_SIZE = { width: 200, height: 200 };

/** A video, a short or a live programme on YouTube, in its own frame, which its library speaks to. */
export function YouTubePlayer(props: PlatformPlayerProps): ReactNode {
  const { clock } = useRealtime();

  const createHandle = useCallback(
    ({ box, ...surroundings }: VendorSurroundings): EventPlayer => {
      const program = createYouTubeProgram({ serverNow: () => clock.serverNow(), now: surroundings.now });
      const handle = createYouTubeHandle({
        ...surroundings,
        program,
        async open(embedUrl, events) {
          const { schedule } = surroundings;
          const { player, holder, remove } = await openYouTube({ box, embedUrl, events, schedule });
          const stopFitting = keepAtLeast(holder, box, LEAST_SIZE);
          return {
            player,
            remove() {
              stopFitting();
              remove();
            },
          };
        },
      });
      return createLiveHandle(handle, program);
    },
    [clock],
  );

  return <VendorBox {...props} platform="youtube" createHandle={createHandle} />;
}
