/**
 * Makes the sample video that every installation serves, apps/web/public/samples/clock.mp4, and its poster clock.jpg.
 *
 *     node scripts/samples/make-clock.mjs                     all of it (some 15 minutes on two cores)
 *     node scripts/samples/make-clock.mjs --seconds=10 --out=/tmp/try --keep
 *                                                             a short try elsewhere, intermediate files kept
 *     ... --draw-only --keep --out=..., then ... --encode-only --keep --out=...
 *                                                             both halves by themselves
 *     node scripts/samples/make-clock.mjs --check             reads the frame numbers back out of the finished file
 *
 * Needs ffmpeg (with libx264) and Chromium on PATH (or their names in FFMPEG and CHROMIUM), and the repository's
 * node_modules for `typescript`. Nothing else, and no network.
 *
 * How: Chromium draws each frame on a canvas (clock-scene.mjs) and posts its pixels to this script, which pipes them
 * into a lossless intermediate file; clock-audio.mjs works out the sound; x264 then encodes in two passes, so that
 * the size is known beforehand. The strip's geometry comes from packages/shared/src/samples/clock-sample.ts, the
 * module the decoder lives in: it is transpiled on the fly, so that there is one place for the numbers.
 *
 * Why these settings: closed groups of pictures of two seconds make seeks exact and quick (groups of one second spend
 * some 70 % of the bits on key frames, and what moves smears); 30 constant frames a second make frame n start at
 * n / 30 s; High profile, level 3.1, in yuv420p and AAC-LC play everywhere that Telegram runs; the index lies at the
 * front, so that play begins with the first bytes; and the file stays under 8 MB, because it is in the repository and
 * in every image. Everything is seeded: the same tools make the same film, but for the rounding of a pixel here and
 * there.
 */

import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { renderAudio, SAMPLE_RATE } from './clock-audio.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FFMPEG = process.env.FFMPEG ?? 'ffmpeg';
const CHROMIUM = process.env.CHROMIUM ?? 'chromium';

const VIDEO_KBITS = 110;
const AUDIO_KBITS = 48;
const MAX_BYTES = 8_000_000;
/** Frames from one key frame to the next. */
const GOP_FRAMES = 60;
/** The frame that is the poster: night, the tower shows its sign. */
const POSTER_FRAME = 83 * 30;

const options = Object.fromEntries(
  process.argv.slice(2).map((argument) => {
    const [name, value = 'true'] = argument.replace(/^--/, '').split('=');
    return [name, value];
  }),
);

/** clock-sample.ts as plain JavaScript. */
async function transpileSample() {
  const require = createRequire(path.join(ROOT, 'packages/shared/package.json'));
  const ts = require('typescript');
  const source = await readFile(path.join(ROOT, 'packages/shared/src/samples/clock-sample.ts'), 'utf8');
  const { ScriptTarget, ModuleKind } = ts;
  return ts.transpileModule(source, {
    compilerOptions: { target: ScriptTarget.ES2022, module: ModuleKind.ES2022 },
  }).outputText;
}

/** Starts ffmpeg; `done` settles when it ends. */
function ffmpeg(args, { stdin = 'ignore', stdout = 'ignore', cwd } = {}) {
  const child = spawn(FFMPEG, ['-hide_banner', '-loglevel', 'error', '-y', ...args], {
    stdio: [stdin, stdout, 'inherit'],
    cwd,
  });
  const done = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`ffmpeg ended with code ${code}`)),
    );
  });
  return { child, done };
}

/** The page: draws frame after frame and posts each one's pixels; draws the next while the last one travels. */
const PAGE = `<!doctype html><meta charset="utf-8"><script type="module">
import * as sample from '/clock-sample.mjs';
import { createScene } from '/clock-scene.mjs';
const query = new URLSearchParams(location.search);
const canvas = new OffscreenCanvas(1280, 720);
const ctx = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
const draw = createScene(sample);
const post = (path, body) => fetch(path, { method: 'POST', body });
try {
  let sent = Promise.resolve();
  for (let frame = Number(query.get('from')); frame < Number(query.get('to')); frame += 1) {
    draw(ctx, frame);
    const pixels = ctx.getImageData(0, 0, 1280, 720).data;
    await sent;
    sent = post('/frame', pixels);
  }
  await sent;
  await post('/done', '');
} catch (error) {
  await post('/failed', String(error?.stack ?? error));
}
</script>`;

/** Has Chromium draw the frames from `from` up to, not including, `to`; their RGBA pixels go to `sink`, in order. */
async function drawFrames(sample, from, to, sink) {
  const scene = await readFile(new URL('./clock-scene.mjs', import.meta.url));
  const files = new Map([
    ['/', ['text/html', PAGE]],
    ['/clock-sample.mjs', ['text/javascript', sample]],
    ['/clock-scene.mjs', ['text/javascript', scene]],
  ]);
  let finish;
  let fail;
  const finished = new Promise((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  let drawn = 0;
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (request.method !== 'POST') {
      const file = files.get(pathname);
      response.writeHead(file ? 200 : 404, { 'content-type': file?.[0] ?? 'text/plain' });
      response.end(file?.[1]);
      return;
    }
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (pathname === '/frame') {
      if (!sink.write(body)) await once(sink, 'drain');
      drawn += 1;
      if (drawn % 300 === 0) console.log(`drawn ${drawn} of ${to - from} frames`);
    }
    response.end();
    if (pathname === '/done') finish();
    if (pathname === '/failed') fail(new Error(`the scene failed: ${body.toString()}`));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const profile = await mkdtemp(path.join(tmpdir(), 'make-clock-'));
  const browser = spawn(
    CHROMIUM,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--force-color-profile=srgb',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      `http://127.0.0.1:${server.address().port}/?from=${from}&to=${to}`,
    ],
    { stdio: 'ignore' },
  );
  browser.once('error', fail);
  browser.once('exit', (code) => fail(new Error(`Chromium ended early with code ${code}`)));
  try {
    await finished;
  } finally {
    browser.removeAllListeners('exit');
    if (browser.exitCode === null && browser.pid !== undefined) {
      browser.kill();
      await once(browser, 'exit');
    }
    server.closeAllConnections();
    server.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** sRGB pixels to BT.709 limited range, as all players assume for HD. */
const TO_YUV = 'scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv420p';
const COLOUR_TAGS = [
  '-colorspace',
  'bt709',
  '-color_primaries',
  'bt709',
  '-color_trc',
  'bt709',
  '-color_range',
  'tv',
];

async function drawFilm(sample, fps, seconds, file) {
  const { child, done } = ffmpeg(
    [
      ...['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', '1280x720', '-r', String(fps), '-i', 'pipe:0'],
      ...[
        '-vf',
        TO_YUV,
        ...COLOUR_TAGS,
        '-c:v',
        'libx264',
        '-qp',
        '0',
        '-preset',
        'ultrafast',
        '-g',
        '30',
        file,
      ],
    ],
    { stdin: 'pipe' },
  );
  const from = Number(options.from ?? 0) * fps;
  await Promise.race([done, drawFrames(sample, from, from + seconds * fps, child.stdin)]);
  child.stdin.end();
  await done;
}

async function drawPoster(sample, file) {
  const { child, done } = ffmpeg(
    [
      ...['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', '1280x720', '-i', 'pipe:0'],
      // Without the strip: what lies above it, stretched by its 16 lines.
      ...['-vf', 'crop=1252:704:14:0,scale=960:540:flags=lanczos', '-frames:v', '1', '-q:v', '5', file],
    ],
    { stdin: 'pipe' },
  );
  const frame = Number(options.poster ?? POSTER_FRAME);
  await Promise.race([done, drawFrames(sample, frame, frame + 1, child.stdin)]);
  child.stdin.end();
  await done;
}

async function makeSound(seconds, file) {
  const { child, done } = ffmpeg(
    ['-f', 'f32le', '-ar', String(SAMPLE_RATE), '-ac', '1', '-i', 'pipe:0', '-c:a', 'pcm_s16le', file],
    { stdin: 'pipe' },
  );
  const samples = renderAudio(seconds);
  child.stdin.end(Buffer.from(samples.buffer));
  await done;
}

async function encode(work, film, sound, target) {
  const kbits = String(options.kbits ?? VIDEO_KBITS);
  const video = [
    ...['-c:v', 'libx264', '-preset', options.preset ?? 'slow', '-tune', 'animation'],
    // Level 3.1 and few references: any phone's decoder takes it.
    ...['-profile:v', 'high', '-level:v', '3.1', '-refs', '4', '-pix_fmt', 'yuv420p', ...COLOUR_TAGS],
    ...[
      '-b:v',
      `${kbits}k`,
      '-g',
      String(GOP_FRAMES),
      '-keyint_min',
      String(GOP_FRAMES),
      '-sc_threshold',
      '0',
    ],
    // Dark areas get their share of bits, or the night sky falls into steps; a higher qcomp and a bound for the
    // quantiser give what moves (tenths, birds, sparks) its share, or it smears beside the still picture.
    ...['-flags', '+cgop', '-aq-mode', '3', '-x264-params', 'qcomp=0.8:qpmax=48'],
  ];
  await ffmpeg(['-i', film, ...video, '-pass', '1', '-an', '-f', 'null', '-'], { cwd: work }).done;
  await ffmpeg(
    [
      ...['-i', film, '-i', sound, '-map', '0:v', '-map', '1:a', ...video, '-pass', '2'],
      ...[
        '-c:a',
        'aac',
        // The plain coder: at this rate the usual one strays 8 dB further from the source and overshoots by 4 dB.
        '-aac_coder',
        'fast',
        '-b:a',
        `${AUDIO_KBITS}k`,
        '-ac',
        '1',
        '-map_metadata',
        '-1',
        '-fflags',
        '+bitexact',
      ],
      ...['-metadata', 'title=WatchParty clock', '-movflags', '+faststart', target],
    ],
    { cwd: work },
  ).done;
}

/** Decodes frames of the finished film at two sizes and compares the numbers they show with their places. */
async function check(sample, target) {
  const module = await import(`data:text/javascript,${encodeURIComponent(sample)}`);
  let wrongInAll = 0;
  for (const width of [module.CLOCK_SAMPLE_WIDTH_PX, 320]) {
    const height = (width * 9) / 16;
    const { child, done } = ffmpeg(
      [
        '-i',
        target,
        '-vf',
        `scale=${width}:${height}:flags=bilinear`,
        '-pix_fmt',
        'gray',
        '-f',
        'rawvideo',
        'pipe:1',
      ],
      { stdout: 'pipe' },
    );
    const size = width * height;
    const picture = Buffer.alloc(size);
    let filled = 0;
    let frame = 0;
    let wrong = 0;
    for await (const chunk of child.stdout) {
      for (let at = 0; at < chunk.length;) {
        const taken = chunk.copy(picture, filled, at);
        filled += taken;
        at += taken;
        if (filled < size) continue;
        filled = 0;
        const luma = (x, y) => picture[Math.floor(y * height) * width + Math.floor(x * width)] ?? NaN;
        if (module.decodeFrameNumber(luma) !== frame) wrong += 1;
        frame += 1;
      }
    }
    await done;
    console.log(`${width} wide: ${frame} frames, ${wrong} read wrong`);
    wrongInAll += wrong;
    if (frame !== module.CLOCK_SAMPLE_FRAME_COUNT) wrongInAll += 1;
  }
  if (wrongInAll > 0) process.exitCode = 1;
}

async function main() {
  const sample = await transpileSample();
  const module = await import(`data:text/javascript,${encodeURIComponent(sample)}`);
  const out = path.resolve(options.out ?? path.join(ROOT, 'apps/web/public/samples'));
  const target = path.join(out, 'clock.mp4');
  if (options.check) return check(sample, target);

  const started = Date.now();
  const seconds = Number(options.seconds ?? module.CLOCK_SAMPLE_DURATION_S);
  const work = options.keep ? out : await mkdtemp(path.join(tmpdir(), 'clock-film-'));
  await mkdir(out, { recursive: true });
  const film = path.join(work, 'film.mkv');
  const sound = path.join(work, 'sound.wav');
  if (options.poster) return drawPoster(sample, path.join(out, 'clock.jpg'));
  if (!options['encode-only']) {
    await drawPoster(sample, path.join(out, 'clock.jpg'));
    await makeSound(seconds, sound);
    await drawFilm(sample, module.CLOCK_SAMPLE_FPS, seconds, film);
  }
  if (options['draw-only']) return;
  await encode(work, film, sound, target);
  if (!options.keep) await rm(work, { recursive: true, force: true });

  const { size } = await stat(target);
  console.log(`${target}: ${size} bytes, made in ${Math.round((Date.now() - started) / 1000)} s`);
  if (size >= MAX_BYTES) throw new Error(`too big: ${size} bytes, ${MAX_BYTES} or more`);
  if (seconds === module.CLOCK_SAMPLE_DURATION_S) await check(sample, target);
}

await main();
