import { useEffect, useEffectEvent } from 'react';

import { useTelegram } from '../../telegram/telegram-context.js';

/**
 * Theatre mode with as much of the screen as can be had. The page is enlarged, not the element: Telegram's WebView on
 * Android enlarges no element, and sheets and menus stay in reach this way.
 *
 * @param onEnded the screen was left by the system's own key or gesture
 */
export function useFullscreen(isTheatre: boolean, onEnded: () => void): void {
  const telegram = useTelegram();
  const ended = useEffectEvent(onEnded);

  useEffect(() => {
    if (!isTheatre) return;
    const root = document.documentElement;
    let isLeft = false;
    const enter = async (): Promise<void> => {
      if (await telegram.requestFullscreen()) return;
      // Effects run outside the tap, but within the moments that browsers count as its consequence.
      if (!isLeft && document.fullscreenEnabled) await root.requestFullscreen().catch(() => undefined);
    };
    void enter();

    const onChange = (): void => {
      if (document.fullscreenElement === null) ended();
    };
    const onKey = (event: KeyboardEvent): void => {
      // Whatever lies over the picture closes first.
      if (event.key === 'Escape' && !event.defaultPrevented) ended();
    };
    document.addEventListener('fullscreenchange', onChange);
    document.addEventListener('keydown', onKey);
    const endTelegram = telegram.onFullscreenChange((isFullscreen) => {
      if (!isFullscreen) ended();
    });
    return () => {
      isLeft = true;
      endTelegram();
      document.removeEventListener('fullscreenchange', onChange);
      document.removeEventListener('keydown', onKey);
      telegram.exitFullscreen();
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
    };
  }, [isTheatre, telegram]);
}
