import { readVideo } from '@watchparty/shared';

import { useRoom } from '../../realtime/realtime-context.js';

/** The channel that the room watches live; undefined while it watches anything else. */
export function useTwitchChannel(): string | undefined {
  const url = useRoom((state) =>
    state.status === 'joined' && state.playback.platform === 'twitch' ? state.playback.videoUrl : null,
  );
  const video = url === null ? undefined : readVideo('twitch', url);
  return video?.isLive ? video.videoId : undefined;
}
