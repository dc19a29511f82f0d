import type { VideoLink } from '@watchparty/shared';

import type { TwitchSource } from './twitch-api.js';

/** What Twitch's player is asked for, or the frame of a clip, which takes no commands. */
export type TwitchVideo =
  { kind: 'channel' | 'video' | 'collection'; source: TwitchSource } | { kind: 'clip'; embedUrl: string };

/** By the address of its frame, which says what it is. */
export function twitchVideoOf({ embedUrl }: VideoLink): TwitchVideo | undefined {
  if (embedUrl === undefined) return undefined;
  const { hostname, searchParams } = new URL(embedUrl);
  if (hostname === 'clips.twitch.tv') return { kind: 'clip', embedUrl };
  for (const kind of ['collection', 'video', 'channel'] as const) {
    const id = searchParams.get(kind);
    if (id !== null) return { kind, source: { [kind]: id } };
  }
  return undefined;
}

/** The address of a clip's frame, for the hosts that the page lies in. */
export function clipFrameUrl(embedUrl: string, parents: readonly string[]): string {
  const url = new URL(embedUrl);
  url.searchParams.delete('parent');
  for (const parent of parents) url.searchParams.append('parent', parent);
  return url.href;
}
