import { parseSubtitles, SUBTITLES_MAX_BYTES, type SubtitleCue } from '@watchparty/shared';

import { abortAfter } from '../../../lib/abort-after.js';
import { decodeSubtitles } from './decode-subtitles.js';

/** What is wrong with subtitles: their place does not give them to us, or they are none. */
export type SubtitlesProblem = 'unreachable' | 'unreadable' | 'too_large';

export class SubtitlesError extends Error {
  readonly problem: SubtitlesProblem;

  constructor(problem: SubtitlesProblem, options?: ErrorOptions) {
    super(`subtitles: ${problem}`, options);
    this.name = 'SubtitlesError';
    this.problem = problem;
  }
}

/** @throws SubtitlesError `unreadable` where there is not one cue in them */
export function readSubtitles(text: string): SubtitleCue[] {
  const { cues } = parseSubtitles(text);
  if (cues.length === 0) throw new SubtitlesError('unreadable');
  return cues;
}

/** The text of a file that somebody picked. @throws SubtitlesError */
export async function readSubtitlesFile(file: Blob): Promise<string> {
  if (file.size > SUBTITLES_MAX_BYTES) throw new SubtitlesError('too_large');
  const text = decodeSubtitles(new Uint8Array(await file.arrayBuffer()));
  readSubtitles(text);
  return text;
}

interface FetchSubtitlesOptions {
  fetch: typeof fetch;
  signal?: AbortSignal;
  /** Milliseconds for all of it, {@link FETCH_TIMEOUT_MS} unless said otherwise. */
  timeoutMs?: number;
}

/** As long as anybody looks at a button that is busy. */
const FETCH_TIMEOUT_MS = 15_000;

/**
 * Fetches subtitles from wherever they are, which has to allow that (CORS). Whoever brought them chose the place, so what
 * comes from there is taken for anything: no more of it is read than subtitles may have, and for so long.
 *
 * @throws SubtitlesError
 */
export async function fetchSubtitles(
  url: string,
  { fetch: send, signal: outer, timeoutMs = FETCH_TIMEOUT_MS }: FetchSubtitlesOptions,
): Promise<SubtitleCue[]> {
  const { signal, release } = abortAfter(timeoutMs, outer);
  try {
    const response = await send(url, { credentials: 'omit', signal });
    if (!response.ok || !response.body) throw new SubtitlesError('unreachable');
    return readSubtitles(decodeSubtitles(await readWhole(response.body)));
  } catch (cause) {
    throw cause instanceof SubtitlesError ? cause : new SubtitlesError('unreachable', { cause });
  } finally {
    release();
  }
}

async function readWhole(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = body.getReader();
  const bytes = new Uint8Array(SUBTITLES_MAX_BYTES);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes.subarray(0, length);
    if (length + value.length > bytes.length) {
      await reader.cancel();
      throw new SubtitlesError('too_large');
    }
    bytes.set(value, length);
    length += value.length;
  }
}
