import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';

import { useTelegram } from '../../telegram/telegram-context.js';
import { IconButton } from '../../ui/icon-button.js';
import type { Voice } from './create-voice.js';
import { useVoicePeople } from './use-voice-people.js';
import styles from './voice-bar.module.css';
import { VoiceFace } from './voice-face.js';

const MAX_FACES = 5;

/** While one is in voice: one's microphone, who speaks, and the way out, all within a thumb's reach. */
export function VoiceBar({ voice, onOpen }: { voice: Voice; onOpen: () => void }): ReactNode {
  const { t } = useTranslation('voice');
  const telegram = useTelegram();
  const { status, role, isMicOff, isSoundBlocked } = useStore(voice.state);
  const people = useVoicePeople(voice);
  if (status === 'out') return null;
  const speaking = people.filter(({ isSpeaking, isYou }) => isSpeaking && !isYou);
  return (
    <section className={styles.bar} aria-label={t('title')} data-testid="voice-bar">
      {role === 'speaker' && (
        <IconButton
          icon={isMicOff ? 'mic-off' : 'mic'}
          variant={isMicOff ? 'plain' : 'filled'}
          label={isMicOff ? t('unmute') : t('mute')}
          onClick={() => {
            telegram.haptic.impact('light');
            voice.setMicOff(!isMicOff);
          }}
        />
      )}
      <button
        type="button"
        className={styles.people}
        aria-label={t('open', { count: people.length })}
        onClick={() => (isSoundBlocked ? voice.resumeSound() : onOpen())}
      >
        <span className={styles.faces}>
          {people.slice(0, MAX_FACES).map((person) => (
            <VoiceFace key={person.participant.userId} person={person} size={28} />
          ))}
          {people.length > MAX_FACES && <span className={styles.more}>+{people.length - MAX_FACES}</span>}
        </span>
        <span className={styles.words}>
          {isSoundBlocked
            ? t('tapForSound')
            : speaking[0]
              ? t('speaks', { name: speaking[0].participant.firstName })
              : status === 'entering'
                ? t('state.connecting')
                : t('quiet')}
        </span>
      </button>
      <IconButton
        icon="exit"
        iconSize={22}
        label={t('leave')}
        onClick={() => {
          telegram.haptic.impact('light');
          voice.leave();
        }}
      />
    </section>
  );
}
