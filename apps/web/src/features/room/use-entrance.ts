import { type ApiErrorCode, errorCodeOf, type Room } from '@watchparty/shared';
import type { Removal } from '@watchparty/shared/room-client';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { NavigationType, useNavigationType } from 'react-router';

import { useApi } from '../../lib/api-context.js';
import { useUser } from '../../lib/session-context.js';
import { useRealtime, useRoom } from '../../realtime/realtime-context.js';
import { useTelegram } from '../../telegram/telegram-context.js';

/** What stands at the door. */
export type Entrance = { join: (password?: string) => void; reload: () => void } & DoorState;

type DoorState =
  | { status: 'loading' }
  /** There is no way in: the room is gone, or it is not for this person. */
  | { status: 'closed'; code: ApiErrorCode }
  /** The host or a moderator has put this person out. */
  | { status: 'removed'; removal: Removal }
  | { status: 'open'; room: Room; isJoining: boolean; refusal: ApiErrorCode | undefined };

/** Reads the room's card and opens its door. */
export function useEntrance(roomId: string): Entrance {
  const api = useApi();
  const user = useUser();
  const { room: session } = useRealtime();
  const { haptic } = useTelegram();
  const state = useRoom((room) => room);
  const [refusal, setRefusal] = useState<ApiErrorCode>();
  const card = useQuery({
    queryKey: ['room', roomId],
    queryFn: ({ signal }) => api.getRoom(roomId, { signal }),
    // At the door it is to be fresh, inside it comes by socket.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: (failures, error) => errorCodeOf(error) === 'network' && failures < 2,
  });

  const room = card.data;
  const { refetch } = card;
  const join = useCallback(
    (password?: string) => {
      session.join({ roomId, room, password }).then(
        () => haptic.success(),
        (error: unknown) => {
          const code = errorCodeOf(error);
          setRefusal(code);
          // To be asked for a password is no failure yet.
          if (code !== 'password_required') haptic.error();
          // The card says how many are inside, and was wrong about it.
          if (code === 'room_full') void refetch();
        },
      );
    },
    [session, roomId, room, refetch, haptic],
  );

  // Whoever came to an own room by a press inside the app (most of all by making it) has given the gesture that lets a
  // video sound, and is not asked for a second one. A link or a reload is a POP, and brings no gesture along.
  const cameByPress = useNavigationType() !== NavigationType.Pop;
  const joinAtOnce = useEffectEvent(() => {
    const isOwn = room?.hostId === user.id;
    if (isOwn && cameByPress && session.store.getState().status === 'idle') join();
  });
  const hasCard = room !== undefined;
  useEffect(() => {
    if (hasCard) joinAtOnce();
  }, [hasCard]);

  // Leaving the page is leaving the room, whichever way it goes.
  const isMounted = useRef(false);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
      // StrictMode takes the page away and puts it back within one task.
      queueMicrotask(() => {
        if (!isMounted.current) session.leave();
      });
    };
  }, [session, roomId]);

  const reload = useCallback(() => {
    setRefusal(undefined);
    const { status } = session.store.getState();
    if (status === 'failed' || status === 'removed') session.leave();
    void refetch();
  }, [session, refetch]);

  return { join, reload, ...doorState() };

  function doorState(): DoorState {
    if (state.status === 'failed') return { status: 'closed', code: state.code };
    if (state.status === 'removed') return { status: 'removed', removal: state.removal };
    if (card.isError) return { status: 'closed', code: errorCodeOf(card.error) };
    if (!room) return { status: 'loading' };
    const shown = state.status === 'gate' && state.room.id === roomId ? state.room : room;
    if (refusal === 'room_not_found' || refusal === 'banned') return { status: 'closed', code: refusal };
    return { status: 'open', room: shown, isJoining: state.status === 'joining', refusal };
  }
}
