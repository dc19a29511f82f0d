import { describe, expect, it } from '@jest/globals';
import { PLATFORM_TABLE } from './platform-table.js';
import { isRefused, parseVideoLink } from './video-link.js';

const POLICY = { ownOrigins: ['https://party.example'], allowPrivate: false };
const YOUTUBE = 'watch?v=dQw4w9WgXcQ';

/** What becomes of a link: its platform, or undefined where it is refused. */
function platformOf(pasted: string): string | undefined {
  const link = parseVideoLink(pasted, POLICY);
  return isRefused(link) ? undefined : link.platform;
}

describe('a link that means to be taken for another', () => {
  it.each([
    `https://youtube.com.evil.example/${YOUTUBE}`,
    `https://www.youtube.com.evil.example/${YOUTUBE}`,
    `https://evilyoutube.com/${YOUTUBE}`,
    `https://youtube.com-evil.example/${YOUTUBE}`,
    `https://youtube.co/${YOUTUBE}`,
    `https://youtube.comm/${YOUTUBE}`,
    `https://www.youtube.com..evil.example/${YOUTUBE}`,
    `https://youtu.be.evil.example/dQw4w9WgXcQ`,
    `https://evil.example/https://www.youtube.com/${YOUTUBE}`,
    `https://evil.example/?u=https://www.youtube.com/${YOUTUBE}`,
    `https://evil.example/#https://www.youtube.com/${YOUTUBE}`,
    `https://evil.example\\@www.youtube.com/${YOUTUBE}`,
    `https://evil.example?@www.youtube.com/${YOUTUBE}`,
    `https://evil.example#@www.youtube.com/${YOUTUBE}`,
    `https://www.youtube.com:8443/${YOUTUBE}`,
    `https://xn--youtbe-6ya.com/${YOUTUBE}`,
    `https://youtubе.com/${YOUTUBE}`,
    `https://vk.com.evil.example/video-1_2`,
    `https://player.twitch.tv.evil.example/?channel=nasa`,
    `https://widgets.kinopoisk.ru.evil.example/discovery/trailer/1`,
  ])('[VD5] %s is at most a page of its own host', (pasted) =>
    expect([undefined, 'iframe']).toContain(platformOf(pasted)),
  );

  it.each([
    `https://www.youtube.com@evil.example/${YOUTUBE}`,
    `https://www.youtube.com:x@evil.example/${YOUTUBE}`,
    `https://www.youtube.com%40evil.example/${YOUTUBE}`,
    `https://user@www.youtube.com/${YOUTUBE}`,
    `http://user:secret@www.youtube.com/${YOUTUBE}`,
    `https://user@www.youtube.com./${YOUTUBE}`,
    `http://www.youtube.com:8080/${YOUTUBE}`,
    `http://youtube.com.evil.example/${YOUTUBE}`,
    `ftp://www.youtube.com/${YOUTUBE}`,
    `javascript://www.youtube.com/${YOUTUBE}%0aalert(1)`,
    `data:text/html,https://www.youtube.com/${YOUTUBE}`,
    `blob:https://www.youtube.com/${YOUTUBE}`,
    `view-source:https://www.youtube.com/${YOUTUBE}`,
    `intent://www.youtube.com/${YOUTUBE}#Intent;scheme=https;end`,
    `local:0123456789abcdef`,
  ])('[VD1] %s is refused', (pasted) => expect(platformOf(pasted)).toBeUndefined());

  it.each([
    // These are what browsers make of them: the platform itself.
    [`https:www.youtube.com/${YOUTUBE}`, 'youtube'],
    [`https:\\\\www.youtube.com\\${YOUTUBE}`, 'youtube'],
    [`https://www.youtube.com\\@evil.example/${YOUTUBE}`, undefined],
    [`https://ｗｗｗ.ｙｏｕｔｕｂｅ.ｃｏｍ/${YOUTUBE}`, 'youtube'],
    [`https://www.you\ttube.com/${YOUTUBE}`, 'youtube'],
    [`https://www.youtube.com/x/../${YOUTUBE}`, 'youtube'],
    [`https://www.youtube.com/%2e%2e/${YOUTUBE}`, 'youtube'],
  ])('[VD5] %s is %s', (pasted, platform) => expect(platformOf(pasted)).toBe(platform));

  it.each([
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe src="&#106;avascript:alert(1)"></iframe>',
    '<iframe src="java&#10;script:alert(1)"></iframe>',
    '<iframe src="data:text/html,<script>alert(1)</script>"></iframe>',
    '<iframe src="http://evil.example/"></iframe>',
    '<iframe src="https://party.example/"></iframe>',
    '<iframe src="//party.example/"></iframe>',
    '<iframe src="https://user@evil.example/"></iframe>',
    '<iframe src="https://127.0.0.1/"></iframe>',
    '<iframe src="/x"></iframe>',
    '<iframe src="about:blank"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="https://evil.example/"></object>',
    '<embed src="https://evil.example/">',
  ])('[VD7] %s is refused', (pasted) => expect(platformOf(pasted)).toBeUndefined());

  it('[VD7] nothing of a pasted code is kept but the address', () => {
    const code =
      '<iframe src="https://evil.example/x" onload="alert(1)" sandbox="allow-top-navigation" allow="camera"></iframe><script>alert(2)</script>';
    expect(parseVideoLink(code, POLICY)).toEqual({
      platform: 'iframe',
      canonicalUrl: 'https://evil.example/x',
      embedUrl: 'https://evil.example/x',
      capabilities: PLATFORM_TABLE.at(-1)?.capabilities,
    });
  });
});

describe('what an id or a key may hold', () => {
  const BAD = ['"><script>', '%22%3E', '../..', '..%2f..', '&x=1', 'a b', '\u202e', '%00', "'"];
  it.each([
    (bad: string) => `https://www.youtube.com/watch?v=dQw4w9W${bad}`,
    (bad: string) => `https://youtu.be/dQw4w9WgXc${bad}`,
    (bad: string) => `https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL${bad}0123456789`,
    (bad: string) => `https://www.twitch.tv/${bad}nasa`,
    (bad: string) => `https://clips.twitch.tv/embed?clip=abc${bad}`,
    (bad: string) => `https://vimeo.com/76979871?h=0a1b2c3d${bad}`,
    (bad: string) => `https://rutube.ru/video/private/${'0'.repeat(32)}/?p=Ab_3-dEfG${bad}`,
    (bad: string) => `https://vk.com/video_ext.php?oid=-1&id=2&hash=0a1b2c3d${bad}`,
    (bad: string) => `https://vk.com/video_ext.php?oid=-1&id=2${bad}`,
    (bad: string) => `https://geo.dailymotion.com/player.html?video=x84sh87${bad}`,
    (bad: string) => `https://soundcloud.com/forss/flickermood${bad}`,
    (bad: string) =>
      `https://w.soundcloud.com/player/?url=https://api.soundcloud.com/tracks/293?secret_token=s-Ab3dE${bad}`,
    (bad: string) => `https://ok.ru/dk?st.mvId=1234567890123${bad}`,
    (bad: string) => `https://dzen.ru/embed/vh1fMeui3d3Y${bad}`,
    (bad: string) => `https://widgets.kinopoisk.ru/discovery/trailer/167560${bad}`,
  ])('[VD5] never anything that means something in an address', (link) => {
    for (const bad of BAD) {
      const read = parseVideoLink(link(bad), POLICY);
      if (isRefused(read)) continue;
      expect(read.platform).not.toBe('iframe');
      for (const address of [read.canonicalUrl, read.embedUrl ?? read.canonicalUrl]) {
        expect(address).toMatch(/^https:\/\/[\w./?=&%-]+$/);
        expect(address).not.toMatch(/%22|%3E|%00|%27|%20|\.\.|x=1|script/i);
      }
      expect(read.playlistId ?? '').toMatch(/^[\w-]*$/);
    }
  });
});
