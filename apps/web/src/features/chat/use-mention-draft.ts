import type { Participant } from '@watchparty/shared';
import { useId, useState, type KeyboardEvent } from 'react';

import { optionId } from './mention-list.js';
import { mentionAt, peopleFor, type MentionDraft } from './mentions.js';

/** As many as one sees at once over a phone's keyboard. */
const MAX_PROPOSED = 6;

export interface MentionDraftControl {
  listId: string;
  proposed: readonly Participant[];
  activeIndex: number;
  /** Id of the option that Enter would choose; undefined while there is none. */
  activeId: string | undefined;
  /** What is written, and where, has changed. */
  follow: (text: string, caret: number) => void;
  /** @returns whether the key was meant for the list */
  onKeyDown: (event: KeyboardEvent) => boolean;
  pick: (person: Participant) => void;
}

/**
 * Proposes people while a name is being written.
 *
 * @param onPick puts the name of the person where the draft stands
 */
export function useMentionDraft(
  people: readonly Participant[],
  onPick: (person: Participant, draft: MentionDraft) => void,
): MentionDraftControl {
  const listId = useId();
  const [draft, setDraft] = useState<MentionDraft>();
  const [activeIndex, setActiveIndex] = useState(0);
  const proposed = draft ? peopleFor(draft.query, people).slice(0, MAX_PROPOSED) : [];

  const pick = (person: Participant): void => {
    if (draft) onPick(person, draft);
    setDraft(undefined);
  };

  return {
    listId,
    proposed,
    activeIndex,
    activeId: proposed.length > 0 ? optionId(listId, activeIndex) : undefined,
    pick,
    follow(text, caret) {
      setDraft(mentionAt(text, caret));
      setActiveIndex(0);
    },
    onKeyDown(event) {
      if (proposed.length === 0 || event.nativeEvent.isComposing) return false;
      const active = proposed[activeIndex];
      if (event.key === 'ArrowDown') setActiveIndex((activeIndex + 1) % proposed.length);
      else if (event.key === 'ArrowUp') setActiveIndex((activeIndex + proposed.length - 1) % proposed.length);
      else if ((event.key === 'Enter' || event.key === 'Tab') && active) pick(active);
      else if (event.key === 'Escape') setDraft(undefined);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
