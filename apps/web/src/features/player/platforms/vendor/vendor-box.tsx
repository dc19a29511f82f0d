import {
  capabilitiesOf,
  readVideo,
  type Capabilities,
  type Platform,
  type VideoLink,
} from '@watchparty/shared';
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';

import type { EventPlayer } from '../event-player.js';
import type { PlatformPlayerProps } from '../platform-player.js';
import { schedule } from '../../schedule.js';
import styles from './vendor-box.module.css';

/** What a vendor's player is made with, wherever it is shown. */
export interface VendorSurroundings {
  /** Empty, and as large as the picture. */
  box: HTMLElement;
  capabilities: Capabilities;
  /** What the address of one of the platform's videos says. */
  read: (url: string) => VideoLink | undefined;
  /** Monotonic milliseconds. */
  now: () => number;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
}

interface VendorBoxProps extends PlatformPlayerProps {
  platform: Platform;
  /** The same at every render. */
  createHandle: (surroundings: VendorSurroundings) => EventPlayer;
}

/** A box that a vendor's script fills, and the player in it for as long as it is shown. */
export function VendorBox({ platform, createHandle, initialUrl, onHandle }: VendorBoxProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const handOver = useEffectEvent(onHandle);

  useEffect(() => {
    const capabilities = capabilitiesOf(platform);
    if (!box.current || !capabilities) return;
    const handle = createHandle({
      box: box.current,
      capabilities,
      read: (url) => readVideo(platform, url),
      now: () => performance.now(),
      schedule,
    });
    handle.load(initialUrl);
    handOver(handle);
    return () => {
      handOver(undefined);
      handle.destroy();
    };
  }, [platform, createHandle, initialUrl]);

  return <div ref={box} className={styles.box} />;
}
