import type { Capabilities, Platform } from './platform.js';

/** What a link says by its form alone. */
export interface ParsedLink {
  /** The one form under which this video is kept and compared. */
  canonicalUrl: string;
  /** The platform's own id. */
  videoId?: string;
  embedUrl?: string;
  /** Seconds, where the link carries a time. */
  startAt?: number;
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
  capabilities: Capabilities;
  sources: PlatformSources;
  /** Reads a link that is already known to be https (or admitted), without user info and not ours. */
  parse(url: URL): ParsedLink | undefined;
}
