import { capabilitiesOf, type Capabilities, type EpochMs, type Platform } from '@watchparty/shared';
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
import type { ReactPlayerProps, VideoElementProps } from 'react-player/types';

import { useRealtime } from '../../../realtime/realtime-context.js';
import type { PlayerHandle } from '../player-handle.js';
import type { PlatformPlayerProps } from './platform-player.js';

type Engine = ReturnType<typeof createReactPlayer>;

/** react-player's own entry for one engine; its list of players would bring a dozen others along. */
export function createEngine(key: string, element: ComponentType<VideoElementProps>): Engine {
  return createReactPlayer([], { key, name: key, canPlay: () => true, player: element });
}

/** What a stream's handle is made with. */
export interface StreamSurroundings {
  capabilities: Capabilities;
  serverNow: () => EpochMs;
}

interface StreamBoxProps<E> extends PlatformPlayerProps {
  platform: Platform;
  engine: Engine;
  /** As `engine` takes it; only what is there at the first render counts. */
  config?: ReactPlayerProps['config'];
  /** The same at every render. @param element the engine's own */
  createHandle: (element: E, surroundings: StreamSurroundings) => PlayerHandle & { destroy: () => void };
}

/** A stream in an engine's element. Everything, the source included, is driven by reference. */
export function StreamBox<E>(props: StreamBoxProps<E>): ReactNode {
  const { platform, engine, config, createHandle, initialUrl, onHandle } = props;
  const [element, setElement] = useState<E | null>(null);
  const { clock } = useRealtime();
  const handOver = useEffectEvent(onHandle);

  useEffect(() => {
    const capabilities = capabilitiesOf(platform);
    if (!element || !capabilities) return;
    const handle = createHandle(element, { capabilities, serverNow: () => clock.serverNow() });
    handle.load(initialUrl);
    handOver(handle);
    return () => {
      handOver(undefined);
      handle.destroy();
    };
  }, [platform, createHandle, element, initialUrl, clock]);

  return <StreamElement engine={engine} config={config} ref={setElement as Ref<HTMLVideoElement>} />;
}

interface StreamElementProps {
  engine: Engine;
  config: ReactPlayerProps['config'];
  ref: Ref<HTMLVideoElement>;
}

/** Rendered once: each time that react-player renders, it writes its own rate and volume over ours. */
const StreamElement = memo(function StreamElement({ engine: ReactPlayer, config, ref }: StreamElementProps) {
  return (
    <ReactPlayer
      ref={ref}
      config={config}
      width="100%"
      height="100%"
      playsInline
      // Less than that, and an engine would hold no more than a second before the first start.
      preload="auto"
      controls={false}
      disableRemotePlayback
    />
  );
});
