import type { Mark, RoomTruth } from '../../src/index.js';
import type { Stack } from './stack.js';

interface RoomRow {
  id: string;
  version: string;
  last_message_seq: string;
  video_url: string | null;
  is_playing: boolean;
  position: number;
  playback_rate: number;
  effective_at: Date;
}

/** What PostgreSQL keeps of a room. */
export async function readTruth({ query }: Stack, roomId: string): Promise<RoomTruth> {
  const [[room], messages, seats] = await Promise.all([
    query<RoomRow>(
      `SELECT id, version, last_message_seq, video_url, is_playing, "current_time" AS position, playback_rate,
        effective_at FROM rooms WHERE id = $1`,
      [roomId],
    ),
    query<{ id: string; seq: string; user_id: string; client_id: string | null; content: string }>(
      'SELECT id, seq, user_id, client_id, content FROM messages WHERE room_id = $1 ORDER BY seq',
      [roomId],
    ),
    query<{ user_id: string; away_since: Date | null }>(
      'SELECT user_id, away_since FROM room_participants WHERE room_id = $1 AND left_at IS NULL',
      [roomId],
    ),
  ]);
  if (!room) throw new Error(`there is no room ${roomId}`);
  return {
    playback: {
      videoUrl: room.video_url,
      platform: null,
      isPlaying: room.is_playing,
      position: room.position,
      rate: room.playback_rate,
      effectiveAt: room.effective_at.getTime(),
      version: Number(room.version),
    },
    messages: messages.map((row) => ({
      id: row.id,
      seq: Number(row.seq),
      userId: row.user_id,
      content: row.content,
      ...(row.client_id !== null && { clientId: row.client_id }),
    })),
    seats: seats.map((row) => ({ userId: row.user_id, isOnline: row.away_since === null })),
    participantCount: seats.length,
  };
}

/** What is true in each room at this moment. */
export async function readMarks({ query }: Stack, roomIds: readonly string[]): Promise<Map<string, Mark>> {
  const rows = await query<Pick<RoomRow, 'id' | 'version' | 'last_message_seq'>>(
    'SELECT id, version, last_message_seq FROM rooms WHERE id = ANY($1::uuid[])',
    [roomIds],
  );
  return new Map(
    rows.map((row) => [row.id, { version: Number(row.version), seq: Number(row.last_message_seq) }]),
  );
}

/** Who holds a lease in a room, and by which connection. */
export async function readLeases({ redisClient }: Stack, roomId: string): Promise<Map<string, string[]>> {
  const leases = new Map<string, string[]>();
  for (const key of await redisClient.keys(`*presence*${roomId}*`)) {
    for (const member of await redisClient.zrangebyscore(key, `(${Date.now()}`, '+inf')) {
      const [userId = '', socketId = ''] = member.split(/:(?=[^:]*$)/);
      leases.set(userId, [...(leases.get(userId) ?? []), socketId]);
    }
  }
  return leases;
}
