import { expect, it, jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { Suspense } from 'react';

import { lazyPart } from './lazy-part.js';

const Words = ({ text }: { text: string }) => <p>{text}</p>;

it('loads once, ahead or when it is wanted', async () => {
  const load = jest.fn(async () => Words);
  const part = lazyPart(load);
  expect(load).not.toHaveBeenCalled();
  void part.preload();
  void part.preload();
  render(
    <Suspense fallback={<p>soon</p>}>
      <part.Part text="there" />
    </Suspense>,
  );
  expect(await screen.findByText('there')).toBeTruthy();
  expect(load).toHaveBeenCalledTimes(1);
});

it('is drawn at once where its code is there', async () => {
  const part = lazyPart(async () => Words);
  await part.preload();
  render(
    <Suspense fallback={<p>soon</p>}>
      <part.Part text="there" />
    </Suspense>,
  );
  expect(screen.getByText('there')).toBeTruthy();
});
