import type { JoinedState } from '@watchparty/shared/room-client';
import { Suspense, type ReactNode } from 'react';

import { useRoom } from '../../realtime/realtime-context.js';
import { JoinGate } from './join-gate.js';
import { useEntrance } from './use-entrance.js';

interface RoomPageProps {
  roomId: string;
  /** The room itself, for whoever is in; its code may come late. */
  children: (state: JoinedState) => ReactNode;
}

/** A room from its door to its end. */
export function RoomPage({ roomId, children }: RoomPageProps): ReactNode {
  const entrance = useEntrance(roomId);
  const joined = useRoom((state) =>
    state.status === 'joined' && state.room.id === roomId ? state : undefined,
  );
  if (!joined) return <JoinGate roomId={roomId} entrance={entrance} />;
  const opening = entrance.status === 'open' ? { ...entrance, isJoining: true } : entrance;
  return <Suspense fallback={<JoinGate roomId={roomId} entrance={opening} />}>{children(joined)}</Suspense>;
}
