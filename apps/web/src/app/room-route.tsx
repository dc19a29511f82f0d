import { isUuid } from '@watchparty/shared';
import { useEffect, type ReactNode } from 'react';
import { NavigationType, useNavigationType, useParams } from 'react-router';

import { GateLoading } from '../features/room/gate-loading.js';
import { RoomPage } from '../features/room/room-page.js';
import { lazyPart } from '../lib/lazy-part.js';
import { useRoom } from '../realtime/realtime-context.js';
import { WhenLive } from '../realtime/when-live.js';
import { NotFoundPage } from './not-found-page.js';

/** The door's own picture comes first. */
const ROOM_AFTER_MS = 1_000;

// Ten times what the door is made of: it comes while people read who is inside.
const wholeRoom = lazyPart(async () => (await import('./whole-room.js')).WholeRoom);

export function RoomRoute(): ReactNode {
  const { id = '' } = useParams();
  if (!isUuid(id)) return <NotFoundPage />;
  return (
    <WhenLive fallback={<GateLoading />}>
      {/* Another room is another page: nothing of the one before may stay. */}
      <Room key={id} roomId={id.toLowerCase()} />
    </WhenLive>
  );
}

function Room({ roomId }: { roomId: string }): ReactNode {
  // Whoever came by a press inside the app may be let in without another one.
  const isFirstPage = useNavigationType() === NavigationType.Pop;
  const isJoining = useRoom(({ status }) => status === 'joining');
  const isSoon = isJoining || !isFirstPage;
  useEffect(() => {
    const timer = setTimeout(() => void wholeRoom.preload(), isSoon ? 0 : ROOM_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isSoon]);
  return <RoomPage roomId={roomId}>{(state) => <wholeRoom.Part state={state} />}</RoomPage>;
}
