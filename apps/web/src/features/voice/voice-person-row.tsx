import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';

import { IconButton } from '../../ui/icon-button.js';
import { PersonLine } from '../../ui/person-line.js';
import { Slider } from '../../ui/slider.js';
import type { VoicePerson } from './use-voice-people.js';
import { VoiceFace } from './voice-face.js';
import styles from './voice-person-row.module.css';
import { withVolume, type VoiceSettingsStore } from './voice-settings.js';

interface VoicePersonRowProps {
  person: VoicePerson;
  settings: VoiceSettingsStore;
  /** One's own microphone. */
  isMicOff: boolean;
  /** Absent where one may not. */
  onMute: ((userId: string, isMuted: boolean) => void) | undefined;
}

/** Somebody in voice: how it stands with them, how loud they are here, and whether they may speak. */
export function VoicePersonRow({ person, settings, isMicOff, onMute }: VoicePersonRowProps): ReactNode {
  const { t } = useTranslation('voice');
  const { participant, isYou } = person;
  const { userId, firstName: name, isVoiceListener = false, isVoiceMuted = false } = participant;
  const volume = useStore(settings, ({ volumes }) => volumes[userId] ?? 1);
  const setVolume = (next: number): void => settings.setState(withVolume(settings.getState(), userId, next));
  return (
    <PersonLine
      face={<VoiceFace person={person} size={40} />}
      name={name}
      you={isYou && t('you')}
      detail={t(`state.${stateOf(person, isYou && isMicOff)}`)}
    >
      {!isYou && !isVoiceListener && (
        <>
          <Slider
            className={styles.volume}
            label={t('volumeOf', { name })}
            value={Math.round(volume * 100)}
            max={100}
            step={5}
            valueText={`${Math.round(volume * 100)} %`}
            onChange={(next) => setVolume(next / 100)}
          />
          <IconButton
            icon={volume === 0 ? 'volume-off' : 'volume'}
            iconSize={22}
            label={volume === 0 ? t('hear', { name }) : t('doNotHear', { name })}
            onClick={() => setVolume(volume === 0 ? 1 : 0)}
          />
        </>
      )}
      {onMute && (
        <IconButton
          icon={isVoiceMuted ? 'mic' : 'mic-off'}
          iconSize={22}
          label={isVoiceMuted ? t('giveVoice', { name }) : t('silence', { name })}
          onClick={() => onMute(userId, !isVoiceMuted)}
        />
      )}
    </PersonLine>
  );
}

type PersonState = 'connecting' | 'connected' | 'lost' | 'listening' | 'silenced' | 'micOff' | 'speaking';

function stateOf({ participant, isYou, isSpeaking, link }: VoicePerson, isMicOff: boolean): PersonState {
  if (participant.isVoiceMuted === true) return 'silenced';
  if (isSpeaking) return 'speaking';
  if (participant.isVoiceListener === true) return 'listening';
  if (isMicOff) return 'micOff';
  return isYou ? 'connected' : (link ?? 'connected');
}
