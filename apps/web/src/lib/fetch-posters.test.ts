import { expect, it } from '@jest/globals';

import { fetchPosters } from './fetch-posters.js';

it('asks for the first pictures of a list, as the poster will', () => {
  const images: HTMLImageElement[] = [];
  const createImage = (): HTMLImageElement => {
    const image = document.createElement('img');
    images.push(image);
    return image;
  };
  fetchPosters([{}, { videoThumbnailUrl: '/a.jpg' }, { videoThumbnailUrl: '/b.jpg' }], createImage);
  fetchPosters([{ videoThumbnailUrl: '' }], createImage);
  expect(images.map((image) => [image.getAttribute('src'), image.referrerPolicy])).toEqual([
    ['/a.jpg', 'no-referrer'],
  ]);
});
