import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { PlatformPlayerProps } from '../platform-player.js';
import styles from './frame-box.module.css';
import type { FrameHandle } from './frame-handle.js';
import { browserTime, type FrameTime } from './frame-time.js';

/** What the handle of a frame is made of. */
export interface FrameStage {
  /** Where the frame goes. */
  box: HTMLElement;
  /** For those who hear the page. */
  title: string;
  time: FrameTime;
}

interface FrameBoxProps extends PlatformPlayerProps {
  /** As the platform calls itself. */
  name: string;
  /** The same at each rendering. */
  makeHandle: (stage: FrameStage) => FrameHandle;
}

/** The place of a platform's frame. React only keeps the place: the frame outlives each rendering, and ends with the handle. */
export function FrameBox({ name, initialUrl, onHandle, makeHandle }: FrameBoxProps): ReactNode {
  const { t } = useTranslation('player');
  const [box, setBox] = useState<HTMLElement | null>(null);
  const handOver = useEffectEvent(onHandle);
  // Another language is no reason to load the frame anew.
  const titleOf = useEffectEvent(() => t('frameTitle', { name }));

  useEffect(() => {
    if (!box) return;
    const handle = makeHandle({ box, title: titleOf(), time: browserTime });
    handle.load(initialUrl);
    handOver(handle);
    return () => {
      handOver(undefined);
      handle.destroy();
    };
  }, [box, initialUrl, makeHandle]);

  return <div ref={setBox} className={styles.box} />;
}
