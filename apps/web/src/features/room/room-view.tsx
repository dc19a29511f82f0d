import type { JoinedState } from '@watchparty/shared/room-client';
import { useState, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { lazyPart } from '../../lib/lazy-part.js';
import { useGoBack } from '../../lib/use-go-back.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { useBackButton } from '../../telegram/use-back-button.js';
import { cx } from '../../ui/cx.js';
import { IconButton } from '../../ui/icon-button.js';
import { WhenOpened } from '../../ui/when-opened.js';
import { ConnectionState } from './connection-state.js';
import { OutageNotice } from './outage-notice.js';
import { RoomHeader } from './room-header.js';
import styles from './room-view.module.css';
import { useArrival } from './use-arrival.js';
import { useChatSide } from './use-chat-side.js';
import { useInvite } from './use-invite.js';
import { useNoteParty } from './use-note-party.js';
import { usePauseAsks } from './use-pause-asks.js';
import { useRoomSurroundings } from './use-room-surroundings.js';
import { useStandingNotices } from './use-standing-notices.js';
import { useVisibleHeight } from './use-visible-height.js';

// Only hosts open them, and seldom.
const changeVideoSheet = lazyPart(async () => (await import('./change-video-sheet.js')).ChangeVideoSheet);
const settingsSheet = lazyPart(async () => (await import('./settings-sheet.js')).SettingsSheet);

/** What other features put into the room; composed by the app, because features do not know each other. */
export interface RoomParts {
  player: (props: {
    isTheatre: boolean;
    onTheatreChange: (isTheatre: boolean) => void;
    onChangeVideo: () => void;
  }) => ReactNode;
  /** Lies over the picture and takes no press. */
  reactions: () => ReactNode;
  syncBadge: () => ReactNode;
  chat: (props: { onInvite: () => void }) => ReactNode;
  faces: (props: { onOpen: () => void }) => ReactNode;
  queueButton: (props: { isOpen: boolean; onPress: () => void }) => ReactNode;
  /** Lies over the chat where that is beside the picture. */
  queue: (props: { open: boolean; onOpenChange: (open: boolean) => void }) => ReactNode;
  voiceButton: (props: { onPress: () => void }) => ReactNode;
  /** Is there only while one takes part. */
  voiceBar: (props: { onOpen: () => void }) => ReactNode;
  voice: (props: { open: boolean; onOpenChange: (open: boolean) => void }) => ReactNode;
  participants: (props: {
    open: boolean;
    onOpenChange: (open: boolean) => void;
    onInvite: () => void;
  }) => ReactNode;
}

type OpenSheet = 'none' | 'video' | 'settings' | 'people' | 'queue' | 'voice';

interface RoomViewProps {
  state: JoinedState;
  parts: RoomParts;
}

/** The room itself: the picture first, people and words around it. */
export function RoomView({ state, parts }: RoomViewProps): ReactNode {
  const { t } = useTranslation('room');
  const telegram = useTelegram();
  const [sheet, setSheet] = useState<OpenSheet>('none');
  const [isTheatre, setIsTheatre] = useState(false);
  const chatSide = useChatSide(isTheatre);
  const goBack = useGoBack();
  const hasTelegramBack = useBackButton(isTheatre ? () => setIsTheatre(false) : goBack);
  const visibleHeight = useVisibleHeight();
  const invite = useInvite(state.room);
  const isHost = state.room.hostId === state.youId;
  useRoomSurroundings(isHost && !state.isClosed);
  useNoteParty(isHost);
  useArrival();
  useStandingNotices(state);
  usePauseAsks(state);

  // Beside the picture the queue lies where the chat does.
  const isSideShown = chatSide.isShown || (chatSide.mayToggle && !isTheatre && sheet === 'queue');
  const still = state.playback.thumbnailUrl;
  const sheetProps = (name: OpenSheet) => ({
    open: sheet === name,
    onOpenChange: (open: boolean) => setSheet(open ? name : 'none'),
  });

  return (
    <main
      className={cx(
        styles.room,
        isTheatre && styles.theatre,
        isSideShown ? isTheatre && styles.withChat : styles.withoutChat,
      )}
      style={{ '--visible-height': visibleHeight } as CSSProperties}
      data-theatre={isTheatre || undefined}
    >
      {still !== undefined && !telegram.isSlowDevice && (
        <img className={styles.glow} src={still} alt="" aria-hidden="true" referrerPolicy="no-referrer" />
      )}
      <div className={styles.film}>
        <div className={styles.player}>
          {parts.player({ isTheatre, onTheatreChange: setIsTheatre, onChangeVideo: () => setSheet('video') })}
          {parts.reactions()}
          {isTheatre && <ConnectionState connection={state.connection} isOverlay />}
          {isTheatre && chatSide.mayToggle && (
            <IconButton
              icon="chat"
              variant="overlay"
              className={styles.chatToggle}
              label={chatSide.isShown ? t('hideChat') : t('showChat')}
              onClick={chatSide.toggle}
            />
          )}
        </div>
        <RoomHeader
          state={state}
          hasTelegramBack={hasTelegramBack}
          onBack={goBack}
          onSettings={() => setSheet('settings')}
          onChangeVideo={() => setSheet('video')}
          onInvite={invite}
          chatToggle={
            chatSide.mayToggle && (
              <IconButton
                icon="chat"
                iconSize={22}
                label={chatSide.isShown ? t('hideChat') : t('showChat')}
                onClick={chatSide.toggle}
              />
            )
          }
          syncBadge={parts.syncBadge()}
          faces={parts.faces({ onOpen: () => setSheet('people') })}
          voice={!state.isClosed && parts.voiceButton({ onPress: () => setSheet('voice') })}
          queue={parts.queueButton({
            isOpen: sheet === 'queue',
            onPress: () => setSheet(sheet === 'queue' ? 'none' : 'queue'),
          })}
        />
      </div>
      <div className={styles.side}>
        <OutageNotice connection={state.connection} isPlaying={state.playback.isPlaying} />
        {state.isClosed && (
          <p className={styles.closed} role="status">
            {t('roomClosed')}
          </p>
        )}
        {parts.voiceBar({ onOpen: () => setSheet('voice') })}
        {parts.chat({ onInvite: invite })}
        {parts.queue(sheetProps('queue'))}
      </div>
      {parts.participants({ ...sheetProps('people'), onInvite: invite })}
      {parts.voice(sheetProps('voice'))}
      <WhenOpened open={sheet === 'video'}>
        <changeVideoSheet.Part {...sheetProps('video')} />
      </WhenOpened>
      <WhenOpened open={sheet === 'settings'}>
        <settingsSheet.Part {...sheetProps('settings')} room={state.room} />
      </WhenOpened>
    </main>
  );
}
