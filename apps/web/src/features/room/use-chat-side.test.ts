import { afterEach, describe, expect, it } from '@jest/globals';
import { act, renderHook } from '@testing-library/react';

import { useChatSide } from './use-chat-side.js';

const browserMedia = Reflect.get(window, 'matchMedia') as unknown;

function onScreen(isWide: boolean) {
  Object.assign(window, {
    matchMedia: () => ({ matches: isWide, addEventListener() {}, removeEventListener() {} }),
  });
  return renderHook(({ isTheatre }) => useChatSide(isTheatre), { initialProps: { isTheatre: false } });
}

afterEach(() => {
  Object.assign(window, { matchMedia: browserMedia });
});

describe('useChatSide', () => {
  it('lets nobody put away the chat below the picture', () => {
    const { result } = onScreen(false);
    expect(result.current).toMatchObject({ isShown: true, mayToggle: false });
  });

  it('remembers for each of the two places whether the chat is wanted there', () => {
    const { result, rerender } = onScreen(true);
    expect(result.current.isShown).toBe(true);
    act(() => result.current.toggle());
    expect(result.current.isShown).toBe(false);

    rerender({ isTheatre: true });
    expect(result.current.isShown).toBe(false);
    act(() => result.current.toggle());
    expect(result.current.isShown).toBe(true);

    rerender({ isTheatre: false });
    expect(result.current.isShown).toBe(false);
  });
});
