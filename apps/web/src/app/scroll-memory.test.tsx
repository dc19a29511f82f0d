import '../testing/browser-globals.js';

import { beforeEach, expect, it, jest } from '@jest/globals';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, useNavigate } from 'react-router';

import { ScrollMemory } from './scroll-memory.js';

const scrollTo = jest.fn<(x: number, y: number) => void>();

function scrollBy(y: number): void {
  Object.assign(window, { scrollY: y });
  window.dispatchEvent(new Event('scroll'));
}

beforeEach(() => {
  scrollTo.mockClear();
  Object.assign(window, { scrollTo });
});

it('opens a page at its top, and brings back to where somebody was', () => {
  const { result } = renderHook(() => useNavigate(), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <MemoryRouter>
        <ScrollMemory />
        {children}
      </MemoryRouter>
    ),
  });
  scrollBy(640);
  act(() => void result.current('/profile'));
  expect(scrollTo).toHaveBeenLastCalledWith(0, 0);
  scrollBy(20);
  act(() => void result.current(-1));
  expect(scrollTo).toHaveBeenLastCalledWith(0, 640);
});
