import { capabilitiesOf } from '@watchparty/shared';
import HlsVideo from 'hls-video-element/react';
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

import { useRealtime } from '../../../../realtime/realtime-context.js';
import type { PlatformPlayerProps } from '../platform-player.js';
import type { HlsElement } from './hls-element.js';
import { createHlsHandle } from './hls-handle.js';

/** react-player's own entry for HLS; its list of players would bring a dozen others along. */
const HLS_ENTRY = {
  key: 'hls',
  name: 'hls.js',
  canPlay: () => true,
  // The two packages only differ in how narrowly they type `preload`.
  player: HlsVideo as ComponentType<VideoElementProps>,
};
const ReactPlayer = createReactPlayer([], HLS_ENTRY);

const ENGINE_CONFIG = {
  // The sync engine sets the playback rate, and it alone.
  maxLiveSyncPlaybackRate: 1,
  // Everybody is where the room is, however often their own line has faltered.
  liveSyncOnStallIncrease: 0,
  // Enough for a jump back; a whole film would not fit into a phone. No multiple of what segments last: forgotten exactly up
  // to where one begins, its first bit of sound would go too, which reaches over. Whoever came by there again would stand
  // still, until hls.js jumped over the hole.
  backBufferLength: 60.5,
};

/** An HLS stream. Everything, the source included, is driven by reference. */
export function HlsPlayer({ initialUrl, onHandle }: PlatformPlayerProps): ReactNode {
  const [element, setElement] = useState<HlsElement | null>(null);
  const { clock } = useRealtime();
  const handOver = useEffectEvent(onHandle);

  useEffect(() => {
    const capabilities = capabilitiesOf('hls');
    if (!element || !capabilities) return;
    const handle = createHlsHandle(element, { capabilities, serverNow: () => clock.serverNow() });
    handle.load(initialUrl);
    handOver(handle);
    return () => {
      handOver(undefined);
      handle.destroy();
    };
  }, [element, initialUrl, clock]);

  return <HlsVideoBox ref={setElement} />;
}

/** Rendered once: each time that react-player renders, it writes its own rate and volume over ours. */
const HlsVideoBox = memo(function HlsVideoBox({ ref }: { ref: Ref<HlsElement> }) {
  return (
    <ReactPlayer
      ref={ref as Ref<HTMLVideoElement>}
      config={{ hls: ENGINE_CONFIG }}
      width="100%"
      height="100%"
      playsInline
      // Less than that, and the engine would hold no more than a second before the first start.
      preload="auto"
      controls={false}
      disableRemotePlayback
    />
  );
});
