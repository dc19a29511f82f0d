import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type Image, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import { type CardContent, drawable } from './card-content.js';

/** What Telegram shows without cutting anything off. */
export const CARD_WIDTH = 1200;
export const CARD_HEIGHT = 630;
const JPEG_QUALITY = 86;
/** Of the picture of a video: more would take the memory of a node with a few hundred bytes. */
const THUMBNAIL_MAX_PIXELS = 16_000_000;

const MARGIN = 72;
const TITLE_LINES = 3;
const FACE_RADIUS = 40;
const FACE_STEP = 62;

const SUBSETS = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek'] as const;
const WEIGHTS = [600, 700] as const;
const FAMILY = SUBSETS.map((subset) => `"Card ${subset}"`).join(', ');

/** @param thumbnail JPEG, PNG or WebP; anything else is left out */
export type PaintCard = (content: CardContent, thumbnail: Buffer | undefined) => Promise<Buffer>;

/** Fonts are read with the first card, and once: the canvas keeps them for the whole process. */
export function createCardPainter(): PaintCard {
  let fonts: Promise<void> | undefined;
  return async (content, thumbnail) => {
    await (fonts ??= registerFonts());
    const canvas = createCanvas(CARD_WIDTH, CARD_HEIGHT);
    const context = canvas.getContext('2d');
    const picture = thumbnail && (await decode(thumbnail));
    paintGround(context, content.roomId, picture);
    paintWords(context, content);
    paintFaces(context, content);
    return canvas.encode('jpeg', JPEG_QUALITY);
  };
}

async function registerFonts(): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  for (const subset of SUBSETS) {
    for (const weight of WEIGHTS) {
      const file = resolve(`@fontsource/inter/files/inter-${subset}-${weight}-normal.woff2`);
      GlobalFonts.register(await readFile(file), `Card ${subset}`);
    }
  }
}

/** By their first bytes: the canvas would read SVG as well, and with it whatever that refers to. */
const SIGNATURES = [/^\xff\xd8\xff/, /^\x89PNG\r\n/, /^RIFF[\s\S]{4}WEBP/];

async function decode(bytes: Buffer): Promise<Image | undefined> {
  const head = bytes.subarray(0, 12).toString('latin1');
  if (!SIGNATURES.some((signature) => signature.test(head))) return undefined;
  try {
    const image = await loadImage(bytes);
    const pixels = image.width * image.height;
    return pixels > 0 && pixels <= THUMBNAIL_MAX_PIXELS ? image : undefined;
  } catch {
    return undefined;
  }
}

function paintGround(context: SKRSContext2D, seed: string, picture: Image | undefined): void {
  if (picture) {
    const scale = Math.max(CARD_WIDTH / picture.width, CARD_HEIGHT / picture.height);
    const [width, height] = [picture.width * scale, picture.height * scale];
    context.drawImage(picture, (CARD_WIDTH - width) / 2, (CARD_HEIGHT - height) / 2, width, height);
  } else {
    const hue = hueOf(seed);
    const glow = context.createLinearGradient(0, 0, CARD_WIDTH, CARD_HEIGHT);
    glow.addColorStop(0, `hsl(${hue}, 58%, 40%)`);
    glow.addColorStop(1, `hsl(${(hue + 40) % 360}, 52%, 16%)`);
    context.fillStyle = glow;
    context.fillRect(0, 0, CARD_WIDTH, CARD_HEIGHT);
  }
  // Words are read on any picture.
  const shade = context.createLinearGradient(0, 0, 0, CARD_HEIGHT);
  shade.addColorStop(0, 'rgba(8, 8, 14, 0.3)');
  shade.addColorStop(0.45, 'rgba(8, 8, 14, 0.58)');
  shade.addColorStop(1, 'rgba(8, 8, 14, 0.92)');
  context.fillStyle = shade;
  context.fillRect(0, 0, CARD_WIDTH, CARD_HEIGHT);
}

function paintWords(context: SKRSContext2D, { title, heading, faces }: CardContent): void {
  context.fillStyle = '#fff';
  context.textBaseline = 'alphabetic';
  context.font = `700 68px ${FAMILY}`;
  const lines = wrap(context, title, CARD_WIDTH - 2 * MARGIN);
  const bottom = CARD_HEIGHT - MARGIN - (faces.length > 0 ? 2 * FACE_RADIUS + 40 : 0);
  lines.forEach((line, index) => {
    context.fillText(line, MARGIN, bottom - (lines.length - 1 - index) * 80);
  });
  context.font = `600 34px ${FAMILY}`;
  context.fillStyle = 'rgba(255, 255, 255, 0.82)';
  context.fillText(heading, MARGIN, bottom - lines.length * 80 - 4);
}

/** Breaks between words, and within one that is longer than a line. What is left over ends in an ellipsis. */
function wrap(context: SKRSContext2D, text: string, width: number): string[] {
  const fits = (line: string): boolean => context.measureText(line).width <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => piecesOf(one, fits))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || fits(longer)) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  if (lines.length <= TITLE_LINES) return lines;
  const last = Array.from(lines[TITLE_LINES - 1] ?? '');
  while (last.length > 0 && !fits(`${last.join('')}…`)) last.pop();
  return [...lines.slice(0, TITLE_LINES - 1), `${last.join('').trimEnd()}…`];
}

function piecesOf(word: string, fits: (text: string) => boolean): string[] {
  if (fits(word)) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const sign of word) {
    if (piece !== '' && !fits(piece + sign)) {
      pieces.push(piece);
      piece = '';
    }
    piece += sign;
  }
  return [...pieces, piece];
}

function paintFaces(context: SKRSContext2D, { faces, others }: CardContent): void {
  const y = CARD_HEIGHT - MARGIN - FACE_RADIUS;
  faces.forEach(({ userId, firstName }, index) => {
    const initial = Array.from(drawable(firstName))[0] ?? '·';
    paintFace(context, { x: xOf(index), y, fill: `hsl(${hueOf(userId)}, 52%, 50%)`, text: initial });
  });
  if (others > 0) paintFace(context, { x: xOf(faces.length), y, fill: '#3a3a46', text: `+${others}` });
}

const xOf = (index: number): number => MARGIN + FACE_RADIUS + index * FACE_STEP;

function paintFace(
  context: SKRSContext2D,
  { x, y, fill, text }: { x: number; y: number; fill: string; text: string },
): void {
  context.beginPath();
  context.arc(x, y, FACE_RADIUS, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = 5;
  context.strokeStyle = '#0c0c12';
  context.stroke();
  context.font = `600 ${text.length > 2 ? 24 : 34}px ${FAMILY}`;
  context.fillStyle = '#fff';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, x, y + 2);
  context.textAlign = 'left';
}

/** Night skies, neon and red velvet, as the Mini App's posters have them. */
const HUES = [262, 228, 330, 205, 12, 285, 348] as const;

function hueOf(seed: string): number {
  let hash = 0;
  for (let index = 0; index < seed.length; index += 1) {
    hash = (Math.imul(hash, 31) + seed.charCodeAt(index)) >>> 0;
  }
  return HUES[hash % HUES.length] ?? 0;
}
