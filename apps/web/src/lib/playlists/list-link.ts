import { isRefused, parseVideoLink } from '@watchparty/shared';

/** A link that opens a list, and what is in it. Nothing here fails: a list that cannot be read is empty. */
export interface ListLink {
  /** All of it, in its order. */
  videos: Promise<readonly string[]>;
  /** What plays first: the video that the link names, else the list's first one. */
  first: Promise<string>;
  /** What comes after that. */
  rest: Promise<readonly string[]>;
}

interface Readers {
  /** The Mini App's own origin. */
  origin: string;
  /** Asks a player what is in a list, which is all of it. @throws Error where it cannot be read */
  expand: (playlistId: string) => Promise<readonly string[]>;
  /** Asks the server for what the platform tells without a player, which may be less. May throw. */
  ask: (link: string) => Promise<readonly string[]>;
}

/** Opens a link if it is one to a list of YouTube's; undefined for all others. */
export function openListLink(link: string, { origin, expand, ask }: Readers): ListLink | undefined {
  const parsed = parseVideoLink(link, { ownOrigins: [origin], allowPrivate: true });
  if (isRefused(parsed) || parsed.platform !== 'youtube' || parsed.playlistId === undefined) return undefined;
  const { playlistId, videoId, canonicalUrl } = parsed;
  const videos = expand(playlistId)
    .catch(() => ask(link))
    .catch((): readonly string[] => []);
  return {
    videos,
    first: videoId === undefined ? videos.then(([first = link]) => first) : Promise.resolve(link),
    rest: videos.then((all) => all.slice(videoId === undefined ? 1 : all.indexOf(canonicalUrl) + 1)),
  };
}
