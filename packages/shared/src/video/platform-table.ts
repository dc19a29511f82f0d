import type { Capabilities, Platform } from './platform.js';
import type { PlatformDefinition } from './platform-definition.js';
import { filePlatform } from './platforms/file/file-platform.js';
import { hlsPlatform } from './platforms/hls/hls-platform.js';

/** The platform table: adding a platform to the links is adding its row. First match wins. */
export const PLATFORM_TABLE: readonly PlatformDefinition[] = [filePlatform, hlsPlatform];

/** What a platform's player can do at most; a single video may be able to do less: `readVideo` says. */
export function capabilitiesOf(platform: Platform): Capabilities | undefined {
  return PLATFORM_TABLE.find((row) => row.platform === platform)?.capabilities;
}
