import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';

import { IconButton } from '../../ui/icon-button.js';
import type { Voice } from './create-voice.js';
import { useVoicePeople } from './use-voice-people.js';

/** How many are in voice; opens it. */
export function VoiceButton({ voice, onPress }: { voice: Voice; onPress: () => void }): ReactNode {
  const { t } = useTranslation('voice');
  const people = useVoicePeople(voice);
  const isIn = useStore(voice.state, ({ status }) => status === 'in');
  const count = people.length;
  return (
    <IconButton
      icon="mic"
      iconSize={22}
      variant={isIn ? 'tinted' : 'plain'}
      label={count === 0 ? t('title') : t('open', { count })}
      badge={count}
      data-testid="voice-button"
      onClick={onPress}
    />
  );
}
