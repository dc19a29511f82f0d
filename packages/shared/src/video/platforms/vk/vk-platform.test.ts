import { describe } from '@jest/globals';
import { isNotFooledBy, readsLinks, refusesLinks, type LinkRow } from '../../../../test/link-table.js';

const VIDEO = {
  canonicalUrl: 'https://vkvideo.ru/video-22822305_456241864',
  videoId: '-22822305_456241864',
  embedUrl: 'https://vk.com/video_ext.php?oid=-22822305&id=456241864&js_api=1',
};
const WITH_KEY = {
  canonicalUrl: 'https://vkvideo.ru/video-22822305_456241864?hash=0a1b2c3d4e5f6a7b',
  videoId: '-22822305_456241864',
  embedUrl: 'https://vk.com/video_ext.php?oid=-22822305&id=456241864&hash=0a1b2c3d4e5f6a7b&js_api=1',
};

describe('a VK link', () => {
  readsLinks('vk', [
    ['https://vk.com/video-22822305_456241864', VIDEO],
    ['vk.com/video-22822305_456241864', VIDEO],
    ['http://vk.com/video-22822305_456241864', VIDEO],
    ['https://vk.ru/video-22822305_456241864', VIDEO],
    ['https://m.vk.com/video-22822305_456241864?list=abc', VIDEO],
    ['https://vkvideo.ru/video-22822305_456241864', VIDEO],
    ['https://vkvideo.ru/playlist/-22822305_1/video-22822305_456241864', VIDEO],
    ['https://vk.com/clip-22822305_456241864', VIDEO],
    ['https://vk.com/video-22822305_456241864/', VIDEO],
    ['https://vksport.vkvideo.ru/video-22822305_456241864', VIDEO],
    ['https://vk.com/clips-22822305?z=clip-22822305_456241864', VIDEO],
    ['https://vk.com/feed?z=video-22822305_456241864%2Fpl_cat_updates', VIDEO],
    ['https://vk.com/video-22822305_456241864?t=1m30s', { ...VIDEO, startAt: 90 }],
    ['https://vk.com/video_ext.php?oid=-22822305&id=456241864&hash=0a1b2c3d4e5f6a7b&hd=2', WITH_KEY],
    ['https://vkvideo.ru/video_ext.php?oid=-22822305&id=456241864', VIDEO],
    [
      '<iframe src="https://vk.com/video_ext.php?oid=-22822305&amp;id=456241864&amp;hash=0a1b2c3d4e5f6a7b" width="640"></iframe>',
      WITH_KEY,
    ],
    [
      'https://vk.com/video1_2',
      {
        canonicalUrl: 'https://vkvideo.ru/video1_2',
        videoId: '1_2',
        embedUrl: 'https://vk.com/video_ext.php?oid=1&id=2&js_api=1',
      },
    ],
  ] satisfies LinkRow[]);
  refusesLinks([
    'https://vk.com/',
    'https://vk.com/durov',
    'https://vk.com/video',
    'https://vk.com/videos-22822305',
    'https://vk.com/video-22822305',
    'https://vk.com/xvideo-1_2',
    'https://vk.com/feed?z=photo-1_2',
    'https://vk.com/feed?z=xvideo-1_2',
    'https://vk.com/wall-1_2',
    'https://vk.com/video_ext.php?oid=a&id=1',
    'https://vk.com/away.php?to=https://evil.example/video-1_2',
  ]);
  isNotFooledBy([
    'https://vk.com.evil.example/video-1_2',
    'https://evilvk.com/video-1_2',
    'https://evil.example/?z=video-1_2',
  ]);
});
