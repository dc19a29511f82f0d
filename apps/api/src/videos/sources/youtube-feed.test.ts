import { describe, expect, it } from '@jest/globals';
import { readYoutubeFeed } from './youtube-feed.js';

const FEED = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
 <link rel="self" href="http://www.youtube.com/feeds/videos.xml?playlist_id=PLx"/>
 <id>yt:playlist:PLx</id>
 <yt:playlistId>PLx</yt:playlistId>
 <title>Films &amp; &quot;shorts&quot;</title>
 <author><name>Blender</name></author>
 <entry>
  <id>yt:video:aqz-KE-bpKQ</id>
  <yt:videoId>aqz-KE-bpKQ</yt:videoId>
  <title>Big Buck Bunny 4K &#39;60fps&#x27; &lt;3</title>
  <media:group><media:title>another</media:title><media:thumbnail url="https://evil.example/x.jpg" width="480"/></media:group>
 </entry>
 <entry>
  <yt:videoId>eRsGyueVLvQ</yt:videoId>
  <title>Sintel &unknown; &#9999999;</title>
 </entry>
</feed>`;

describe('readYoutubeFeed', () => {
  it('reads the list, its videos and what is written with entities', () => {
    expect(readYoutubeFeed(FEED)).toEqual({
      title: 'Films & "shorts"',
      items: [
        {
          url: 'https://www.youtube.com/watch?v=aqz-KE-bpKQ',
          title: "Big Buck Bunny 4K '60fps' <3",
          thumbnailUrl: 'https://i.ytimg.com/vi/aqz-KE-bpKQ/hqdefault.jpg',
        },
        {
          url: 'https://www.youtube.com/watch?v=eRsGyueVLvQ',
          title: 'Sintel &unknown; &#9999999;',
          thumbnailUrl: 'https://i.ytimg.com/vi/eRsGyueVLvQ/hqdefault.jpg',
        },
      ],
    });
  });

  it.each([
    '',
    'not XML at all',
    '<entry>',
    '<entry></entry>',
    '<entry><yt:videoId>too-short</yt:videoId></entry>',
    '<entry><yt:videoId>../../etc/pw</yt:videoId></entry>',
    '<entry><yt:videoId>aqz-KE-bpKQ',
    '<!DOCTYPE x [<!ENTITY a "aaaa">]><feed>&a;</feed>',
  ])('finds no video in "%s"', (xml) => expect(readYoutubeFeed(xml)).toEqual({ items: [] }));
});
