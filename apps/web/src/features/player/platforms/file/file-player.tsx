import { capabilitiesOf } from '@watchparty/shared';
import { memo, useEffect, useEffectEvent, useState, type ReactNode, type Ref } from 'react';
// The package's own entry would bring the wrappers of a dozen other platforms along.
import HtmlPlayer from 'react-player/HtmlPlayer';
import { createReactPlayer } from 'react-player/ReactPlayer';

import { createMediaElementHandle } from '../media-element-handle.js';
import type { PlatformPlayerProps } from '../platform-player.js';
import { createElementChoices } from './element-choices.js';

const HTML_ENTRY = { key: 'html', name: 'html', canPlay: () => true, player: HtmlPlayer };
const ReactPlayer = createReactPlayer([HTML_ENTRY], HTML_ENTRY);

/** A media file in the browser's own element. Everything but the source is driven by reference. */
export function FilePlayer({ initialUrl, onHandle }: PlatformPlayerProps): ReactNode {
  const [url, setUrl] = useState(initialUrl);
  // react-player takes <audio> for sound files, so that another source may mean another element.
  const [element, setElement] = useState<HTMLMediaElement | null>(null);
  const handOver = useEffectEvent(onHandle);

  useEffect(() => {
    const capabilities = capabilitiesOf('file');
    if (!element || !capabilities) return;
    const handle = createMediaElementHandle(element, { load: setUrl, capabilities });
    const choices = createElementChoices(element, handle.tellChoices);
    handOver({ ...handle, choices });
    return () => {
      handOver(undefined);
      choices.destroy();
      handle.destroy();
    };
  }, [element]);

  return <MediaElement src={url} ref={setElement} />;
}

interface MediaElementProps {
  src: string;
  ref: Ref<HTMLMediaElement>;
}

/** Rendered for a new source only: each time that react-player renders, it writes its own rate and volume over ours. */
const MediaElement = memo(function MediaElement({ src, ref }: MediaElementProps) {
  return (
    <ReactPlayer
      src={src}
      ref={ref as Ref<HTMLVideoElement>}
      width="100%"
      height="100%"
      playsInline
      preload="auto"
      controls={false}
      disableRemotePlayback
    />
  );
});
