import { beforeEach, describe, expect, it } from '@jest/globals';
import { act, renderHook } from '@testing-library/react';

import { fakePlayer, type FakePlayer } from '../../../testing/fake-player.js';
import type { Choice, ChoiceKind } from '../player-handle.js';
import { usePlayerChoices } from './use-player-choices.js';

const HD: Choice = { id: '1', label: '720p' };
const SD: Choice = { id: '0', label: '360p' };

/** A player with a film that a test puts on. */
function stage() {
  let film: Partial<Record<ChoiceKind, Choice[]>> = {};
  let chosen: Partial<Record<ChoiceKind, string>> = {};
  const player: FakePlayer = fakePlayer({
    choices: {
      options: (kind) => film[kind] ?? [],
      chosen: (kind) => chosen[kind],
      choose(kind, id) {
        chosen = { ...chosen, [kind]: id };
        player.tell({ type: 'choices' });
      },
    },
  });
  const { result } = renderHook(() => usePlayerChoices(player));
  return {
    result,
    chosen: () => chosen,
    show(next: typeof film) {
      film = next;
      chosen = {};
      act(() => player.tell({ type: 'choices' }));
    },
  };
}

describe('what a viewer may choose', () => {
  beforeEach(() => localStorage.clear());

  it('is of each kind of which there is something to choose', () => {
    const { result, show } = stage();
    expect(result.current.views).toEqual([]);
    show({ quality: [HD], audio: [{ id: '0', label: 'ru' }], text: [{ id: '0', label: 'en' }] });
    expect(result.current.views.map(({ kind }) => kind)).toEqual(['text']);
    show({ quality: [HD, SD] });
    expect(result.current.views).toEqual([{ kind: 'quality', options: [HD, SD], chosen: undefined }]);
  });

  it('is chosen at once, and of the next film by its name', () => {
    const { result, chosen, show } = stage();
    show({ quality: [HD, SD] });
    act(() => result.current.choose('quality', '1'));
    expect(result.current.views[0]?.chosen).toBe('1');
    show({});
    show({
      quality: [
        { id: '2', label: '1080p' },
        { id: '5', label: '720p' },
      ],
    });
    expect(chosen().quality).toBe('5');
  });

  it('is the player’s own choice where the next film has nothing by that name, and once somebody has said so', () => {
    const { result, chosen, show } = stage();
    show({ quality: [HD, SD] });
    act(() => result.current.choose('quality', '1'));
    show({ quality: [{ id: '9', label: '1080p' }, SD] });
    expect(chosen().quality).toBeUndefined();
    act(() => result.current.choose('quality', undefined));
    show({ quality: [HD, SD] });
    expect(chosen().quality).toBeUndefined();
  });

  it('is not chosen again over what the viewer has seen and changed', () => {
    const first = stage();
    first.show({ quality: [HD, SD] });
    act(() => first.result.current.choose('quality', '1'));
    // Something else chooses, such as a line that has become too slow: the memory is about new films.
    const { chosen, show } = stage();
    show({ quality: [HD, SD] });
    expect(chosen().quality).toBe('1');
    show({ quality: [HD, SD] });
    expect(chosen().quality).toBeUndefined();
  });
});
