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

/** One row of the platform table. */
export interface PlatformDefinition {
  platform: Platform;
  capabilities: Capabilities;
  /** Reads a link that is already known to be https (or admitted), without user info and not ours. */
  parse(url: URL): ParsedLink | undefined;
}
