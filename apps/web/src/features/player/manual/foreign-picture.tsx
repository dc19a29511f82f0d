import type { VideoLink } from '@watchparty/shared';
import { useState, type ReactNode } from 'react';

import { createSafeStorage } from '../../../lib/safe-storage.js';
import { useVideoQuery } from '../../../lib/video-query.js';
import type { EventPlayer } from '../platforms/event-player.js';
import type { VideoPlayback } from '../player.js';
import { createConsentMemory } from './consent-memory.js';
import { ElsewhereCard } from './elsewhere-card.js';
import { ForeignFrame } from './foreign-frame.js';
import { frameAddressOf } from './frame-address.js';
import { FrameConsent } from './frame-consent.js';

interface ForeignPictureProps {
  playback: VideoPlayback;
  video: VideoLink;
  /** The page has become a player: what people reach lies over it, and nothing else may. */
  isControlled: boolean;
  onPlayer: (player: EventPlayer | undefined) => void;
  /** The page is to be shown anew. */
  onShow: () => void;
}

/** Somebody else's page: in a frame once this viewer agrees, or a way to it where it has none. */
export function ForeignPicture({
  playback,
  video,
  isControlled,
  onPlayer,
  onShow,
}: ForeignPictureProps): ReactNode {
  const [consents] = useState(() => createConsentMemory(createSafeStorage(() => window.localStorage)));
  const [agreedHost, setAgreedHost] = useState<string>();
  const { platform, canonicalUrl } = video;
  const isKnown = platform !== 'iframe';
  const { data: known } = useVideoQuery(canonicalUrl, { isWanted: !isKnown });
  const isFramingRefused = known?.isFramingRefused === true;
  const src = frameAddressOf(video, { hostname: location.hostname, isFramed: window.top !== window });
  if (src === undefined) {
    return <ElsewhereCard platform={platform} pageUrl={canonicalUrl} title={playback.title} />;
  }
  const { host } = new URL(src);
  if (!isKnown && host !== agreedHost && !consents.has(host)) {
    return (
      <FrameConsent
        host={host}
        pageUrl={canonicalUrl}
        isFramingRefused={isFramingRefused}
        onAgree={() => {
          consents.give(host);
          setAgreedHost(host);
        }}
      />
    );
  }
  return (
    <ForeignFrame
      src={src}
      pageUrl={canonicalUrl}
      title={playback.title ?? host}
      isKnown={isKnown}
      isFramingRefused={isFramingRefused}
      isControlled={isControlled}
      onPlayer={onPlayer}
      onShow={onShow}
    />
  );
}
