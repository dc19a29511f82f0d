import '../testing/browser-globals.js';

import { beforeEach, expect, it } from '@jest/globals';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { BrowserRouter, useNavigate } from 'react-router';

import { useGoBack } from './use-go-back.js';

function openedOn(path: string) {
  history.replaceState(null, '', path);
  return renderHook(() => ({ goBack: useGoBack(), navigate: useNavigate() }), {
    wrapper: ({ children }: { children: ReactNode }) => <BrowserRouter>{children}</BrowserRouter>,
  }).result;
}

beforeEach(() => history.replaceState(null, '', '/'));

it('leads Home from the page that the app was opened on', () => {
  const page = openedOn('/profile');
  act(() => page.current.goBack());
  expect(window.location.pathname).toBe('/');
});

it('leads Home from what has taken the place of that page', () => {
  const page = openedOn('/create');
  act(() => void page.current.navigate('/rooms/x', { replace: true }));
  act(() => page.current.goBack());
  expect(window.location.pathname).toBe('/');
});

it('goes one step back otherwise', async () => {
  const page = openedOn('/create');
  act(() => void page.current.navigate('/profile'));
  const popped = new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }));
  await act(async () => {
    page.current.goBack();
    await popped;
  });
  expect(window.location.pathname).toBe('/create');
});
