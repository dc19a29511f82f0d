import type { VideoLink } from '@watchparty/shared';

import type { TwitchSource } from './twitch-api.js';

/** What Twitch's player is asked for. */
export interface TwitchVideo {
  kind: 'channel' | 'video' | 'collection';
  source: TwitchSource;
}

/** By the address of its frame, which says what it is. */
export function twitchVideoOf({ embedUrl }: VideoLink): TwitchVideo | undefined {
  if (embedUrl === undefined) return undefined;
  const { searchParams } = new URL(embedUrl);
  for (const kind of ['collection', 'video', 'channel'] as const) {
    const id = searchParams.get(kind);
    if (id !== null) return { kind, source: { [kind]: id } };
  }
  return undefined;
}
