import { describe, expect, it } from '@jest/globals';
import { URL_MAX_LENGTH } from '../limits.js';
import { capabilitiesOf } from './platform-table.js';
import { isRefused, parseVideoLink, type VideoLinkPolicy } from './video-link.js';

const PUBLIC: VideoLinkPolicy = { ownOrigins: ['https://party.example'], allowPrivate: false };
const LOCAL: VideoLinkPolicy = {
  ownOrigins: ['http://localhost:3000', 'http://127.0.0.1:3000'],
  allowPrivate: false,
};

function canonical(input: string, policy = PUBLIC): string | undefined {
  const link = parseVideoLink(input, policy);
  return isRefused(link) ? undefined : link.canonicalUrl;
}

describe('a link that can be played', () => {
  it.each([
    ['https://media.example/film.mp4', 'https://media.example/film.mp4'],
    ['  https://media.example/film.mp4\n', 'https://media.example/film.mp4'],
    ['media.example/film.mp4', 'https://media.example/film.mp4'],
    ['MEDIA.Example/Film.MP4', 'https://media.example/Film.MP4'],
    ['HTTPS://media.example/film.webm', 'https://media.example/film.webm'],
    ['https://media.example:443/film.mp4', 'https://media.example/film.mp4'],
    ['https://media.example:8443/film.mp4', 'https://media.example:8443/film.mp4'],
    ['media.example:8443/film.mp4', 'https://media.example:8443/film.mp4'],
    ['https://media.example/film.mp4?token=a/b&x=1', 'https://media.example/film.mp4?token=a/b&x=1'],
    ['https://media.example/a/../b/film.mp4', 'https://media.example/b/film.mp4'],
    [
      'https://media.example/мой фильм.mp4',
      'https://media.example/%D0%BC%D0%BE%D0%B9%20%D1%84%D0%B8%D0%BB%D1%8C%D0%BC.mp4',
    ],
    ['https://пример.рф/film.mp4', 'https://xn--e1afmkfd.xn--p1ai/film.mp4'],
    ['https://media.example/%66ilm.mp4', 'https://media.example/%66ilm.mp4'],
    ['https://1.2.3.4.example/film.mp4', 'https://1.2.3.4.example/film.mp4'],
    ['https://notlocalhost.example/film.mp4', 'https://notlocalhost.example/film.mp4'],
    ['https://localhost.example/film.mp4', 'https://localhost.example/film.mp4'],
    ['https://party.example.evil.example/film.mp4', 'https://party.example.evil.example/film.mp4'],
    ['https://notparty.example/film.mp4', 'https://notparty.example/film.mp4'],
  ])('[VD1] %s', (input, expected) => expect(canonical(input)).toBe(expected));

  it.each(['mp4', 'm4v', 'webm', 'mov', 'ogv', 'ogg', 'mp3', 'm4a', 'aac', 'wav', 'opus', 'flac'])(
    '[VD3] a file of .%s',
    (extension) => {
      const link = parseVideoLink(`https://media.example/film.${extension}`, PUBLIC);
      expect(link).toEqual({
        platform: 'file',
        canonicalUrl: `https://media.example/film.${extension}`,
        capabilities: capabilitiesOf('file'),
      });
    },
  );

  it.each([
    'https://media.example/live/index.m3u8',
    'https://media.example/INDEX.M3U8',
    'https://media.example/live.m3u8?token=a/b&x=1',
  ])('[VD4] %s is an HLS stream', (input) => {
    expect(parseVideoLink(input, PUBLIC)).toEqual({
      platform: 'hls',
      canonicalUrl: input,
      capabilities: capabilitiesOf('hls'),
    });
  });

  it.each([
    ['https://media.example/film.mp4#t=90', 'file', 90],
    ['https://media.example/film.mp4?x=1#t=1:30,120', 'file', 90],
    ['https://media.example/film.mp4#t=npt:90.5', 'file', 90],
    ['https://media.example/film.mp4#t=,90', 'file', undefined],
    ['https://media.example/film.mp4#chapter', 'file', undefined],
    ['https://media.example/film.mp4#', 'file', undefined],
    // Of a stream it is not known yet whether it has a start.
    ['https://media.example/index.m3u8#t=90', 'hls', undefined],
    ['https://media.example/film.mpd#t=90', 'dash', undefined],
  ])('[VD3] %s: a player is not told to start or stop by the address', (input, platform, startAt) => {
    const link = parseVideoLink(input, PUBLIC);
    expect(link).toMatchObject({ platform, canonicalUrl: input.replace(/#.*/, '') });
    expect('startAt' in link ? link.startAt : undefined).toBe(startAt);
  });

  it('[VD4] a live programme is something that only streams are', () => {
    expect(capabilitiesOf('hls')?.live).toBe(true);
    expect(capabilitiesOf('file')?.live).toBe(false);
  });

  it('[VD1] an external link that only looks like a sample is kept whole', () => {
    expect(canonical('//evil.example/samples/x.mp4')).not.toBe('/samples/x.mp4');
    expect(canonical(String.raw`/\evil.example/samples/x.mp4`)).not.toBe('/samples/x.mp4');
    expect(canonical(String.raw`\\evil.example/samples/x.mp4`)).not.toBe('/samples/x.mp4');
    expect(canonical('https://evil.example/samples/x.mp4')).toBe('https://evil.example/samples/x.mp4');
  });
});

describe('a page that is no media file', () => {
  it.each([
    'https://media.example',
    'https://media.example/',
    'https://media.example/page.html',
    'https://media.example/film.mp4/',
    'https://media.example/film.mp4.exe',
    'https://media.example/watch?file=film.mp4',
    'https://media.example/#film.mp4',
    'https://media.example/film%2Emp4',
    'https://media.example/index.m3u8/',
    'https://media.example/play?src=index.m3u8',
    'https://media.example/list.m3u',
  ])('[VD1] [VD3] %s may be framed', (input) => {
    const link = parseVideoLink(input, PUBLIC);
    const address = input === 'https://media.example' ? `${input}/` : input;
    expect(link).toEqual({
      platform: 'iframe',
      canonicalUrl: address,
      embedUrl: address,
      capabilities: capabilitiesOf('iframe'),
    });
  });

  it.each(['media.example', 'media.example/page.html', '/x.mp4', 'hello.world'])(
    '[VD1] "%s" is none without its scheme',
    (input) => expect(canonical(input)).toBeUndefined(),
  );
});

describe('a link that is refused', () => {
  it.each([
    '',
    ' ',
    'film',
    'film.mp4',
    'not a link.mp4',
    'https://',
    'https:///',
    'https://.mp4',
    '%68ttps://media.example/film.mp4',
  ])('[VD1] [VD3] "%s" leads to no file', (input) => expect(canonical(input)).toBeUndefined());

  it.each([
    'http://media.example/film.mp4',
    'HTTP://media.example/film.mp4',
    'ftp://media.example/film.mp4',
    'ws://media.example/film.mp4',
    'file:///etc/film.mp4',
    'javascript:alert(1)//.mp4',
    'JaVaScRiPt:alert(1)//.mp4',
    'java\nscript:alert(1)//.mp4',
    'data:video/mp4;base64,AAAA.mp4',
    'blob:https://media.example/film.mp4',
    'about:film.mp4',
    'mailto:film.mp4',
    'tg://resolve?x=film.mp4',
    'view-source:https://media.example/film.mp4',
  ])('[VD1] %s is not https', (input) => expect(canonical(input)).toBeUndefined());

  it.each([
    'https://user@media.example/film.mp4',
    'https://user:secret@media.example/film.mp4',
    'https://:secret@media.example/film.mp4',
    'https://party.example@evil.example/film.mp4',
    'https://media.example%40evil.example/film.mp4',
    'user:1@media.example/film.mp4',
    'https://party.example@evil.example/samples/clock.mp4',
    'https://user@party.example/samples/clock.mp4',
  ])('[VD1] %s carries a name or a password', (input) => expect(canonical(input)).toBeUndefined());

  it.each([
    'https://127.0.0.1/film.mp4',
    'https://10.0.0.1/film.mp4',
    'https://8.8.8.8/film.mp4',
    'https://127.0.0.1./film.mp4',
    'https://127.1/film.mp4',
    'https://0/film.mp4',
    'https://2130706433/film.mp4',
    'https://0x7f000001/film.mp4',
    'https://0x7f.0.0.1/film.mp4',
    'https://0177.0.0.1/film.mp4',
    'https://017700000001/film.mp4',
    'https://１２７.０.０.１/film.mp4',
    'https://127。0。0。1/film.mp4',
    'https://%31%32%37.0.0.1/film.mp4',
    'https://127.0.0.1:8443/film.mp4',
    'https://1.2.3.256/film.mp4',
    'https://[::1]/film.mp4',
    'https://[::]/film.mp4',
    'https://[::ffff:127.0.0.1]/film.mp4',
    'https://[fe80::1]/film.mp4',
    'https://[2001:db8::1]:8443/film.mp4',
    'https://[::1%25lo]/film.mp4',
    '127.0.0.1/film.mp4',
    '127.0.0.1:8080/film.mp4',
    '[::1]/film.mp4',
  ])('[VD1] %s is an IP address', (input) => expect(canonical(input)).toBeUndefined());

  it.each([
    'https://localhost/film.mp4',
    'https://LOCALHOST/film.mp4',
    'https://localhost./film.mp4',
    'https://localhost:8443/film.mp4',
    'localhost:8080/film.mp4',
    'https://app.localhost/film.mp4',
    'https://app.localhost./film.mp4',
    'https://printer.local/film.mp4',
    'https://metadata.google.internal/film.mp4',
    'https://router.home.arpa/film.mp4',
    'https://intranet/film.mp4',
    'https://ⓛocalhost/film.mp4',
  ])('[VD1] %s is not on the public internet', (input) => expect(canonical(input)).toBeUndefined());

  it.each([
    'https://party.example/film.mp4',
    'https://party.example/api/film.mp4',
    'https://PARTY.example/film.mp4',
    'https://party.example:443/film.mp4',
    'https://party.example./film.mp4',
    'https://party.example.:443/film.mp4',
    'https://p%61rty.example/film.mp4',
    'https://ｐarty.example/film.mp4',
    'party.example/film.mp4',
    'https://party.example/samples/../api/film.mp4',
    'https://party.example/samples/%2e%2e/api/film.mp4',
    'https://party.example/samples/..%2fapi/film.mp4',
    'https://party.example/samples/',
    'https://party.example/samples/page.html',
    'http://party.example/samples/clock.mp4',
  ])('[VD1] %s leads to the app itself', (input) => expect(canonical(input)).toBeUndefined());

  it.each([
    'https://party.example:8443/page',
    'https://party.example.:8443/page',
    'https://embed.party.example/page',
    'https://a.b.party.example./page',
  ])('[VD1] %s is not framed: it is of one site with the app', (input) => {
    expect(canonical(input)).toBeUndefined();
  });

  it.each([
    'https://party.example.evil.example/page',
    'https://notparty.example/page',
    'https://example/page',
  ])('[VD1] %s has nothing to do with the app', (input) =>
    expect(parseVideoLink(input, PUBLIC)).not.toEqual({ refusal: 'This link leads to the app itself.' }),
  );

  it('[VD1] our own host stays ours where media may be private', () => {
    const policy = { ...LOCAL, allowPrivate: true };
    expect(canonical('http://localhost:3000/api/film.mp4', policy)).toBeUndefined();
    expect(canonical('http://127.0.0.1:3000/api/film.mp4', policy)).toBeUndefined();
    expect(canonical('http://127.1:3000/api/film.mp4', policy)).toBeUndefined();
    expect(canonical('http://localhost.:3000/api/film.mp4', policy)).toBeUndefined();
  });

  it('[VD1] what is too long once it is written out', () => {
    const name = 'я'.repeat(URL_MAX_LENGTH / 6);
    expect(canonical(`https://media.example/${name}.mp4`)).toBeUndefined();
    const room = URL_MAX_LENGTH - 'https://media.example/.mp4'.length;
    expect(canonical(`https://media.example/${'x'.repeat(room)}.mp4`)).toHaveLength(URL_MAX_LENGTH);
    expect(canonical(`https://media.example/${'x'.repeat(room + 1)}.mp4`)).toBeUndefined();
  });
});

describe('a sample of the installation', () => {
  it.each([
    '/samples/clock.mp4',
    ' /samples/clock.mp4 ',
    'https://party.example/samples/clock.mp4',
    'HTTPS://PARTY.EXAMPLE/samples/clock.mp4',
    'https://party.example:443/samples/clock.mp4',
    '/samples/clock.mp4?x=1#t=5',
    '/samples/./clock.mp4',
    '/samples/x/../clock.mp4',
    '/api/../samples/clock.mp4',
  ])('[VD2] %s is kept as the path', (input) => expect(canonical(input)).toBe('/samples/clock.mp4'));

  it.each(['/samples/clock/index.m3u8', 'https://party.example/samples/clock/index.m3u8?x=1'])(
    '[VD2] [VD4] %s is the sample as a stream',
    (input) =>
      expect(parseVideoLink(input, PUBLIC)).toEqual({
        platform: 'hls',
        canonicalUrl: '/samples/clock/index.m3u8',
        capabilities: capabilitiesOf('hls'),
      }),
  );

  it.each(['http://localhost:3000/samples/clock.mp4', 'http://127.0.0.1:3000/samples/clock.mp4'])(
    '[VD2] %s, by every name of a local installation',
    (input) => expect(canonical(input, LOCAL)).toBe('/samples/clock.mp4'),
  );

  it.each([
    '/samples/../api/x.mp4',
    '/samples/../../x.mp4',
    '/samples/%2e%2e/api/x.mp4',
    '/samples/.%2E/api/x.mp4',
    '/samples/..%2fapi%2fx.mp4',
    '/samples/..%5capi%5cx.mp4',
    String.raw`/samples\..\api\x.mp4`,
    '/samples/%2e%2e%2fapi/x.mp4',
    '/samples/\0.mp4',
    '/samples/clock%00.mp4',
    '/Samples/clock.mp4',
    '/samplesclock.mp4',
    '/samples',
    '/samples/',
    '/samples/page.html',
    '/api/x.mp4',
    '/x.mp4',
    '/',
    '//samples/clock.mp4',
  ])('[VD2] %s is none', (input) => expect(canonical(input)).toBeUndefined());

  it.each([
    'https://party.example.evil.example/samples/clock.mp4',
    'https://party.example:8443/samples/clock.mp4',
    '//evil.example/samples/clock.mp4',
  ])('[VD2] %s is somebody else’s', (input) => expect(canonical(input)).not.toBe('/samples/clock.mp4'));
});

describe('private media, for tests', () => {
  const policy = { ...PUBLIC, allowPrivate: true };
  it.each(['http://127.0.0.1:9000/film.mp4', 'http://localhost:9000/film.mp4', 'http://[::1]:9000/film.mp4'])(
    'admits %s',
    (input) => expect(canonical(input, policy)).toBe(input),
  );
  it.each(['javascript:alert(1)//.mp4', 'ftp://localhost/film.mp4', 'http://user@localhost/film.mp4'])(
    'does not admit %s',
    (input) => expect(canonical(input, policy)).toBeUndefined(),
  );
});

it('never throws, whatever is pasted', () => {
  const pieces = [
    'https:',
    '//',
    '/',
    '\\',
    '@',
    ':',
    '[',
    ']',
    '%',
    '%zz',
    '..',
    '?',
    '#',
    '\0',
    ' ',
    'é',
    '\ud800',
    '.mp4',
  ];
  for (const a of pieces)
    for (const b of pieces)
      for (const c of pieces) {
        for (const policy of [PUBLIC, LOCAL, { ownOrigins: [], allowPrivate: true }]) {
          expect(() => parseVideoLink(a + b + c, policy)).not.toThrow();
        }
      }
});

it('[VD2] without an own origin, samples are paths only', () => {
  const policy = { ownOrigins: [], allowPrivate: false };
  expect(canonical('/samples/clock.mp4', policy)).toBe('/samples/clock.mp4');
  expect(canonical('https://localhost/samples/clock.mp4', policy)).toBeUndefined();
});
