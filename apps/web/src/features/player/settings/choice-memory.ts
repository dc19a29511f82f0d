import type { SafeStorage } from '../../../lib/safe-storage.js';
import type { Choice, ChoiceKind } from '../player-handle.js';

/**
 * What this device's viewer has chosen last of each kind. By its name, as another film's ids say nothing: who wants 720p or
 * Russian wants it of the next film too, where that has it.
 */
export interface ChoiceMemory {
  /** @param label undefined: by the player itself, or none */
  keep(kind: ChoiceKind, label: string | undefined): void;
  /** The remembered one among those there are; undefined where nothing fits. */
  find(kind: ChoiceKind, options: readonly Choice[]): Choice | undefined;
}

export function createChoiceMemory(storage: SafeStorage): ChoiceMemory {
  const keyOf = (kind: ChoiceKind): string => `watchparty.choice.${kind}`;
  return {
    keep: (kind, label) => storage.set(keyOf(kind), label ?? ''),
    find(kind, options) {
      const label = storage.get(keyOf(kind));
      return label === undefined || label === ''
        ? undefined
        : options.find((option) => option.label === label);
    },
  };
}
