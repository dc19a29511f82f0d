import { capabilitiesOf } from '@watchparty/shared';
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';

import { useLocalFiles } from '../../../../lib/local-files/local-files-context.js';
import { createElementChoices } from '../file/element-choices.js';
import { createMediaElementHandle } from '../media-element-handle.js';
import type { PlatformPlayerProps } from '../platform-player.js';
import { createLocalHandle } from './local-handle.js';

/** A viewer's own copy of the room's file, in the browser's own element: react-player would show none without a source. */
export function LocalPlayer({ initialUrl, onHandle }: PlatformPlayerProps): ReactNode {
  const files = useLocalFiles();
  const [element, setElement] = useState<HTMLVideoElement | null>(null);
  const handOver = useEffectEvent(onHandle);

  useEffect(() => {
    const capabilities = capabilitiesOf('local');
    if (!element || !capabilities) return;
    const load = (url: string): void => {
      element.src = url;
    };
    const own = createMediaElementHandle(element, { load, capabilities });
    const choices = createElementChoices(element, own.tellChoices);
    const handle = createLocalHandle({ ...own, choices }, files);
    handle.load(initialUrl);
    handOver(handle);
    return () => {
      handOver(undefined);
      choices.destroy();
      handle.destroy();
      element.removeAttribute('src');
      element.load();
    };
  }, [element, initialUrl, files]);

  return <video ref={setElement} playsInline preload="auto" disableRemotePlayback />;
}
