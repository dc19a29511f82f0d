import type { Capabilities, Platform, PlayerClock } from './platform.js';
import type { PlatformDefinition } from './platform-definition.js';
import { dailymotionPlatform } from './platforms/dailymotion/dailymotion-platform.js';
import { dashPlatform } from './platforms/dash/dash-platform.js';
import { dzenPlatform } from './platforms/dzen/dzen-platform.js';
import { filePlatform } from './platforms/file/file-platform.js';
import { hlsPlatform } from './platforms/hls/hls-platform.js';
import { iframePlatform } from './platforms/iframe/iframe-platform.js';
import { kinopoiskPlatform } from './platforms/kinopoisk/kinopoisk-platform.js';
import { localPlatform } from './platforms/local/local-platform.js';
import { okPlatform } from './platforms/ok/ok-platform.js';
import { rutubePlatform } from './platforms/rutube/rutube-platform.js';
import { soundcloudPlatform } from './platforms/soundcloud/soundcloud-platform.js';
import { twitchPlatform } from './platforms/twitch/twitch-platform.js';
import { vimeoPlatform } from './platforms/vimeo/vimeo-platform.js';
import { vkPlatform } from './platforms/vk/vk-platform.js';
import { youtubePlatform } from './platforms/youtube/youtube-platform.js';

/**
 * The platform table: adding a platform to the links is adding its row. First match wins: what has hosts of its own, then
 * what is told by its name, and last whatever can be framed.
 */
export const PLATFORM_TABLE: readonly PlatformDefinition[] = [
  youtubePlatform,
  twitchPlatform,
  vimeoPlatform,
  dailymotionPlatform,
  soundcloudPlatform,
  rutubePlatform,
  vkPlatform,
  okPlatform,
  dzenPlatform,
  kinopoiskPlatform,
  filePlatform,
  hlsPlatform,
  dashPlatform,
  localPlatform,
  iframePlatform,
];

/** What a platform's player can do at most; a single video may be able to do less: `readVideo` says. */
export function capabilitiesOf(platform: Platform): Capabilities | undefined {
  return PLATFORM_TABLE.find((row) => row.platform === platform)?.capabilities;
}

/** How the position of a platform's player is known. */
export function clockOf(platform: Platform): PlayerClock {
  return PLATFORM_TABLE.find((row) => row.platform === platform)?.clock ?? 'exact';
}
