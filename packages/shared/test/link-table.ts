import { expect, it } from '@jest/globals';
import type { Platform } from '../src/video/platform.js';
import { isRefused, parseVideoLink, readVideo, type VideoLink } from '../src/video/video-link.js';

const POLICY = { ownOrigins: ['https://party.example'], allowPrivate: false };

/** What is pasted, and what is to be read from it. */
export type LinkRow = readonly [
  pasted: string,
  expected: Omit<VideoLink, 'platform' | 'capabilities'> & { capabilities?: VideoLink['capabilities'] },
];

/** Holds a platform to a table of links, and to reading its own canonical addresses the same again. */
export function readsLinks(platform: Platform, rows: readonly LinkRow[]): void {
  it.each(rows)('[VD1] %s', (pasted, expected) => {
    const link = parseVideoLink(pasted, POLICY);
    if (isRefused(link)) throw new Error(`${pasted}: ${link.refusal}`);
    expect(link).toMatchObject({ ...expected, platform });
    for (const field of ['startAt', 'playlistId', 'isLive', 'videoId', 'embedUrl'] as const) {
      expect(link[field]).toBe(expected[field]);
    }

    const again = readVideo(platform, link.canonicalUrl);
    expect(again?.canonicalUrl).toBe(link.canonicalUrl);
    expect(again?.embedUrl).toBe(link.embedUrl);
    expect(again?.videoId).toBe(link.videoId);
    expect(again?.capabilities).toEqual(link.capabilities);
    const pastedAgain = parseVideoLink(link.canonicalUrl, POLICY);
    expect(isRefused(pastedAgain) || pastedAgain.canonicalUrl).toBe(link.canonicalUrl);
  });
}

/** Links that must not be taken for anything. */
export function refusesLinks(rows: readonly string[]): void {
  it.each(rows)('[VD1] %s is refused', (pasted) => {
    expect(isRefused(parseVideoLink(pasted, POLICY))).toBe(true);
  });
}

/** Links that only look like the platform's: they are at most pages of an unknown host. */
export function isNotFooledBy(rows: readonly string[]): void {
  it.each(rows)('[VD1] %s is somebody else’s', (pasted) => {
    const link = parseVideoLink(pasted, POLICY);
    expect(isRefused(link) || link.platform === 'iframe').toBe(true);
  });
}
