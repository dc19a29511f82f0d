import { mayControlPlayback } from '@watchparty/shared';
import { type JoinedState, you } from '@watchparty/shared/room-client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from '../../ui/button.js';
import { IconButton } from '../../ui/icon-button.js';
import { ConnectionState } from './connection-state.js';
import styles from './room-header.module.css';

interface RoomHeaderProps {
  state: JoinedState;
  hasTelegramBack: boolean;
  onBack: () => void;
  onSettings: () => void;
  onChangeVideo: () => void;
  onInvite: () => void;
  /** Where the chat lies beside the picture. */
  chatToggle: ReactNode;
  syncBadge: ReactNode;
  faces: ReactNode;
  queue: ReactNode;
}

/** Under the picture: what is on, how it runs, who is here. */
export function RoomHeader(props: RoomHeaderProps): ReactNode {
  const {
    state,
    hasTelegramBack,
    onBack,
    onSettings,
    onChangeVideo,
    onInvite,
    chatToggle,
    syncBadge,
    faces,
    queue,
  } = props;
  const { t } = useTranslation('room');
  const self = you(state);
  const isHost = state.room.hostId === state.youId;
  const mayControl = self !== undefined && mayControlPlayback(self.role, state.room.controlMode);
  return (
    <header className={styles.header}>
      {!hasTelegramBack && (
        <IconButton icon="back" iconSize={22} label={t('leave')} className={styles.back} onClick={onBack} />
      )}
      <div className={styles.words}>
        <h1 className={styles.title} dir="auto">
          {state.room.name}
        </h1>
        <ConnectionState connection={state.connection}>{syncBadge}</ConnectionState>
      </div>
      <div className={styles.bar}>
        <div className={styles.faces}>{faces}</div>
        {queue}
        {chatToggle}
        {mayControl && !state.isClosed && (
          <IconButton icon="film" iconSize={22} label={t('changeVideo')} onClick={onChangeVideo} />
        )}
        {isHost && !state.isClosed && (
          <IconButton icon="settings" iconSize={22} label={t('settings.title')} onClick={onSettings} />
        )}
        <Button
          variant="tinted"
          size="s"
          icon="share"
          className={styles.invite}
          aria-label={t('invite')}
          onClick={onInvite}
        >
          {t('inviteShort')}
        </Button>
      </div>
    </header>
  );
}
