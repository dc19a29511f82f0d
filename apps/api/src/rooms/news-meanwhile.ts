import type { JoinedRoom, ParticipantsUpdate, Room, ServerEvents } from '@watchparty/shared';
import { participantsOf, updateParticipants } from '@watchparty/shared/room-client';
import type { AppSocket } from '../platform/socket/socket-server.js';

/**
 * What a connection is told of its room while the room is read for it. Somebody may be announced after the reading and
 * before the answer: an answer without them would take them out of the newcomer's sight for good.
 */
export interface NewsMeanwhile {
  /** The room as it was read, brought up to date. */
  addTo(joined: JoinedRoom): JoinedRoom;
  stop(): void;
}

type Outgoing = Pick<AppSocket, 'onAnyOutgoing' | 'offAnyOutgoing'>;

export function listenMeanwhile(socket: Outgoing): NewsMeanwhile {
  const updates: ParticipantsUpdate[] = [];
  let latest: Room | undefined;
  const listen = (event: string, payload: unknown): void => {
    if (event === 'room:participants') {
      // A whole list answers an earlier question of this connection, and is no news.
      const { participants: _, ...changes } = payload as ServerEvents['room:participants'];
      updates.push(changes);
    }
    if (event === 'room:update') latest = (payload as ServerEvents['room:update']).room;
  };
  socket.onAnyOutgoing(listen);

  return {
    addTo(joined) {
      if (updates.length === 0 && !latest) return joined;
      const people = updates.reduce(updateParticipants, participantsOf(joined.participants));
      return {
        ...joined,
        room: latest ?? joined.room,
        participants: [...people.values()],
        you: people.get(joined.you.userId) ?? joined.you,
      };
    },
    stop: () => void socket.offAnyOutgoing(listen),
  };
}
