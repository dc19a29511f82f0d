import type { Capabilities, Platform, PlayerClock } from './platform.js';

/** What a link says by its form alone. */
export interface ParsedLink {
  /** The one form under which this video is kept and compared. */
  canonicalUrl: string;
  /** The platform's own id. */
  videoId?: string;
  embedUrl?: string;
  /** Seconds, where the link carries a time. */
  startAt?: number;
  /** Whether it is a live programme, where the link's form says so. */
  isLive?: boolean;
  /** The platform's id of a list of videos that the link opens, which becomes the room's queue. */
  playlistId?: string;
  /** Where this video's player can do less, or more, than the platform's record says: a live channel, a clip. */
  capabilities?: Partial<Capabilities>;
}

/** What a person can do about a link that cannot be played: paste another one, which they find there. */
export type LinkAdvice = 'channel' | 'short-link' | 'event';

/** A link that is understood, and cannot be played. */
export interface RefusedLink {
  /** Why, as a plain sentence. */
  refusal: string;
  /** Where there is something to be done, for pages to say it in their viewer's language. */
  advice?: LinkAdvice;
}

/** What the page may load for a platform's player, as source expressions of a Content-Security-Policy. */
export interface PlatformSources {
  script?: readonly string[];
  frame?: readonly string[];
  img?: readonly string[];
  media?: readonly string[];
  connect?: readonly string[];
}

/** One row of the platform table. */
export interface PlatformDefinition {
  platform: Platform;
  /**
   * Names of its hosts in lower case, each one that is meant: no patterns. Links to them without a scheme, or with http,
   * are taken for https. Absent where links are recognised on whatever host.
   */
  hosts?: readonly string[];
  capabilities: Capabilities;
  /** How its player's position is known; `exact` unless said. Nothing that goes over the wire. */
  clock?: PlayerClock;
  sources: PlatformSources;
  /**
   * Reads a link that is already known to be https (or admitted), without user info, not ours and to one of the hosts. What
   * it makes of its own `canonicalUrl` is the same again: players read what they need from that.
   */
  parse(url: URL): ParsedLink | RefusedLink | undefined;
}
