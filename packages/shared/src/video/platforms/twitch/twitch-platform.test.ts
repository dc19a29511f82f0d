import { describe } from '@jest/globals';
import { isNotFooledBy, readsLinks, refusesLinks, type LinkRow } from '../../../../test/link-table.js';
import { NO_CAPABILITIES } from '../../platform.js';
import { twitchPlatform } from './twitch-platform.js';

const full = twitchPlatform.capabilities;
const CHANNEL = {
  canonicalUrl: 'https://www.twitch.tv/nasa',
  videoId: 'nasa',
  embedUrl: 'https://player.twitch.tv/?channel=nasa',
  isLive: true,
  capabilities: { ...full, seek: false, time: false, duration: false },
};
const VOD = {
  canonicalUrl: 'https://www.twitch.tv/videos/1234567890',
  videoId: 'v1234567890',
  embedUrl: 'https://player.twitch.tv/?video=v1234567890',
  capabilities: { ...full, live: false },
};
const CLIP = {
  canonicalUrl: 'https://clips.twitch.tv/AwkwardHelplessSalamander-x_1',
  videoId: 'AwkwardHelplessSalamander-x_1',
  embedUrl: 'https://clips.twitch.tv/embed?clip=AwkwardHelplessSalamander-x_1',
  capabilities: NO_CAPABILITIES,
};

describe('a Twitch link', () => {
  readsLinks('twitch', [
    ['https://www.twitch.tv/nasa', CHANNEL],
    ['https://www.twitch.tv/nasa/', CHANNEL],
    ['twitch.tv/NASA', CHANNEL],
    ['http://twitch.tv/nasa', CHANNEL],
    ['https://m.twitch.tv/nasa?desktop-redirect=true', CHANNEL],
    ['https://player.twitch.tv/?channel=nasa&parent=x.example', CHANNEL],
    ['https://www.twitch.tv/videos/1234567890', VOD],
    ['https://www.twitch.tv/videos/1234567890?t=1h2m3s', { ...VOD, startAt: 3_723 }],
    ['https://www.twitch.tv/nasa/v/1234567890', VOD],
    ['https://www.twitch.tv/nasa/video/1234567890', VOD],
    ['https://player.twitch.tv/?video=v1234567890&time=1m30s', { ...VOD, startAt: 90 }],
    ['https://clips.twitch.tv/AwkwardHelplessSalamander-x_1', CLIP],
    ['https://clips.twitch.tv./AwkwardHelplessSalamander-x_1', CLIP],
    ['https://m.twitch.tv/clip/AwkwardHelplessSalamander-x_1', CLIP],
    ['https://clips.twitch.tv/embed?clip=AwkwardHelplessSalamander-x_1&parent=x', CLIP],
    ['https://www.twitch.tv/nasa/clip/AwkwardHelplessSalamander-x_1?filter=clips', CLIP],
  ] satisfies LinkRow[]);

  refusesLinks([
    'https://www.twitch.tv/',
    'https://www.twitch.tv/directory',
    'https://www.twitch.tv/clip',
    'https://www.twitch.tv/popout/nasa/chat',
    'https://www.twitch.tv/videos',
    'https://www.twitch.tv/videos/abc',
    'https://www.twitch.tv/settings/profile',
    'https://www.twitch.tv/nasa/about',
    'https://player.twitch.tv/',
    'https://clips.twitch.tv/',
  ]);
  isNotFooledBy([
    'https://twitch.tv.evil.example/nasa',
    'https://www.twitch.tv.example/nasa',
    'https://mytwitch.tv/nasa',
  ]);
});
