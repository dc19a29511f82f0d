import '../../../testing/browser-globals.js';

import { describe, expect, it } from '@jest/globals';
import { SUBTITLES_MAX_BYTES } from '@watchparty/shared';

import { fetchSubtitles, readSubtitlesFile } from './load-subtitles.js';

const TEXT = '00:01 --> 00:02\nHi';

/** Of a response what is read of it. */
function answering(bytes: Uint8Array, { ok = true, length }: { ok?: boolean; length?: number } = {}) {
  const headers = new Map(length === undefined ? [] : [['content-length', String(length)]]);
  const response = { ok, headers, arrayBuffer: () => Promise.resolve(bytes.buffer) };
  return (() => Promise.resolve(response)) as unknown as typeof fetch;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const load = (send: typeof fetch) => fetchSubtitles('https://a.example/a.vtt', { fetch: send });

describe('subtitles of an address', () => {
  it('are its cues', async () => {
    expect(await load(answering(bytesOf(TEXT)))).toEqual([{ start: 1, end: 2, runs: [{ text: 'Hi' }] }]);
  });

  it.each([
    ['a host that does not let us read it', () => Promise.reject(new TypeError('CORS')), 'unreachable'],
    ['a place where they are no more', answering(bytesOf(TEXT), { ok: false }), 'unreachable'],
    ['a page', answering(bytesOf('<!doctype html>')), 'unreadable'],
    ['a film', answering(bytesOf(TEXT), { length: 1_000_000_000 }), 'too_large'],
    ['a film that does not say so', answering(new Uint8Array(SUBTITLES_MAX_BYTES + 1)), 'too_large'],
  ])('are none of %s', async (_name, send, problem) => {
    await expect(load(send)).rejects.toMatchObject({ problem });
  });
});

describe('subtitles of a file', () => {
  const fileOf = (bytes: Uint8Array): Blob =>
    ({ size: bytes.length, arrayBuffer: () => Promise.resolve(bytes.buffer) }) as Blob;

  it('are its text', async () => {
    expect(await readSubtitlesFile(fileOf(bytesOf(TEXT)))).toBe(TEXT);
  });

  it('are looked at before anybody hears of them', async () => {
    await expect(readSubtitlesFile(fileOf(bytesOf('nothing')))).rejects.toMatchObject({
      problem: 'unreadable',
    });
    const large = fileOf(new Uint8Array(SUBTITLES_MAX_BYTES + 1));
    await expect(readSubtitlesFile(large)).rejects.toMatchObject({ problem: 'too_large' });
  });
});
