import { useEffect, useState, type ReactNode } from 'react';

import { useErrorText } from '../../../i18n/use-error-text.js';
import { useApi } from '../../../lib/api-context.js';
import { lazyPart } from '../../../lib/lazy-part.js';
import { useRoom } from '../../../realtime/realtime-context.js';
import { useSnackbar } from '../../../ui/snackbar-context.js';
import { WhenOpened } from '../../../ui/when-opened.js';
import type { PlayerHandle } from '../player-handle.js';
import type { RoomSubtitlesView } from '../subtitles/use-room-subtitles.js';
import { useMayControl } from '../use-playback-commands.js';
import { SettingsMenu } from './settings-menu.js';
import { usePlayerChoices } from './use-player-choices.js';

const addSubtitlesSheet = lazyPart(
  async () => (await import('../subtitles/add-subtitles-sheet.js')).AddSubtitlesSheet,
);

interface ViewerSettingsProps {
  player: PlayerHandle | undefined;
  videoUrl: string;
  roomSubtitles: RoomSubtitlesView;
  /** An open menu or sheet holds the controls on the picture. */
  onHeldChange: (isHeld: boolean) => void;
}

/** The button of what each viewer sets for themselves, and of the subtitles that somebody may bring for everybody. */
export function ViewerSettings({
  player,
  videoUrl,
  roomSubtitles,
  onHeldChange,
}: ViewerSettingsProps): ReactNode {
  const api = useApi();
  const errorText = useErrorText();
  const snackbar = useSnackbar();
  const choices = usePlayerChoices(player);
  const mayControl = useMayControl();
  const roomId = useRoom((state) => (state.status === 'joined' ? state.room.id : undefined));
  const [isAdding, setIsAdding] = useState(false);
  // Without a player's time nobody could be shown a line at its moment.
  const mayBring = mayControl && roomId !== undefined && player?.capabilities.time === true;
  const isRoomShown = roomSubtitles.cues.length > 0;
  const { choose } = choices;
  const hasOwnShown = choices.views.some(({ kind, chosen }) => kind === 'text' && chosen !== undefined);

  // Two sets of subtitles over each other are none.
  useEffect(() => {
    if (isRoomShown && hasOwnShown) choose('text', undefined);
  }, [isRoomShown, hasOwnShown, choose]);

  const remove = (): void => {
    if (roomId === undefined) return;
    api
      .removeSubtitles(roomId)
      .catch((error: unknown) => snackbar.show({ text: errorText(error), tone: 'danger' }));
  };
  const setAdding = (isOpen: boolean): void => {
    setIsAdding(isOpen);
    onHeldChange(isOpen);
  };

  return (
    <>
      <SettingsMenu
        choices={choices}
        roomSubtitles={roomSubtitles}
        onAddSubtitles={mayBring ? () => setAdding(true) : undefined}
        onRemoveSubtitles={remove}
        onOpenChange={onHeldChange}
      />
      {roomId !== undefined && (
        <WhenOpened open={isAdding}>
          <addSubtitlesSheet.Part
            open={isAdding}
            onOpenChange={setAdding}
            roomId={roomId}
            videoUrl={videoUrl}
          />
        </WhenOpened>
      )}
    </>
  );
}
