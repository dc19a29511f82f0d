import { queryOf, segmentsOf, startOf } from '../../link-parts.js';
import type { PlatformDefinition } from '../../platform-definition.js';
import { SEEKING_CAPABILITIES } from '../../platform.js';

/** Old links carry the title behind the id. */
const VIDEO_ID = /^([a-z\d]{5,20})(?:_.*)?$/i;
const PLAYER = 'https://geo.dailymotion.com/player.html';

export const dailymotionPlatform: PlatformDefinition = {
  platform: 'dailymotion',
  hosts: ['www.dailymotion.com', 'dailymotion.com', 'm.dailymotion.com', 'geo.dailymotion.com', 'dai.ly'],
  capabilities: { ...SEEKING_CAPABILITIES, ads: true },
  clock: 'events',
  sources: { script: ['https://geo.dailymotion.com/libs/'], frame: ['https://geo.dailymotion.com'] },
  parse(url) {
    const videoId = VIDEO_ID.exec(namedIn(url) ?? '')?.[1];
    if (videoId === undefined) return undefined;
    return {
      canonicalUrl: `https://www.dailymotion.com/video/${videoId}`,
      videoId,
      embedUrl: `${PLAYER}?video=${videoId}`,
      ...startOf(url, 'start', 'startTime'),
    };
  },
};

function namedIn(url: URL): string | undefined {
  const [first, second, third] = segmentsOf(url);
  switch (url.hostname) {
    case 'dai.ly':
      return first;
    case 'geo.dailymotion.com':
      return first?.startsWith('player') ? queryOf(url, 'video') : undefined;
    default:
      if (first === 'video') return second;
      return first === 'embed' && second === 'video' ? third : undefined;
  }
}
