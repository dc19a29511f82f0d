import { isUuid } from '@watchparty/shared';
import { useMemo, useState, type ReactNode } from 'react';
import { useParams } from 'react-router';

import { Chat } from '../features/chat/chat.js';
import { ParticipantsSheet } from '../features/participants/participants-sheet.js';
import { RoomFaces } from '../features/participants/room-faces.js';
import { Player } from '../features/player/player.js';
import { SyncBadge } from '../features/player/sync-badge.js';
import { createDriftRecord } from '../features/player/sync/drift-record.js';
import { createSyncStatusStore } from '../features/player/sync/sync-status.js';
import { RoomPage } from '../features/room/room-page.js';
import type { RoomParts } from '../features/room/room-view.js';
import { useSyncReports } from '../realtime/use-sync-reports.js';
import { NotFoundPage } from './not-found-page.js';

/** A room, put together from the features that know nothing of each other. */
export function RoomRoute(): ReactNode {
  const { id = '' } = useParams();
  const [status] = useState(createSyncStatusStore);
  const [drift] = useState(createDriftRecord);
  useSyncReports(drift.take);
  const parts = useMemo<RoomParts>(
    () => ({
      player: (props) => <Player {...props} status={status} drift={drift} />,
      syncBadge: () => <SyncBadge status={status} />,
      chat: (props) => <Chat {...props} />,
      faces: (props) => <RoomFaces {...props} />,
      participants: (props) => <ParticipantsSheet {...props} />,
    }),
    [status, drift],
  );
  // Another room is another page: nothing of the one before may stay.
  return isUuid(id) ? <RoomPage key={id} roomId={id.toLowerCase()} parts={parts} /> : <NotFoundPage />;
}
