/**
 * The names of the groups that messages go to. In a Redis cluster, braces keep what one room is told on one node, and
 * so in order: what a member hears alone and what the room hears.
 */
export const channels = {
  /** Everybody who watches the public list. */
  lobby: 'lobby',
  room: (roomId: string) => `room:{${roomId}}`,
  /** One person's connections in one room. */
  member: (roomId: string, userId: string) => `member:{${roomId}}:${userId}`,
  session: (sessionId: string) => `session:${sessionId}`,
  user: (userId: string) => `user:${userId}`,
} as const;

const ROOM_PREFIX = 'room:{';

/** The rooms among the names of groups: each connection is in four or more, so that there are thousands. */
export function roomIdsAmong(names: Iterable<string>): string[] {
  const roomIds: string[] = [];
  for (const name of names)
    if (name.startsWith(ROOM_PREFIX)) roomIds.push(name.slice(ROOM_PREFIX.length, -1));
  return roomIds;
}
