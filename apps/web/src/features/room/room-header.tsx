import { mayControlPlayback } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { you, type JoinedState } from '../../realtime/room-state.js';
import { IconButton } from '../../ui/icon-button.js';
import styles from './room-header.module.css';
import { useInvite } from './use-invite.js';

interface RoomHeaderProps {
  state: JoinedState;
  hasTelegramBack: boolean;
  onBack: () => void;
  onSettings: () => void;
  onChangeVideo: () => void;
  syncBadge: ReactNode;
  faces: ReactNode;
}

/** Under the picture: what is on, how it runs, who is here. */
export function RoomHeader(props: RoomHeaderProps): ReactNode {
  const { state, hasTelegramBack, onBack, onSettings, onChangeVideo, syncBadge, faces } = props;
  const { t } = useTranslation(['room', 'common']);
  const invite = useInvite(state.room);
  const self = you(state);
  const isHost = state.room.hostId === state.youId;
  const mayControl = self !== undefined && mayControlPlayback(self.role, state.room.controlMode);
  return (
    <header className={styles.header}>
      {!hasTelegramBack && (
        <IconButton
          icon="back"
          iconSize={22}
          label={t('room:leave')}
          className={styles.back}
          onClick={onBack}
        />
      )}
      <div className={styles.words}>
        <h1 className={styles.title} dir="auto">
          {state.room.name}
        </h1>
        <div className={styles.state}>{syncBadge}</div>
      </div>
      {faces}
      <div className={styles.tools}>
        {mayControl && !state.isClosed && (
          <IconButton icon="film" iconSize={22} label={t('room:changeVideo')} onClick={onChangeVideo} />
        )}
        <IconButton icon="share" iconSize={22} label={t('room:invite')} onClick={invite} />
        {isHost && !state.isClosed && (
          <IconButton icon="settings" iconSize={22} label={t('room:settings.title')} onClick={onSettings} />
        )}
      </div>
    </header>
  );
}
