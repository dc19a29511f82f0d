import { positionAt } from '@watchparty/shared';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { formatClock } from '../../lib/format-duration.js';
import { useGoBack } from '../../lib/use-go-back.js';
import { useBackButton } from '../../telegram/use-back-button.js';
import { Button } from '../../ui/button.js';
import { Chip } from '../../ui/chip.js';
import { Icon } from '../../ui/icon.js';
import { IconButton } from '../../ui/icon-button.js';
import { PasswordField } from '../../ui/password-field.js';
import { Poster } from '../../ui/poster.js';
import { ClosedDoor } from './closed-door.js';
import { GateSkeleton } from './gate-skeleton.js';
import styles from './join-gate.module.css';
import { RemovedDoor } from './removed-door.js';
import { StartNotice } from './start-notice.js';
import type { Entrance } from './use-entrance.js';
import { useRoomClock } from './use-room-clock.js';

interface JoinGateProps {
  roomId: string;
  entrance: Entrance;
}

/** Before a room: what runs inside, who is there, and the one press that lets the video sound. */
export function JoinGate({ roomId, entrance }: JoinGateProps): ReactNode {
  const goBack = useGoBack();
  const hasTelegramBack = useBackButton(goBack);
  const { t } = useTranslation('common');
  return (
    <main className={styles.page}>
      {!hasTelegramBack && (
        <IconButton
          icon="back"
          label={t('back')}
          variant="overlay"
          className={styles.back}
          onClick={goBack}
        />
      )}
      <Door roomId={roomId} entrance={entrance} />
    </main>
  );
}

function Door({ roomId, entrance }: JoinGateProps): ReactNode {
  switch (entrance.status) {
    case 'loading':
      return <GateSkeleton />;
    case 'closed':
      return <ClosedDoor code={entrance.code} onRetry={entrance.reload} />;
    case 'removed':
      return <RemovedDoor removal={entrance.removal} onReturn={entrance.reload} />;
    case 'open':
      return <OpenDoor roomId={roomId} entrance={entrance} />;
  }
}

interface OpenDoorProps {
  roomId: string;
  entrance: Extract<Entrance, { status: 'open' }>;
}

function OpenDoor({ roomId, entrance }: OpenDoorProps): ReactNode {
  const { t } = useTranslation(['room', 'common']);
  const errorText = useErrorText();
  const [password, setPassword] = useState('');
  const { room, isJoining, refusal } = entrance;
  const { video } = room;
  const nowMs = useRoomClock(video.isPlaying);
  const isFull = refusal === 'room_full';
  const wantsPassword = refusal === 'password_required' || refusal === 'wrong_password';
  const isCounting = video.videoUrl !== null && positionAt(video, nowMs) > 0;

  return (
    <>
      <Poster seed={roomId} thumbnailUrl={video.thumbnailUrl} eager className={styles.backdrop} />
      <div className={styles.shade} />
      <form
        className={styles.card}
        onSubmit={(event) => {
          event.preventDefault();
          entrance.join(wantsPassword ? password : undefined);
        }}
      >
        <Poster seed={roomId} thumbnailUrl={video.thumbnailUrl} eager className={styles.still} />
        <div className={styles.facts}>
          {video.isPlaying && isCounting && (
            <Chip tone="overlay" live>
              {t('room:gate.running', { time: formatClock(positionAt(video, nowMs)) })}
            </Chip>
          )}
          {!video.isPlaying && isCounting && (
            <Chip tone="overlay">
              {t('room:gate.paused', { time: formatClock(positionAt(video, nowMs)) })}
            </Chip>
          )}
          <Chip tone="overlay" icon="people">
            {room.participantCount === 0
              ? t('room:gate.nobody')
              : t('common:people', { count: room.participantCount })}
          </Chip>
          {room.hasPassword && (
            <Chip tone="overlay" icon="lock">
              {t('room:gate.locked')}
            </Chip>
          )}
        </div>
        <h1 className={styles.title} dir="auto">
          {room.name}
        </h1>
        {video.title !== undefined && video.title !== room.name && (
          <p className={styles.video} dir="auto">
            {video.title}
          </p>
        )}
        {room.startsAt !== undefined && room.startsAt > nowMs && (
          <StartNotice roomId={roomId} startsAt={room.startsAt} nowMs={nowMs} />
        )}
        {wantsPassword && (
          <PasswordField
            label={t('room:gate.password')}
            labelHidden
            placeholder={t('room:gate.password')}
            className={styles.password}
            value={password}
            autoFocus
            maxLength={72}
            error={refusal === 'wrong_password' ? t('room:gate.wrongPassword') : undefined}
            hint={t('room:gate.askPassword')}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
        {refusal !== undefined && !wantsPassword && (
          <p className={styles.refusal} role="alert">
            <Icon name="warning" size={18} />
            {isFull ? t('room:gate.full') : errorText(refusal)}
          </p>
        )}
        <Button
          type="submit"
          size="l"
          stretched
          busy={isJoining}
          disabled={wantsPassword && password === ''}
          data-testid="join"
        >
          {isFull ? t('room:gate.tryAgain') : t('room:gate.join')}
        </Button>
      </form>
    </>
  );
}
