import type { OnActiveChange } from './wake-ups.js';

export interface PageVisibility {
  isVisible(): boolean;
  /** Tells when that may have changed. @returns ends it */
  onChange(listener: () => void): () => void;
}

/** Whether somebody can see the page, or its video in a window of its own; Telegram has the last word on both. */
export function watchPageVisibility(onActiveChange: OnActiveChange): PageVisibility {
  let isActive = true;
  return {
    isVisible: () =>
      isActive && (document.visibilityState === 'visible' || Boolean(document.pictureInPictureElement)),
    onChange(listener) {
      const endActivation = onActiveChange((active) => {
        isActive = active;
        listener();
      });
      document.addEventListener('visibilitychange', listener);
      // They bubble from the video.
      document.addEventListener('enterpictureinpicture', listener);
      document.addEventListener('leavepictureinpicture', listener);
      return () => {
        endActivation();
        document.removeEventListener('visibilitychange', listener);
        document.removeEventListener('enterpictureinpicture', listener);
        document.removeEventListener('leavepictureinpicture', listener);
      };
    },
  };
}
