import { createContext, useContext, useMemo } from 'react';

export type PageName = 'home' | 'create' | 'offer' | 'room' | 'profile';

/** Fetches a page's code ahead. */
export type PreloadPage = (page: PageName) => void;

export const PagePreloadContext = createContext<PreloadPage>(() => undefined);

export function usePagePreload(): PreloadPage {
  return useContext(PagePreloadContext);
}

interface IntentHandlers {
  onPointerEnter: () => void;
  onPointerDown: () => void;
  onFocus: () => void;
}

/** For what leads to a page: whoever points at it, touches it or tabs to it will probably want the page. */
export function usePreloadOnIntent(page: PageName): IntentHandlers {
  const preload = usePagePreload();
  return useMemo(() => {
    const fetchAhead = (): void => preload(page);
    return { onPointerEnter: fetchAhead, onPointerDown: fetchAhead, onFocus: fetchAhead };
  }, [preload, page]);
}
