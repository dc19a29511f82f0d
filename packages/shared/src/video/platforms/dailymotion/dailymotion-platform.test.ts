import { describe } from '@jest/globals';
import { isNotFooledBy, readsLinks, refusesLinks, type LinkRow } from '../../../../test/link-table.js';

const VIDEO = {
  canonicalUrl: 'https://www.dailymotion.com/video/x84sh87',
  videoId: 'x84sh87',
  embedUrl: 'https://geo.dailymotion.com/player.html?video=x84sh87',
};

describe('a Dailymotion link', () => {
  readsLinks('dailymotion', [
    ['https://www.dailymotion.com/video/x84sh87', VIDEO],
    ['dailymotion.com/video/x84sh87', VIDEO],
    ['http://www.dailymotion.com/video/x84sh87_a-title_news?playlist=x5', VIDEO],
    ['https://dai.ly/x84sh87', VIDEO],
    ['https://dai.ly./x84sh87', VIDEO],
    [
      '<div style="position:relative;padding-bottom:56.25%;"> <iframe style="width:100%" frameborder="0" src="https://www.dailymotion.com/embed/video/x84sh87?autoplay=1" allowfullscreen allow="autoplay"> </iframe> </div>',
      VIDEO,
    ],
    ['https://www.dailymotion.com/embed/video/x84sh87?start=42', { ...VIDEO, startAt: 42 }],
    ['https://geo.dailymotion.com/player.html?video=x84sh87', VIDEO],
    ['https://geo.dailymotion.com/player/xabc.html?video=x84sh87&startTime=42', { ...VIDEO, startAt: 42 }],
  ] satisfies LinkRow[]);
  refusesLinks([
    'https://www.dailymotion.com/',
    'https://www.dailymotion.com/playlist/x5nmbq',
    'https://www.dailymotion.com/video/',
    'https://geo.dailymotion.com/player.html',
    'https://dai.ly/',
  ]);
  isNotFooledBy(['https://dailymotion.com.evil.example/video/x84sh87', 'https://mydai.ly/x84sh87']);
});
