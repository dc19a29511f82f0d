import { capabilitiesOf } from '@watchparty/shared';
import DashVideo from 'dash-video-element/react';
import {
  memo,
  useEffect,
  useEffectEvent,
  useState,
  type ComponentType,
  type ReactNode,
  type Ref,
} from 'react';
import { createReactPlayer } from 'react-player/ReactPlayer';
import type { VideoElementProps } from 'react-player/types';

import type { PlatformPlayerProps } from '../platform-player.js';
import type { DashElement } from './dash-element.js';
import { createDashHandle } from './dash-handle.js';

/** react-player's own entry for DASH; its list of players would bring a dozen others along. */
const DASH_ENTRY = {
  key: 'dash',
  name: 'dash.js',
  canPlay: () => true,
  // The two packages only differ in how narrowly they type `preload`.
  player: DashVideo as ComponentType<VideoElementProps>,
};
const ReactPlayer = createReactPlayer([], DASH_ENTRY);

/** A DASH stream. Everything, the source included, is driven by reference. */
export function DashPlayer({ initialUrl, onHandle }: PlatformPlayerProps): ReactNode {
  const [element, setElement] = useState<DashElement | null>(null);
  const handOver = useEffectEvent(onHandle);

  useEffect(() => {
    const capabilities = capabilitiesOf('dash');
    if (!element || !capabilities) return;
    const handle = createDashHandle(element, { capabilities });
    handle.load(initialUrl);
    handOver(handle);
    return () => {
      handOver(undefined);
      handle.destroy();
    };
  }, [element, initialUrl]);

  return <DashVideoBox ref={setElement} />;
}

/** Rendered once: each time that react-player renders, it writes its own rate and volume over ours. */
const DashVideoBox = memo(function DashVideoBox({ ref }: { ref: Ref<DashElement> }) {
  return (
    <ReactPlayer
      ref={ref as unknown as Ref<HTMLVideoElement>}
      width="100%"
      height="100%"
      playsInline
      preload="auto"
      controls={false}
      disableRemotePlayback
    />
  );
});
