/**
 * Makes the small media that the browser tests need beside the sample: apps/e2e/media/two-of-each has the first 40 s of
 * apps/web/public/samples/clock.mp4 in two qualities with two sound tracks, as one set of fragments that a DASH manifest
 * (stream.mpd) and HLS playlists (master.m3u8) both name; apps/e2e/media/short.webm has 30 s of it.
 *
 *     node scripts/samples/make-e2e-media.mjs
 *
 * Needs ffmpeg 5 or newer with libx264 and libvpx (on PATH, or its name in FFMPEG). What it makes is kept in the repository:
 * machines that run tests need no ffmpeg. Small on purpose: nobody looks at the picture, only at its size.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SAMPLE = fileURLToPath(new URL('../../apps/web/public/samples/clock.mp4', import.meta.url));
const OUT = fileURLToPath(new URL('../../apps/e2e/media/', import.meta.url));
const EXACT = [
  '-map_metadata',
  '-1',
  '-fflags',
  '+bitexact',
  '-flags:v',
  '+bitexact',
  '-flags:a',
  '+bitexact',
];

await run(OUT, [
  ...['-t', '30', '-i', SAMPLE, '-vf', 'scale=320:180', '-r', '15', ...EXACT],
  ...['-c:v', 'libvpx', '-b:v', '60k', '-c:a', 'libopus', '-b:a', '16k', 'short.webm'],
]);

const streams = path.join(OUT, 'two-of-each');
await rm(streams, { recursive: true, force: true });
await run(streams, [
  ...['-t', '40', '-i', SAMPLE, ...EXACT, '-map', '0:v', '-map', '0:v', '-map', '0:a', '-map', '0:a'],
  ...['-c:v', 'libx264', '-preset', 'veryslow', '-profile:v', 'main', '-pix_fmt', 'yuv420p', '-r', '15'],
  // A group of pictures is a segment: 2 s, so that another quality is seen soon.
  ...['-g', '30', '-keyint_min', '30', '-sc_threshold', '0', '-bf', '0'],
  ...['-filter:v:0', 'scale=640:360', '-b:v:0', '90k', '-filter:v:1', 'scale=320:180', '-b:v:1', '36k'],
  ...['-c:a', 'aac', '-ac', '1', '-ar', '22050', '-b:a', '16k'],
  ...['-metadata:s:a:0', 'language=rus', '-metadata:s:a:1', 'language=eng'],
  ...['-f', 'dash', '-seg_duration', '2', '-single_file', '1', '-use_template', '0', '-use_timeline', '0'],
  ...['-adaptation_sets', 'id=0,streams=v id=1,streams=2 id=2,streams=3'],
  ...['-hls_playlist', '1', 'stream.mpd'],
]);

// The hour at which it was made says nothing, and would make each time another file.
for (const name of await readdir(streams)) {
  if (!name.startsWith('media_')) continue;
  const playlist = await readFile(path.join(streams, name), 'utf8');
  await writeFile(path.join(streams, name), playlist.replace(/^#EXT-X-PROGRAM-DATE-TIME:.*\n/gm, ''));
}

async function run(folder, options) {
  await mkdir(folder, { recursive: true });
  const ffmpeg = spawn(
    process.env.FFMPEG ?? 'ffmpeg',
    ['-hide_banner', '-loglevel', 'error', '-y', ...options],
    {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const [code] = await once(ffmpeg, 'exit');
  if (code !== 0) throw new Error(`ffmpeg ended with code ${code}`);
}
