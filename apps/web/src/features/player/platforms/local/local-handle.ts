import { localCopyOf } from '@watchparty/shared';

import type { LocalFiles } from '../../../../lib/local-files/local-files.js';
import type { MediaElementHandle } from '../media-element-handle.js';

/** Plays the copies that a viewer has chosen; until then it says that there is none. */
export function createLocalHandle(element: MediaElementHandle, files: LocalFiles): MediaElementHandle {
  let hash: string | undefined;

  function show(): void {
    const address = hash === undefined ? undefined : files.addressOf(hash);
    if (address === undefined) element.fail('no_copy');
    else element.load(address);
  }
  const unsubscribe = files.subscribe((chosen) => {
    if (chosen === hash) show();
  });

  return {
    ...element,
    load(url) {
      hash = localCopyOf(new URL(url))?.hash;
      show();
    },
    destroy() {
      unsubscribe();
      element.destroy();
    },
  };
}
