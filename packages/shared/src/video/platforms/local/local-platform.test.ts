import { describe, expect, it } from '@jest/globals';
import { URL_MAX_LENGTH } from '../../../limits.js';
import { isRefused, parseVideoLink, readVideo } from '../../video-link.js';
import { localAddressOf } from './local-platform.js';

const HASH = 'ab'.repeat(32);
const POLICY = { ownOrigins: ['https://party.example'], allowPrivate: false };
const COPY = { hash: HASH, size: 734_003_200, duration: 5_423.104, name: 'Кино & чай.mkv' };

describe('the address of a file of one’s own', () => {
  it('[VD8] carries what it is recognised by, and is read the same again', () => {
    const address = localAddressOf(COPY);
    const link = parseVideoLink(address, POLICY);
    expect(link).toMatchObject({ platform: 'local', canonicalUrl: address, videoId: HASH });
    expect(readVideo('local', address)?.canonicalUrl).toBe(address);
  });

  it('[VD8] may say nothing of the length', () => {
    const { duration: _, ...unknown } = COPY;
    expect(localAddressOf(unknown)).not.toContain('duration');
    expect(isRefused(parseVideoLink(localAddressOf(unknown), POLICY))).toBe(false);
  });

  it.each(['я'.repeat(500), '🎬'.repeat(200), 'x'.repeat(3_000), '\ud800\ud800.mkv'])(
    '[VD8] is never too long, whatever the file is called',
    (name) => {
      const address = localAddressOf({ ...COPY, name });
      expect(address.length).toBeLessThanOrEqual(URL_MAX_LENGTH);
      const link = parseVideoLink(address, POLICY);
      expect(isRefused(link) || link.canonicalUrl).toBe(address);
    },
  );

  it.each([
    'local:',
    `local:${HASH}`,
    `local:${HASH}?size=0&name=a.mp4`,
    `local:${HASH}?size=-1&name=a.mp4`,
    `local:${HASH}?size=1.5&name=a.mp4`,
    `local:${HASH}?size=1e400&name=a.mp4`,
    `local:${HASH}?size=10`,
    `local:${HASH}?size=10&name=%20`,
    `local:${HASH}?size=10&name=${'x'.repeat(201)}`,
    `local:${HASH.toUpperCase()}?size=10&name=a.mp4`,
    `local://${HASH}?size=10&name=a.mp4`,
    'local:../etc/passwd?size=10&name=a.mp4',
    `https://local:${HASH}?size=10&name=a.mp4`,
  ])('[VD8] %s is none', (address) => {
    const link = parseVideoLink(address, POLICY);
    expect(isRefused(link) || link.platform !== 'local').toBe(true);
  });
});
