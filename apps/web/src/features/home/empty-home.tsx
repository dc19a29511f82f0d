import { ROOM_NAME_MAX_LENGTH } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useConfig } from '../../lib/config-query.js';
import { paths } from '../../lib/paths.js';
import { useUser } from '../../lib/session-context.js';
import { useCreateRoom } from '../../lib/use-create-room.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { Button } from '../../ui/button.js';
import { CinemaPicture } from '../../ui/cinema-picture.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useSnackbar } from '../../ui/snackbar-context.js';

/** Nobody watches anything: a place to begin, with or without a video of one's own. */
export function EmptyHome(): ReactNode {
  const { t } = useTranslation('home');
  const user = useUser();
  const sampleVideoUrl = useConfig()?.sampleVideoUrl;
  const createRoom = useCreateRoom();
  const navigate = useNavigate();
  const telegram = useTelegram();
  const snackbar = useSnackbar();
  const errorText = useErrorText();

  const openSample = () => {
    createRoom.mutate(
      {
        name: t('empty.sampleRoom', { name: user.firstName }).slice(0, ROOM_NAME_MAX_LENGTH),
        videoUrl: sampleVideoUrl,
      },
      {
        onSuccess: (room) => {
          telegram.haptic.success();
          void navigate(paths.room(room.id));
        },
        onError: (error) => {
          telegram.haptic.error();
          snackbar.show({ text: errorText(error), icon: 'warning', tone: 'danger' });
        },
      },
    );
  };

  return (
    <EmptyState
      picture={<CinemaPicture />}
      title={t('empty.title')}
      text={t('empty.text')}
      actions={
        <Button
          variant="tinted"
          icon="play"
          disabled={sampleVideoUrl === undefined}
          busy={createRoom.isPending}
          onClick={openSample}
          data-testid="open-sample"
        >
          {t('empty.openSample')}
        </Button>
      }
    />
  );
}
