import { describe, expect, it } from '@jest/globals';
import type { JoinedRoom } from '@watchparty/shared';
import { participantsOf, updateParticipants } from '@watchparty/shared/room-client';
import { type ParticipantRow, toParticipant } from './participants.repository.js';
import { rosterMark } from './roster-mark.js';
import type { RoomRow } from './room-row.js';
import { createSeatsService, type SeatsServiceOptions } from './seats.service.js';
import { createToldRooms, rosterSumOf } from './told-rooms.js';

const ROOM = {
  id: 'room',
  created_at: new Date(0),
  updated_at: new Date(0),
  effective_at: new Date(0),
  live_origin: null,
  waiting_for: [] as string[],
} as RoomRow;

function rowOf(userId: string): ParticipantRow {
  return {
    user_id: userId,
    first_name: userId,
    username: null,
    photo_url: null,
    role: 'participant',
    is_voice_enabled: false,
    voice_session: null,
    is_voice_listener: false,
    is_voice_muted: false,
    muted_until: null,
    joined_at: new Date(0),
    away_since: null,
    left_at: null,
  };
}

/** Seats of a room in which everybody is online, and of whom a newcomer is told of `listed`. */
function stage(seated: readonly string[], listed = seated) {
  const told = createToldRooms();
  const seats = createSeatsService({
    told,
    participants: { seated: async () => seated.map(rowOf) },
    reader: {
      read: async () => ({
        row: { ...ROOM, participant_count: seated.length },
        listed: listed.map((userId) => toParticipant(rowOf(userId))),
        page: { messages: [], hasMore: false },
        changes: { revision: 0, changes: [], hasMore: false },
      }),
    },
    now: () => 0,
  } as unknown as SeatsServiceOptions);
  const snapshot = (userId: string, news: { addTo: (joined: JoinedRoom) => JoinedRoom }) =>
    seats.snapshot({ roomId: ROOM.id, userId }, {}, news);
  return { told, snapshot };
}

const noNews = { addTo: (joined: JoinedRoom) => joined };

/** A late word that somebody is away, heard while the room was read. */
function heardAway(userId: string) {
  const away = { ...toParticipant(rowOf(userId)), isOnline: false };
  return {
    away,
    addTo: (joined: JoinedRoom): JoinedRoom => ({
      ...joined,
      participants: [
        ...updateParticipants(participantsOf(joined.participants), { changed: [away] }).values(),
      ],
    }),
  };
}

describe('the snapshot for a newcomer', () => {
  it('[HL1] is noted as it was told, not as it was read', async () => {
    const { told, snapshot } = stage(['anna']);
    const { away, addTo } = heardAway('anna');
    const { participants } = await snapshot('anna', { addTo });
    expect(participants).toEqual([away]);
    expect(told.get('room')?.roster).toEqual(new Map([['anna', rosterMark(away)]]));
  });

  it('[HL1] is noted with all those of a large room whom it does not list', async () => {
    const { told, snapshot } = stage(['anna', 'boris', 'vera'], ['anna']);
    const { away, addTo } = heardAway('boris');
    await snapshot('anna', { addTo });
    const { roster } = told.get('room') ?? {};
    expect([...(roster?.keys() ?? [])]).toEqual(['anna', 'boris', 'vera']);
    expect(roster?.get('boris')).toBe(rosterMark(away));
  });

  it('[HL1] leaves a doubt where the others know better than the newcomer', async () => {
    const { told, snapshot } = stage(['anna', 'boris']);
    await snapshot('boris', noNews);
    // The word that Anna is back was for everybody but her own new connection, which had just heard that she was away.
    await snapshot('anna', heardAway('anna'));
    const known = told.get('room');
    expect(known && rosterSumOf(known)).toBeNaN();
    expect(known?.roster.get('boris')).toBe(rosterMark(toParticipant(rowOf('boris'))));
  });

  it('[HL1] leaves no doubt where everybody knows the same', async () => {
    const { told, snapshot } = stage(['anna', 'boris']);
    await snapshot('boris', noNews);
    const before = new Map(told.get('room')?.roster);
    await snapshot('anna', noNews);
    expect(told.get('room')?.roster).toEqual(before);
  });
});
