import { useEffect, useEffectEvent } from 'react';

export type PlayerKeyAction = 'toggle' | 'back' | 'forward' | 'louder' | 'quieter' | 'mute' | 'theatre';

const ACTIONS: Partial<Record<string, PlayerKeyAction>> = {
  Space: 'toggle',
  KeyK: 'toggle',
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  ArrowUp: 'louder',
  ArrowDown: 'quieter',
  KeyM: 'mute',
  KeyF: 'theatre',
};

/** The keys that players have, wherever the focus is, as long as nobody is writing or using another control. */
export function usePlayerKeys(onAction: (action: PlayerKeyAction) => void): void {
  const act = useEffectEvent(onAction);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      // By the place of the key, so that a Cyrillic layout works too.
      const action = ACTIONS[event.code];
      const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
      if (!action || hasModifier || event.defaultPrevented || isTaken(event)) return;
      event.preventDefault();
      act(action);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

const WRITING = 'input, textarea, select, [contenteditable="true"]';
const OWN_KEYS = '[role="dialog"], [role="menu"], [role="slider"], [role="radiogroup"]';
const PRESSABLE = 'button, a, [role="switch"]';

function isTaken({ target, code }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(WRITING) || target.closest(OWN_KEYS)) return true;
  return code === 'Space' && target.closest(PRESSABLE) !== null;
}
