import { isUuid } from '@watchparty/shared';
import { useMemo, useState, type ReactNode } from 'react';
import { useParams } from 'react-router';

import { Chat } from '../features/chat/chat.js';
import { ParticipantsSheet } from '../features/participants/participants-sheet.js';
import { RoomFaces } from '../features/participants/room-faces.js';
import { Player } from '../features/player/player.js';
import { SyncBadge } from '../features/player/sync-badge.js';
import { browserDevice } from '../features/player/sync-sheet/browser-device.js';
import { SyncSheet } from '../features/player/sync-sheet/sync-sheet.js';
import { createDriftRecord } from '../features/player/sync/drift-record.js';
import { createSyncStatusStore } from '../features/player/sync/sync-status.js';
import { QueueButton } from '../features/queue/queue-button.js';
import { QueuePanel } from '../features/queue/queue-panel.js';
import { RoomPage } from '../features/room/room-page.js';
import type { RoomParts } from '../features/room/room-view.js';
import { VoiceBar } from '../features/voice/voice-bar.js';
import { VoiceButton } from '../features/voice/voice-button.js';
import { VoiceSheet } from '../features/voice/voice-sheet.js';
import { useVoice } from '../features/voice/use-voice.js';
import { createDucking } from '../lib/ducking.js';
import { useSyncReports } from '../realtime/use-sync-reports.js';
import { NotFoundPage } from './not-found-page.js';

/** A room, put together from the features that know nothing of each other. */
export function RoomRoute(): ReactNode {
  const { id = '' } = useParams();
  const [status] = useState(createSyncStatusStore);
  const [drift] = useState(createDriftRecord);
  const [device] = useState(() => browserDevice(window.navigator, import.meta.env.APP_VERSION));
  const [isSyncOpen, setIsSyncOpen] = useState(false);
  const [ducking] = useState(createDucking);
  const voice = useVoice(ducking);
  useSyncReports(drift.take);
  const parts = useMemo<RoomParts>(
    () => ({
      player: (props) => <Player {...props} status={status} drift={drift} ducking={ducking} />,
      syncBadge: () => <SyncBadge status={status} onOpen={() => setIsSyncOpen(true)} />,
      chat: (props) => <Chat {...props} />,
      faces: (props) => <RoomFaces {...props} />,
      queueButton: (props) => <QueueButton {...props} />,
      queue: (props) => <QueuePanel {...props} />,
      voiceButton: (props) => <VoiceButton {...props} voice={voice.voice} />,
      voiceBar: (props) => <VoiceBar {...props} voice={voice.voice} />,
      voice: (props) => <VoiceSheet {...props} {...voice} />,
      participants: (props) => <ParticipantsSheet {...props} />,
    }),
    [status, drift, ducking, voice],
  );
  if (!isUuid(id)) return <NotFoundPage />;
  return (
    <>
      {/* Another room is another page: nothing of the one before may stay. */}
      <RoomPage key={id} roomId={id.toLowerCase()} parts={parts} />
      {/* Not in the badge, which goes while the connection is lost: just then its figures are wanted. */}
      <SyncSheet open={isSyncOpen} onOpenChange={setIsSyncOpen} status={status} device={device} />
    </>
  );
}
