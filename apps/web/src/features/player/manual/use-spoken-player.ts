import { useEffectEvent, useLayoutEffect, type RefObject } from 'react';

import type { EventPlayer } from '../platforms/event-player.js';
import { tryPlayerJs } from '../platforms/player-js/player-js.js';
import { schedule } from '../schedule.js';

interface SpokenPlayerOptions {
  /** Of a page whose player nobody knows. */
  isAsked: boolean;
  /** Called with the player where the frame has answered, and with undefined once it is no longer to be used. */
  onPlayer: (player: EventPlayer | undefined) => void;
  /** The page is to be shown anew. */
  onShow: () => void;
}

/**
 * Asks the page in a frame whether it speaks Player.js. One that cannot be started, stopped and sought in is left to
 * itself: nobody could be kept together with it.
 */
export function useSpokenPlayer(
  frame: RefObject<HTMLIFrameElement | null>,
  { isAsked, onPlayer, onShow }: SpokenPlayerOptions,
): void {
  const tell = useEffectEvent(onPlayer);
  const show = useEffectEvent(onShow);
  // Before the browser paints, so that the frame cannot have loaded yet.
  useLayoutEffect(() => {
    const element = frame.current;
    if (!isAsked || !element) return;
    let taken: EventPlayer | undefined;
    const ending = new AbortController();
    const take = (player: EventPlayer | undefined): void => {
      if (!player) return;
      const { play, pause, seek } = player.capabilities;
      if (ending.signal.aborted || !(play && pause && seek)) {
        player.destroy();
        return;
      }
      taken = player;
      tell(player);
    };
    void tryPlayerJs(element, {
      show: () => show(),
      now: () => performance.now(),
      schedule,
      signal: ending.signal,
    }).then(take);
    return () => {
      ending.abort();
      if (!taken) return;
      tell(undefined);
      taken.destroy();
    };
  }, [frame, isAsked]);
}
