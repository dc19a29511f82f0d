import { describe, expect, it } from '@jest/globals';
import { isNotFooledBy, readsLinks, refusesLinks, type LinkRow } from '../../../../test/link-table.js';
import { parseVideoLink } from '../../video-link.js';

const VIDEO = {
  canonicalUrl: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
  videoId: 'dQw4w9WgXcQ',
  embedUrl: 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ',
};
const LIST = 'PLFgquLnL59alCl_2TQvOiD5Vgm1hCaGSI';
const at = (startAt: number): typeof VIDEO & { startAt: number } => ({ ...VIDEO, startAt });

describe('a YouTube link', () => {
  readsLinks('youtube', [
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ', VIDEO],
    ['https://youtube.com/watch?v=dQw4w9WgXcQ', VIDEO],
    ['http://www.youtube.com/watch?v=dQw4w9WgXcQ', VIDEO],
    ['www.youtube.com/watch?v=dQw4w9WgXcQ', VIDEO],
    ['youtube.com/watch?v=dQw4w9WgXcQ', VIDEO],
    ['https://m.youtube.com/watch?v=dQw4w9WgXcQ', VIDEO],
    ['https://music.youtube.com/watch?v=dQw4w9WgXcQ&si=abc', VIDEO],
    ['https://WWW.YouTube.com/watch?feature=share&v=dQw4w9WgXcQ', VIDEO],
    ['https://www.youtube.com/watch/dQw4w9WgXcQ', VIDEO],
    ['https://youtu.be/dQw4w9WgXcQ', VIDEO],
    ['youtu.be/dQw4w9WgXcQ?si=Ab3dEf', VIDEO],
    ['https://www.youtube.com/shorts/dQw4w9WgXcQ?feature=share', VIDEO],
    ['https://www.youtube.com/live/dQw4w9WgXcQ', { ...VIDEO, isLive: true }],
    ['https://www.youtube.com/embed/dQw4w9WgXcQ', VIDEO],
    ['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0', VIDEO],
    ['https://www.youtube.com/v/dQw4w9WgXcQ', VIDEO],
    ['https://www.youtubeeducation.com/embed/dQw4w9WgXcQ', VIDEO],
    ['https://www.youtube.com./watch?v=dQw4w9WgXcQ', VIDEO],
    ['http://youtu.be./dQw4w9WgXcQ', VIDEO],
    ['https://www.youtube.com:443/watch?v=dQw4w9WgXcQ', VIDEO],
    ['http://www.youtube.com:80/watch?v=dQw4w9WgXcQ', VIDEO],
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&start=1:02:03', at(3_723)],
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ#t=1m30s', at(90)],
    ['https://youtu.be/dQw4w9WgXcQ?t=1h', at(3_600)],
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90', at(90)],
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90s', at(90)],
    ['https://youtu.be/dQw4w9WgXcQ?t=1h2m3s', at(3_723)],
    ['https://youtu.be/dQw4w9WgXcQ?t=1m30s', at(90)],
    ['https://www.youtube.com/embed/dQw4w9WgXcQ?start=42', at(42)],
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ#t=1:30', at(90)],
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=0', VIDEO],
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=soon', VIDEO],
    [`https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=${LIST}&index=3`, { ...VIDEO, playlistId: LIST }],
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=RDdQw4w9WgXcQ', VIDEO],
    [
      '<iframe width="560" height="315" src="https://www.youtube.com/embed/dQw4w9WgXcQ?si=x&amp;start=42" title="x" allowfullscreen></iframe>',
      at(42),
    ],
  ] satisfies LinkRow[]);

  const playlist = {
    canonicalUrl: `https://www.youtube.com/playlist?list=${LIST}`,
    embedUrl: `https://www.youtube-nocookie.com/embed/videoseries?list=${LIST}`,
    playlistId: LIST,
  };
  it.each([
    `https://www.youtube.com/playlist?list=${LIST}`,
    `https://www.youtube.com/embed/videoseries?list=${LIST}`,
    `youtube.com/playlist?list=${LIST}`,
    `https://music.youtube.com/playlist?list=${LIST}&si=x`,
    `https://www.youtube.com/watch?list=${LIST}`,
  ])('[VD1] %s is a list', (pasted) => {
    const link = parseVideoLink(pasted, { ownOrigins: [], allowPrivate: false });
    expect(link).toMatchObject(playlist);
    expect(link).not.toHaveProperty('videoId');
  });

  refusesLinks([
    'https://www.youtube.com/',
    'https://www.youtube.com/about',
    'https://www.youtube.com/@NASA/live',
    'https://www.youtube.com/channel/UCLA_DiR1FfKNvjuUpBHmylQ',
    'https://www.youtube.com/watch',
    'https://www.youtube.com/watch?v=short',
    'https://www.youtube.com/watch?v=dQw4w9WgXcQtoolong',
    'https://www.youtube.com/watch?v=dQw4w9WgX"Q',
    'https://www.youtube.com/embed/videoseries?list=WL',
    'https://www.youtube.com/playlist?list=LL',
    'https://www.youtube.com/redirect?q=https://evil.example/dQw4w9WgXcQ',
    'https://youtu.be/',
    'https://user@www.youtube.com/watch?v=dQw4w9WgXcQ',
    'javascript:alert("https://www.youtube.com/watch?v=dQw4w9WgXcQ")',
  ]);

  it('[VD1] says what to do with a channel', () => {
    const link = parseVideoLink('https://www.youtube.com/@NASA', { ownOrigins: [], allowPrivate: false });
    expect(link).toEqual({
      refusal: 'This is a channel: paste the link of one of its videos.',
      advice: 'channel',
    });
  });

  isNotFooledBy([
    'https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ',
    'https://evilyoutube.com/watch?v=dQw4w9WgXcQ',
    'https://evil.example/?x=youtube.com/watch?v=dQw4w9WgXcQ',
    'https://evil.example/youtube.com/watch?v=dQw4w9WgXcQ',
    'https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ',
    'https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ',
    'https://www.yοutube.com/watch?v=dQw4w9WgXcQ',
    'http://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ',
  ]);
});
