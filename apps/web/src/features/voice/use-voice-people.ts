import type { Participant } from '@watchparty/shared';
import { useMemo } from 'react';
import { useStore } from 'zustand';

import { useRoom } from '../../realtime/realtime-context.js';
import type { Voice } from './create-voice.js';
import type { VoiceLink } from './voice-state.js';

export interface VoicePerson {
  participant: Participant;
  isYou: boolean;
  isSpeaking: boolean;
  /** Absent for oneself, and while one is not in voice. */
  link: VoiceLink['link'] | undefined;
}

/** Everybody in voice, those who came first first. */
export function useVoicePeople(voice: Voice): VoicePerson[] {
  const participants = useRoom((state) => (state.status === 'joined' ? state.participants : undefined));
  const youId = useRoom((state) => (state.status === 'joined' ? state.youId : undefined));
  const { links, isSpeaking } = useStore(voice.state);
  return useMemo(
    () =>
      [...(participants?.values() ?? [])]
        .filter(({ isVoiceEnabled }) => isVoiceEnabled)
        .sort((a, b) => a.joinedAt - b.joinedAt)
        .map((participant) => {
          const isYou = participant.userId === youId;
          const link = links.get(participant.userId);
          return {
            participant,
            isYou,
            isSpeaking: isYou ? isSpeaking : link?.isSpeaking === true,
            link: link?.link,
          };
        }),
    [participants, youId, links, isSpeaking],
  );
}
