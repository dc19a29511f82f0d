import '../../../testing/browser-globals.js';

import { describe, expect, it, jest } from '@jest/globals';
import { SUBTITLES_MAX_BYTES } from '@watchparty/shared';

import { fetchSubtitles, readSubtitlesFile } from './load-subtitles.js';

const TEXT = '00:01 --> 00:02\nHi';

/** Of a response what is read of it. */
function answering(
  pieces: Iterable<Uint8Array>,
  { ok = true, onCancel = () => undefined }: { ok?: boolean; onCancel?: () => void } = {},
) {
  const iterator = pieces[Symbol.iterator]();
  const reader = {
    read: () => Promise.resolve(iterator.next()),
    cancel: () => {
      onCancel();
      return Promise.resolve();
    },
  };
  return (() => Promise.resolve({ ok, body: { getReader: () => reader } })) as unknown as typeof fetch;
}

/** A host that takes the request, and then nothing. */
const silent = ((_url: string, { signal }: { signal: AbortSignal }) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  })) as typeof fetch;

/** What never ends. */
function* stream(): Generator<Uint8Array> {
  for (;;) yield new Uint8Array(64 * 1024);
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const load = (send: typeof fetch) => fetchSubtitles('https://a.example/a.vtt', { fetch: send });

describe('subtitles of an address', () => {
  it('are its cues', async () => {
    expect(await load(answering([bytesOf(TEXT)]))).toEqual([{ start: 1, end: 2, runs: [{ text: 'Hi' }] }]);
  });

  it.each([
    ['a host that does not let us read it', () => Promise.reject(new TypeError('CORS')), 'unreachable'],
    ['a place where they are no more', answering([bytesOf(TEXT)], { ok: false }), 'unreachable'],
    ['a page', answering([bytesOf('<!doctype html>')]), 'unreadable'],
  ])('are none of %s', async (_name, send, problem) => {
    await expect(load(send)).rejects.toMatchObject({ problem });
  });

  it('are read in the pieces in which they come', async () => {
    const [head, tail] = [bytesOf(TEXT).slice(0, 20), bytesOf(TEXT).slice(20)];
    expect(await load(answering([head, tail]))).toEqual([{ start: 1, end: 2, runs: [{ text: 'Hi' }] }]);
  });

  it('are not read beyond what subtitles may have, however much there is', async () => {
    const onCancel = jest.fn();
    const endless = answering(stream(), { onCancel });
    await expect(load(endless)).rejects.toMatchObject({ problem: 'too_large' });
    expect(onCancel).toHaveBeenCalledTimes(1);
  });

  it('are not waited for without an end, nor longer than anybody wants them', async () => {
    const slow = fetchSubtitles('https://a.example/a.vtt', { fetch: silent, timeoutMs: 1 });
    await expect(slow).rejects.toMatchObject({ problem: 'unreachable' });
    const abort = new AbortController();
    const unwanted = fetchSubtitles('https://a.example/a.vtt', { fetch: silent, signal: abort.signal });
    abort.abort();
    await expect(unwanted).rejects.toMatchObject({ problem: 'unreachable' });
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
