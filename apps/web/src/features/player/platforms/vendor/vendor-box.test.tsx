import type { Capabilities } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';
import { render } from '@testing-library/react';
import { StrictMode } from 'react';

import type { PlayerHandle } from '../../player-handle.js';
import { createEventPlayer, type EventPlayer } from '../event-player.js';
import { addPlayerFrame } from './player-frame.js';
import { VendorBox, type VendorSurroundings } from './vendor-box.js';

/** A vendor whose player is a frame, and which knows what is being shown. */
function stage() {
  const shown: string[] = [];
  const handed: (PlayerHandle | undefined)[] = [];
  const capabilities: Capabilities[] = [];
  const createHandle = (surroundings: VendorSurroundings): EventPlayer => {
    capabilities.push(surroundings.capabilities);
    return createEventPlayer(
      () => {
        const frame = addPlayerFrame(surroundings.box, 'about:blank', 'A vendor');
        const nothing = (): void => undefined;
        return {
          show: (url) => shown.push(url),
          play: nothing,
          pause: nothing,
          seek: nothing,
          setVolume: nothing,
          setMuted: nothing,
          destroy: () => frame.remove(),
        };
      },
      { ...surroundings, tellsSeeked: true },
    );
  };
  const view = render(
    <StrictMode>
      <VendorBox
        platform="file"
        createHandle={createHandle}
        initialUrl="https://v.example/1.mp4"
        onHandle={(handle) => handed.push(handle)}
      />
    </StrictMode>,
  );
  return { ...view, shown, handed, capabilities };
}

describe('the box of a vendor’s player', () => {
  it('has one player that is shown the first video, however often React tries its effects', () => {
    const { container, shown, handed, capabilities } = stage();
    expect(container.querySelectorAll('iframe')).toHaveLength(1);
    expect(new Set(shown)).toEqual(new Set(['https://v.example/1.mp4']));
    expect(handed.at(-1)).toBeDefined();
    expect(capabilities[0]?.rate).toBe('any');
  });

  it('gives frames no more than a player needs', () => {
    const frame = stage().container.querySelector('iframe');
    expect(frame?.allow).toBe('autoplay; fullscreen; encrypted-media; picture-in-picture');
    expect(frame?.referrerPolicy).toBe('strict-origin-when-cross-origin');
    expect(frame?.title).toBe('A vendor');
  });

  it('is empty in the end, and hands nothing over any more', () => {
    const { container, handed, unmount } = stage();
    unmount();
    expect(container.querySelectorAll('iframe')).toHaveLength(0);
    expect(handed.at(-1)).toBeUndefined();
  });
});
