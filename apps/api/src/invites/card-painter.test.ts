import { describe, expect, it } from '@jest/globals';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { CardContent } from './card-content.js';
import { CARD_HEIGHT, CARD_WIDTH, createCardPainter } from './card-painter.js';

const CONTENT: CardContent = {
  roomId: '0b6f6d8e-6d5c-4f0e-9d51-0a7f5f0c1b2a',
  title: 'Ночной киносеанс',
  heading: 'Смотрим вместе',
  faces: [
    { userId: 'a', firstName: 'Аня' },
    { userId: 'b', firstName: 'Borya' },
    { userId: 'c', firstName: '😀' },
  ],
  others: 9,
};

/** @returns red, green and blue at a point */
async function pixelOf(jpeg: Buffer, x: number, y: number): Promise<number[]> {
  const image = await loadImage(jpeg);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  return [...context.getImageData(x, y, 1, 1).data].slice(0, 3);
}

describe('the picture of an invitation', () => {
  const paint = createCardPainter();

  it('is a JPEG of the size that Telegram shows whole', async () => {
    const jpeg = await paint(CONTENT, undefined);
    const { width, height } = await loadImage(jpeg);
    expect([width, height]).toEqual([CARD_WIDTH, CARD_HEIGHT]);
    expect(jpeg.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect(jpeg.length).toBeLessThan(300_000);
  });

  it('has the picture of the video as its ground', async () => {
    const canvas = createCanvas(160, 90);
    const context = canvas.getContext('2d');
    context.fillStyle = '#f00';
    context.fillRect(0, 0, 160, 90);
    for (const type of ['image/png', 'image/jpeg', 'image/webp'] as const) {
      const bytes = type === 'image/png' ? canvas.toBuffer(type) : canvas.toBuffer(type, 90);
      const [red = 0, green = 0] = await pixelOf(await paint(CONTENT, bytes), 600, 5);
      expect(red).toBeGreaterThan(140);
      expect(green).toBeLessThan(40);
    }
  });

  it.each([
    ['what is no picture', Buffer.from('<html>')],
    [
      'SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9" fill="red"/></svg>'),
    ],
    ['a broken JPEG', Buffer.from([0xff, 0xd8, 0xff, 0, 1, 2])],
  ])('goes without %s', async (_what, bytes) => {
    expect(await paint(CONTENT, bytes)).toEqual(await paint(CONTENT, undefined));
  });

  it('shows no word beyond its edge, be the title as long as it may', async () => {
    for (const title of ['Щ'.repeat(100), 'слово '.repeat(16), 'x']) {
      const jpeg = await paint({ ...CONTENT, title }, undefined);
      const edge = await Promise.all([60, 300, 420, 560].map((y) => pixelOf(jpeg, CARD_WIDTH - 20, y)));
      for (const [red = 255, green = 255] of edge) expect(Math.min(red, green)).toBeLessThan(140);
    }
  });
});
