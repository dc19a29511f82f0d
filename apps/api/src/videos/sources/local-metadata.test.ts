import { expect, it } from '@jest/globals';
import { localAddressOf } from '@watchparty/shared';
import { localMetadata } from './local-metadata.js';

const hash = 'ab'.repeat(32);

it('[VD8] knows the name of somebody’s own file and its length', () => {
  const canonicalUrl = localAddressOf({ hash, size: 10, duration: 12.5, name: 'My_film.2024.mkv' });
  expect(localMetadata({ canonicalUrl })).toEqual({ title: 'My film 2024', duration: 12.5 });
});

it('[VD8] has no title where the name says nothing', () => {
  expect(localMetadata({ canonicalUrl: localAddressOf({ hash, size: 10, name: '_._' }) })).toEqual({});
});
