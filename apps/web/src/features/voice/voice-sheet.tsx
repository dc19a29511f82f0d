import type { Participant } from '@watchparty/shared';
import { you } from '@watchparty/shared/room-client';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useConfig } from '../../lib/config-query.js';
import { useRealtime, useRoom } from '../../realtime/realtime-context.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { Button } from '../../ui/button.js';
import { Sheet } from '../../ui/sheet.js';
import { useSnackbar } from '../../ui/snackbar-context.js';
import type { VoiceControls } from './use-voice.js';
import { useVoicePeople } from './use-voice-people.js';
import { useVoiceProblemText } from './use-voice-problem-text.js';
import { VoicePersonRow } from './voice-person-row.js';
import { VoicePreferences } from './voice-preferences.js';
import styles from './voice-sheet.module.css';

interface VoiceSheetProps extends VoiceControls {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The way into voice, who is there, and what one may set. */
export function VoiceSheet({ open, onOpenChange, voice, settings }: VoiceSheetProps): ReactNode {
  const { t } = useTranslation('voice');
  const { status, problem } = useStore(voice.state);
  const problemText = useVoiceProblemText();
  const people = useVoicePeople(voice);
  const isClosed = useRoom((state) => state.status === 'joined' && state.room.isVoiceClosed === true);
  const self = useRoom((state) => (state.status === 'joined' ? you(state) : undefined));
  const act = useVoiceActs();
  useEffect(() => {
    if (open) voice.prepare();
  }, [open, voice]);
  const isModerating = self !== undefined && self.role !== 'participant';
  return (
    <Sheet
      open={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) voice.forgetProblem();
        onOpenChange(isOpen);
      }}
      title={t('title')}
      footer={
        isClosed ? undefined : <Ways voice={voice} settings={settings} onDone={() => onOpenChange(false)} />
      }
    >
      {problem && (
        <p className={styles.problem} role="alert">
          {problemText(problem)}
        </p>
      )}
      {isClosed ? (
        <p className={styles.intro}>{t('closed')}</p>
      ) : (
        <>
          {status === 'out' && <Introduction />}
          {people.length === 0 ? (
            <p className={styles.nobody}>{t('nobody')}</p>
          ) : (
            <ul className={styles.people} aria-label={t('people')}>
              {people.map((person) => (
                <VoicePersonRow
                  key={person.participant.userId}
                  person={person}
                  settings={settings}
                  isMicOff={voice.state.getState().isMicOff}
                  onMute={self && mayMute(self, person.participant) ? act.mute : undefined}
                />
              ))}
            </ul>
          )}
          <VoicePreferences voice={voice} settings={settings} />
        </>
      )}
      {isModerating && (
        <Button
          variant={isClosed ? 'tinted' : 'danger'}
          stretched
          className={styles.close}
          onClick={() => act.close(!isClosed)}
        >
          {isClosed ? t('reopen') : t('close')}
        </Button>
      )}
    </Sheet>
  );
}

function Introduction(): ReactNode {
  const { t } = useTranslation('voice');
  const config = useConfig();
  return <p className={styles.intro}>{t('intro', { count: config?.voice?.maxSpeakers ?? 8 })}</p>;
}

function Ways({ voice, settings, onDone }: VoiceControls & { onDone: () => void }): ReactNode {
  const { t } = useTranslation('voice');
  const telegram = useTelegram();
  const { status, role } = useStore(voice.state);
  const isMuted = useRoom((state) => state.status === 'joined' && you(state)?.isVoiceMuted === true);
  if (typeof RTCPeerConnection === 'undefined')
    return <p className={styles.problem}>{t('problem.noCalls')}</p>;
  const enter = async (as: 'speaker' | 'listener'): Promise<void> => {
    await voice.enter(as, settings.getState().deviceId);
    if (voice.state.getState().problem) telegram.haptic.error();
    else {
      telegram.haptic.success();
      onDone();
    }
  };
  const isIn = status === 'in';
  return (
    <div className={styles.ways}>
      {!(isIn && role === 'speaker') && !isMuted && (
        <Button
          size="l"
          stretched
          icon="mic"
          busy={status === 'entering'}
          onClick={() => void enter('speaker')}
        >
          {t('speak')}
        </Button>
      )}
      {!isIn && (
        <Button
          variant="tinted"
          size="l"
          stretched
          icon="volume"
          disabled={status === 'entering'}
          onClick={() => void enter('listener')}
        >
          {t('listen')}
        </Button>
      )}
      {isIn && (
        <Button
          variant="tinted"
          size="l"
          stretched
          icon="exit"
          onClick={() => {
            voice.leave();
            onDone();
          }}
        >
          {t('leaveShort')}
        </Button>
      )}
    </div>
  );
}

/** The server's own rule, VO6: a button that would be refused is none. */
function mayMute(self: Participant, { userId, role }: Participant): boolean {
  if (self.userId === userId) return false;
  return self.role === 'host' || (self.role === 'moderator' && role === 'participant');
}

function useVoiceActs(): {
  mute: (userId: string, isMuted: boolean) => void;
  close: (isClosed: boolean) => void;
} {
  const { emit } = useRealtime();
  const snackbar = useSnackbar();
  const errorText = useErrorText();
  const tell = (error: unknown): void =>
    snackbar.show({ text: errorText(error), icon: 'warning', tone: 'danger' });
  return {
    mute: (userId, isMuted) => void emit('voice:mute', { userId, isMuted }).catch(tell),
    close: (isClosed) => void emit('voice:close', { isClosed }).catch(tell),
  };
}
