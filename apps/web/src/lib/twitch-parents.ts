const TELEGRAM_WEB = 'web.telegram.org';

/**
 * Hosts that Twitch must be told of for its frames to show: every one that the page lies in. Telegram Web shows the Mini
 * App in a frame of its own.
 */
export function twitchParents({ hostname, isFramed }: { hostname: string; isFramed: boolean }): string[] {
  return isFramed ? [hostname, TELEGRAM_WEB] : [hostname];
}
