/** The names of the groups that messages go to. */
export const channels = {
  /** Everybody who watches the public list. */
  lobby: 'lobby',
  room: (roomId: string) => `room:${roomId}`,
  /** One person's connections in one room. */
  member: (roomId: string, userId: string) => `member:${roomId}:${userId}`,
  session: (sessionId: string) => `session:${sessionId}`,
  user: (userId: string) => `user:${userId}`,
} as const;

/** The rooms among the names of groups. */
export function roomIdsAmong(names: Iterable<string>): string[] {
  const prefix = channels.room('');
  return [...names].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}
