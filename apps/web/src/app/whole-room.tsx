import type { JoinedState } from '@watchparty/shared/room-client';
import { useCallback, useMemo, useState, type ReactNode } from 'react';

import { Chat } from '../features/chat/chat.js';
import { RoomFaces } from '../features/participants/room-faces.js';
import { Player } from '../features/player/player.js';
import { SyncBadge } from '../features/player/sync-badge.js';
import { browserDevice } from '../features/player/sync-sheet/browser-device.js';
import { createDriftRecord } from '../features/player/sync/drift-record.js';
import { behindMsOf, createSyncStatusStore } from '../features/player/sync/sync-status.js';
import { QueueButton } from '../features/queue/queue-button.js';
import { ReactionLayer } from '../features/reactions/reaction-layer.js';
import { useFilmReactions } from '../features/reactions/use-film-reactions.js';
import { RoomView, type RoomParts } from '../features/room/room-view.js';
import { useVoice } from '../features/voice/use-voice.js';
import { VoiceBar } from '../features/voice/voice-bar.js';
import { VoiceButton } from '../features/voice/voice-button.js';
import { createDucking } from '../lib/ducking.js';
import { lazyPart } from '../lib/lazy-part.js';
import { usePreloadLater } from '../lib/use-preload.js';
import { useSyncReports } from '../realtime/use-sync-reports.js';
import { WhenOpened } from '../ui/when-opened.js';

// What nobody sees who only watches.
const participantsSheet = lazyPart(
  async () => (await import('../features/participants/participants-sheet.js')).ParticipantsSheet,
);
const queuePanel = lazyPart(async () => (await import('../features/queue/queue-panel.js')).QueuePanel);
const syncSheet = lazyPart(
  async () => (await import('../features/player/sync-sheet/sync-sheet.js')).SyncSheet,
);
const voiceSheet = lazyPart(async () => (await import('../features/voice/voice-sheet.js')).VoiceSheet);
const SHEETS = [queuePanel, participantsSheet, syncSheet, voiceSheet];

/** A room, put together from the features that know nothing of each other. */
export function WholeRoom({ state }: { state: JoinedState }): ReactNode {
  const [status] = useState(createSyncStatusStore);
  const [drift] = useState(createDriftRecord);
  const [device] = useState(() => browserDevice(window.navigator, import.meta.env.APP_VERSION));
  const [isSyncOpen, setIsSyncOpen] = useState(false);
  const [ducking] = useState(createDucking);
  const voice = useVoice(ducking);
  useSyncReports(drift.take);
  const behindMs = useCallback(() => behindMsOf(status.getState().status), [status]);
  const { floats, react } = useFilmReactions(behindMs);
  usePreloadLater(SHEETS);
  const parts = useMemo<RoomParts>(
    () => ({
      player: (props) => <Player {...props} status={status} drift={drift} ducking={ducking} />,
      syncBadge: () => <SyncBadge status={status} onOpen={() => setIsSyncOpen(true)} />,
      chat: (props) => <Chat {...props} onReact={react} />,
      reactions: () => <ReactionLayer floats={floats} />,
      faces: (props) => <RoomFaces {...props} />,
      queueButton: (props) => <QueueButton {...props} />,
      queue: (props) => (
        <WhenOpened open={props.open}>
          <queuePanel.Part {...props} />
        </WhenOpened>
      ),
      participants: (props) => (
        <WhenOpened open={props.open}>
          <participantsSheet.Part {...props} />
        </WhenOpened>
      ),
      voiceButton: (props) => <VoiceButton {...props} voice={voice.voice} />,
      voiceBar: (props) => <VoiceBar {...props} voice={voice.voice} />,
      voice: (props) => (
        <WhenOpened open={props.open}>
          <voiceSheet.Part {...props} {...voice} />
        </WhenOpened>
      ),
    }),
    [status, drift, ducking, voice, floats, react],
  );
  return (
    <>
      <RoomView state={state} parts={parts} />
      {/* Not in the badge, which goes while the connection is lost: just then its figures are wanted. */}
      <WhenOpened open={isSyncOpen}>
        <syncSheet.Part open={isSyncOpen} onOpenChange={setIsSyncOpen} status={status} device={device} />
      </WhenOpened>
    </>
  );
}
