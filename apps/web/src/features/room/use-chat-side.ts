import { useState } from 'react';

import { useMediaQuery } from '../../lib/use-media-query.js';

/** As in room-view.module.css: from here on the chat has a place of its own beside the picture, or over it. */
const IS_BESIDE = '(min-width: 900px), (orientation: landscape) and (min-width: 600px)';

interface ChatSide {
  isShown: boolean;
  /** Under the picture the chat is what the rest of the screen is for. */
  mayToggle: boolean;
  toggle: () => void;
}

/** Beside the picture the chat is there until somebody puts it away; over the whole screen it is not until it is wanted. */
export function useChatSide(isTheatre: boolean): ChatSide {
  const mayToggle = useMediaQuery(IS_BESIDE);
  const [isKept, setIsKept] = useState(true);
  const [isOverPicture, setIsOverPicture] = useState(false);
  if (isTheatre) {
    return {
      isShown: mayToggle && isOverPicture,
      mayToggle,
      toggle: () => setIsOverPicture(!isOverPicture),
    };
  }
  return { isShown: isKept || !mayToggle, mayToggle, toggle: () => setIsKept(!isKept) };
}
