import { parseSubtitles, SUBTITLES_MAX_BYTES, type SubtitleCue } from '@watchparty/shared';

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

/** Fetches subtitles from wherever they are, which has to allow that (CORS). @throws SubtitlesError */
export async function fetchSubtitles(
  url: string,
  { fetch: send, signal }: { fetch: typeof fetch; signal?: AbortSignal },
): Promise<SubtitleCue[]> {
  let bytes: ArrayBuffer;
  try {
    const response = await send(url, { credentials: 'omit', ...(signal && { signal }) });
    if (!response.ok) throw new SubtitlesError('unreachable');
    if (Number(response.headers.get('content-length') ?? 0) > SUBTITLES_MAX_BYTES)
      throw new SubtitlesError('too_large');
    bytes = await response.arrayBuffer();
  } catch (cause) {
    throw cause instanceof SubtitlesError ? cause : new SubtitlesError('unreachable', { cause });
  }
  if (bytes.byteLength > SUBTITLES_MAX_BYTES) throw new SubtitlesError('too_large');
  return readSubtitles(decodeSubtitles(new Uint8Array(bytes)));
}
