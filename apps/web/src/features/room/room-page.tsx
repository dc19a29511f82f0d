import type { ReactNode } from 'react';

import { useRoom } from '../../realtime/realtime-context.js';
import { JoinGate } from './join-gate.js';
import { RoomView, type RoomParts } from './room-view.js';
import { useEntrance } from './use-entrance.js';

interface RoomPageProps {
  roomId: string;
  /** What other features put into the room. */
  parts: RoomParts;
}

/** A room from its door to its end. */
export function RoomPage({ roomId, parts }: RoomPageProps): ReactNode {
  const entrance = useEntrance(roomId);
  const joined = useRoom((state) =>
    state.status === 'joined' && state.room.id === roomId ? state : undefined,
  );
  return joined ? (
    <RoomView state={joined} parts={parts} />
  ) : (
    <JoinGate roomId={roomId} entrance={entrance} />
  );
}
