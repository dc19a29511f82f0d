/**
 * The sample video that every installation serves: a clock that a person can read and, along the bottom edge of
 * the picture, a strip of white and black cells that says in bits which frame is on show. Tests sample the strip's
 * pixels to learn what a viewer really sees, whatever size the picture is drawn at.
 *
 * This module is the only place that knows the strip's geometry: the generator of the video
 * (`scripts/samples/make-clock.mjs`) draws from it, the decoder below reads with it. Whoever changes a number here
 * has to make the video anew.
 *
 * The strip, from left to right, one cell each (1 is white, 0 is black):
 *
 *     start marker | frame number, highest bit first | check bits, highest bit first | end marker
 *         1010     |            14 bits              |     CRC-6 of the number       |   1101
 */

/** Path of the video on our own origin. */
export const CLOCK_SAMPLE_PATH = '/samples/clock.mp4';

/**
 * Path of the same video as an HLS playlist on our own origin, cut from the file without encoding it anew
 * (`scripts/samples/make-clock-hls.mjs`): the same frames at the same times.
 */
export const CLOCK_SAMPLE_HLS_PATH = '/samples/clock/index.m3u8';

/** Path of the poster (1280x720 JPEG) on our own origin. */
export const CLOCK_SAMPLE_POSTER_PATH = '/samples/clock.jpg';

/** Length of the video, in seconds. */
export const CLOCK_SAMPLE_DURATION_S = 360;

/** Frame rate, constant, in frames per second. Frame `n` is on show from `n / fps` to `(n + 1) / fps` seconds. */
export const CLOCK_SAMPLE_FPS = 30;

/** Number of frames: the first is 0, the last is one less than this. */
export const CLOCK_SAMPLE_FRAME_COUNT = CLOCK_SAMPLE_DURATION_S * CLOCK_SAMPLE_FPS;

/** Width of the encoded picture, in pixels. */
export const CLOCK_SAMPLE_WIDTH_PX = 1280;

/** Height of the encoded picture, in pixels. */
export const CLOCK_SAMPLE_HEIGHT_PX = 720;

/** Cells at the strip's left end, always the same (1 is white). */
export const CLOCK_STRIP_START_MARKER: readonly number[] = [1, 0, 1, 0];

/** Cells at the strip's right end, always the same; unlike the start, so that a mirrored strip is refused. */
export const CLOCK_STRIP_END_MARKER: readonly number[] = [1, 1, 0, 1];

/** Number of cells that hold the frame number, highest bit first. */
export const CLOCK_STRIP_FRAME_BITS = 14;

/** Number of cells that hold the check bits, highest bit first. */
export const CLOCK_STRIP_CHECK_BITS = 6;

/** Number of all cells of the strip, markers included. */
export const CLOCK_STRIP_CELL_COUNT =
  CLOCK_STRIP_START_MARKER.length +
  CLOCK_STRIP_FRAME_BITS +
  CLOCK_STRIP_CHECK_BITS +
  CLOCK_STRIP_END_MARKER.length;

/**
 * Width of one cell, as a fraction of the picture's width: 32 of 1280 pixels, two of H.264's macroblocks, so that a
 * cell's edges lie on block edges; 8 pixels when the picture is 320 wide.
 */
export const CLOCK_STRIP_CELL_WIDTH = 32 / CLOCK_SAMPLE_WIDTH_PX;

/** Height of the strip, as a fraction of the picture's height: 16 of 720 pixels, 4 when the picture is 320 wide. */
export const CLOCK_STRIP_HEIGHT = 16 / CLOCK_SAMPLE_HEIGHT_PX;

/** Left edge of the strip (centred), as a fraction of the picture's width. */
export const CLOCK_STRIP_X = (1 - CLOCK_STRIP_CELL_COUNT * CLOCK_STRIP_CELL_WIDTH) / 2;

/** Upper edge of the strip, as a fraction of the picture's height; its lower edge is the picture's. */
export const CLOCK_STRIP_Y = 1 - CLOCK_STRIP_HEIGHT;

/** Least difference between the markers' white and black, in luma steps (0..255), for the strip to be believed. */
const MIN_CONTRAST = 60;

/** How far from the middle between white and black a cell must be, as a fraction of their difference. */
const MIN_CERTAINTY = 0.15;

/** Where a cell is sampled, from its centre, as fractions of its size: well inside, edges are blurred. */
const SAMPLE_OFFSETS: readonly number[] = [-0.2, 0, 0.2];

/** CRC-6 with the polynomial x^6 + x + 1: any one or two wrong cells are noticed. */
function checkBits(frame: number): number {
  let crc = 0;
  for (let bit = CLOCK_STRIP_FRAME_BITS - 1; bit >= 0; bit -= 1) {
    const carry = ((crc >> (CLOCK_STRIP_CHECK_BITS - 1)) & 1) ^ ((frame >> bit) & 1);
    crc = (crc << 1) & ((1 << CLOCK_STRIP_CHECK_BITS) - 1);
    if (carry === 1) crc ^= 0b000011;
  }
  // Never 0 for frame 0, so that a strip of which only the markers were drawn is not taken for frame 0.
  return crc ^ 0b010101;
}

/** The `count` lowest bits of `value`, highest first. */
function toBits(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => (value >> (count - 1 - index)) & 1);
}

/** The number whose bits, highest first, are `bits`. */
function fromBits(bits: readonly number[]): number {
  return bits.reduce((value, bit) => value * 2 + bit, 0);
}

/** Mean of `values`, which must not be empty. */
function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The strip's cells for a frame, from left to right: 1 is white, 0 is black.
 *
 * @param frame number of the frame, a whole number from 0 to {@link CLOCK_SAMPLE_FRAME_COUNT} - 1
 * @throws RangeError when there is no such frame
 */
export function encodeFrameNumber(frame: number): number[] {
  if (!Number.isInteger(frame) || frame < 0 || frame >= CLOCK_SAMPLE_FRAME_COUNT) {
    throw new RangeError(`no frame ${frame} in the clock sample`);
  }
  return [
    ...CLOCK_STRIP_START_MARKER,
    ...toBits(frame, CLOCK_STRIP_FRAME_BITS),
    ...toBits(checkBits(frame), CLOCK_STRIP_CHECK_BITS),
    ...CLOCK_STRIP_END_MARKER,
  ];
}

/**
 * Reads from the strip which frame is on show.
 *
 * @param luma brightness (0..255) of the picture at a point; x and y are fractions (0..1) of the picture's width and
 *   height, from its upper left corner. The picture is the film without the bars that a player may put around it.
 * @returns the frame's number, or undefined when the strip is not there, is too faint, is blended from two frames,
 *   or when its markers or its check bits do not fit
 */
export function decodeFrameNumber(luma: (x: number, y: number) => number): number | undefined {
  const levels = Array.from({ length: CLOCK_STRIP_CELL_COUNT }, (_, cell) =>
    mean(
      SAMPLE_OFFSETS.flatMap((dy) =>
        SAMPLE_OFFSETS.map((dx) =>
          luma(
            CLOCK_STRIP_X + (cell + 0.5 + dx) * CLOCK_STRIP_CELL_WIDTH,
            CLOCK_STRIP_Y + (0.5 + dy) * CLOCK_STRIP_HEIGHT,
          ),
        ),
      ),
    ),
  );

  const endAt = CLOCK_STRIP_CELL_COUNT - CLOCK_STRIP_END_MARKER.length;
  const markers = [
    ...CLOCK_STRIP_START_MARKER.map((bit, index) => ({ bit, level: levels[index] ?? NaN })),
    ...CLOCK_STRIP_END_MARKER.map((bit, index) => ({ bit, level: levels[endAt + index] ?? NaN })),
  ];
  const white = mean(markers.filter(({ bit }) => bit === 1).map(({ level }) => level));
  const black = mean(markers.filter(({ bit }) => bit === 0).map(({ level }) => level));
  const contrast = white - black;
  // Written so that NaN (a sample outside the picture, say) is refused as well.
  if (!(contrast >= MIN_CONTRAST)) return undefined;

  const middle = (white + black) / 2;
  if (!levels.every((level) => Math.abs(level - middle) >= contrast * MIN_CERTAINTY)) return undefined;
  const cells = levels.map((level) => (level > middle ? 1 : 0));

  const frameAt = CLOCK_STRIP_START_MARKER.length;
  const frame = fromBits(cells.slice(frameAt, frameAt + CLOCK_STRIP_FRAME_BITS));
  if (frame >= CLOCK_SAMPLE_FRAME_COUNT) return undefined;
  // Comparing the whole strip covers both markers and the check bits.
  return encodeFrameNumber(frame).every((bit, index) => bit === cells[index]) ? frame : undefined;
}
