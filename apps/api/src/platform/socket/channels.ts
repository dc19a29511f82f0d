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

/** The room whose group has this name, if it is a room's. */
export function roomIdOf(name: string): string | undefined {
  return name.startsWith(ROOM_PREFIX) ? name.slice(ROOM_PREFIX.length, -1) : undefined;
}
