/** Where lists of rooms lie in the query cache. */
export const roomsKeys = {
  all: ['rooms'],
  mine: ['rooms', 'mine'],
  bans: (roomId: string) => ['bans', roomId] as const,
  participants: (roomId: string) => ['participants', roomId] as const,
  public: (search: string) => ['rooms', 'public', search] as const,
} as const;
