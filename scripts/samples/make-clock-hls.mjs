/**
 * Cuts apps/web/public/samples/clock.mp4 into an HLS stream beside it, clock/index.m3u8 and clock/media.mp4, without
 * encoding anything anew: frame n is on show from n / 30 s in both.
 *
 *     node scripts/samples/make-clock-hls.mjs
 *
 * Needs ffmpeg 5 or newer (on PATH, or its name in FFMPEG). Run it after make-clock.mjs. What reads the numbers from the
 * stream's pixels and compares them with its time is apps/e2e/specs/streams.spec.ts; `make-clock.mjs --check` only reads
 * clock.mp4.
 *
 * Why so: one fragmented MP4 that the playlist names byte ranges of is as big as the file that it is cut from and two
 * files instead of sixty; it is called .mp4, which every server knows the type of. Segments of 6 s are three closed
 * groups of pictures and what Apple's authoring rules ask for. Signed composition offsets instead of an edit list let
 * the first frame begin at 0: hls.js, Safari and Chromium treat edit lists in fragments differently. For the same
 * reason the encoder's priming packet, which ends where the film begins, is left out of the sound.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SAMPLES = fileURLToPath(new URL('../../apps/web/public/samples/', import.meta.url));
const SEGMENT_S = 6;

const out = path.join(SAMPLES, 'clock');
await mkdir(out, { recursive: true });
const ffmpeg = spawn(
  process.env.FFMPEG ?? 'ffmpeg',
  [
    ...['-hide_banner', '-loglevel', 'error', '-y', '-i', path.join(SAMPLES, 'clock.mp4')],
    ...['-map', '0', '-c', 'copy', '-bsf:a', String.raw`noise=drop=lt(pts\,0)`],
    ...['-map_metadata', '-1', '-fflags', '+bitexact'],
    ...['-f', 'hls', '-hls_time', String(SEGMENT_S), '-hls_playlist_type', 'vod'],
    ...['-hls_segment_type', 'fmp4', '-hls_flags', 'single_file+independent_segments'],
    ...['-hls_segment_options', 'movflags=+negative_cts_offsets+skip_sidx:use_editlist=0'],
    ...['-hls_segment_filename', 'media.mp4', 'index.m3u8'],
  ],
  { cwd: out, stdio: ['ignore', 'inherit', 'inherit'] },
);
const [code] = await once(ffmpeg, 'exit');
if (code !== 0) throw new Error(`ffmpeg ended with code ${code}`);
