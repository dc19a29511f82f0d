import { useCallback, useEffect, useState } from 'react';

import { createSafeStorage } from '../../../lib/safe-storage.js';
import type { Choice, ChoiceKind, PlayerHandle } from '../player-handle.js';
import { createChoiceMemory } from './choice-memory.js';

export interface ChoiceView {
  kind: ChoiceKind;
  options: readonly Choice[];
  /** Undefined: the player decides, or for subtitles none. */
  chosen: string | undefined;
}

export interface PlayerChoices {
  /** Of each kind of which there is something to choose. */
  views: readonly ChoiceView[];
  choose(kind: ChoiceKind, id: string | undefined): void;
}

const KINDS: readonly ChoiceKind[] = ['quality', 'audio', 'text'];
/** One quality or one sound track is no choice; one set of subtitles is, as there may be none. */
const FEWEST: Record<ChoiceKind, number> = { quality: 2, audio: 2, text: 1 };
const NOTHING: readonly ChoiceView[] = [];

/** What this film has more than one of, and what was chosen of the films before, where this one has it. */
export function usePlayerChoices(player: PlayerHandle | undefined): PlayerChoices {
  const [memory] = useState(() => createChoiceMemory(createSafeStorage(() => window.localStorage)));
  const [views, setViews] = useState(NOTHING);

  useEffect(() => {
    if (!player) return;
    /** What there was when the memory was last asked: after that the viewer is asked and nobody else. */
    const asked = new Map<ChoiceKind, string>();
    const look = (): void => {
      const { choices } = player;
      if (!choices) return;
      for (const kind of KINDS) {
        const options = choices.options(kind);
        const offer = options.map(({ id, label }) => `${id} ${label}`).join('\n');
        if (asked.get(kind) === offer) continue;
        asked.set(kind, offer);
        const wanted = memory.find(kind, options);
        if (wanted && choices.chosen(kind) !== wanted.id) choices.choose(kind, wanted.id);
      }
      setViews(
        KINDS.map((kind) => ({ kind, options: choices.options(kind), chosen: choices.chosen(kind) })).filter(
          ({ kind, options }) => options.length >= FEWEST[kind],
        ),
      );
    };
    look();
    const unsubscribe = player.subscribe((event) => {
      if (event.type === 'choices' || event.type === 'ready') look();
    });
    return () => {
      unsubscribe();
      setViews(NOTHING);
    };
  }, [player, memory]);

  const choose = useCallback(
    (kind: ChoiceKind, id: string | undefined) => {
      const label = player?.choices?.options(kind).find((option) => option.id === id)?.label;
      memory.keep(kind, label);
      player?.choices?.choose(kind, id);
    },
    [player, memory],
  );
  return { views, choose };
}
