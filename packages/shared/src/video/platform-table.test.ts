import { describe, expect, it } from '@jest/globals';
import { contentSecurityPolicy } from '../security/security-headers.js';
import { PLATFORMS } from './platform.js';
import { capabilitiesOf, PLATFORM_TABLE } from './platform-table.js';
import { isRefused, parseVideoLink } from './video-link.js';

const POLICY = { ownOrigins: ['https://party.example'], allowPrivate: false };

/** One link of each kind of frame that a platform has. */
const FRAMED = [
  'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
  'https://www.youtube.com/playlist?list=PLFgquLnL59alCl_2TQvOiD5Vgm1hCaGSI',
  'https://www.twitch.tv/nasa',
  'https://www.twitch.tv/videos/1234567890',
  'https://clips.twitch.tv/AwkwardHelplessSalamander-x_1',
  'https://vimeo.com/76979871/0a1b2c3d4e',
  'https://www.dailymotion.com/video/x84sh87',
  'https://soundcloud.com/forss/flickermood',
  'https://api.soundcloud.com/tracks/293',
  'https://rutube.ru/video/0123456789abcdef0123456789abcdef/',
  'https://vkvideo.ru/video-22822305_456241864',
  'https://ok.ru/video/1234567890123',
  'https://dzen.ru/embed/vh1fMeui3d3Y',
  'https://widgets.kinopoisk.ru/discovery/trailer/167560',
];

describe('the table', () => {
  it('has a row for every platform but for one’s own files, once', () => {
    const rows = PLATFORM_TABLE.map(({ platform }) => platform).filter((platform) => platform !== 'local');
    expect(rows.toSorted()).toEqual(PLATFORMS.filter((platform) => platform !== 'local').toSorted());
  });

  it('[VD5] names each host once, as browsers write it', () => {
    const hosts = PLATFORM_TABLE.flatMap((row) => row.hosts ?? []);
    expect(new Set(hosts).size).toBe(hosts.length);
    for (const host of hosts) expect(new URL(`https://${host}/`).host).toBe(host);
  });

  it('[VD7] ends with what takes everything', () => {
    expect(PLATFORM_TABLE.at(-1)?.platform).toBe('iframe');
    const takesAll = PLATFORM_TABLE.filter((row) => row.parse(new URL('https://x.example/')) !== undefined);
    expect(takesAll.map(({ platform, hosts }) => hosts ?? platform)).toEqual(['iframe']);
  });

  it('opens scripts to addresses of vendors only, and never to a whole host', () => {
    for (const source of PLATFORM_TABLE.flatMap((row) => row.sources.script ?? [])) {
      expect(new URL(source)).toMatchObject({ protocol: 'https:', href: source });
      expect(new URL(source).pathname).not.toBe('/');
    }
  });

  it.each(FRAMED)('the policy lets the frame of %s in by its own name', (pasted) => {
    const link = parseVideoLink(pasted, POLICY);
    if (isRefused(link)) throw new Error(link.refusal);
    const row = PLATFORM_TABLE.find(({ platform }) => platform === link.platform);
    expect(row?.sources.frame).toContain(new URL(link.embedUrl ?? '').origin);
    const policy = contentSecurityPolicy({ publicUrl: 'https://party.example', allowPrivateMedia: false });
    expect(policy['frame-src']).toContain(new URL(link.embedUrl ?? '').origin);
  });

  it('knows what each player can do', () => {
    for (const { platform, capabilities } of PLATFORM_TABLE) {
      expect(capabilitiesOf(platform)).toBe(capabilities);
      // What cannot be asked for its time cannot be kept in time either.
      if (!capabilities.time) expect(capabilities).toMatchObject({ seek: false, rate: 'none' });
    }
    expect(capabilitiesOf('local')).toBe(
      PLATFORM_TABLE.find((row) => row.platform === 'local')?.capabilities,
    );
  });
});
