/** Where lists of rooms lie in the query cache. */
export const roomsKeys = {
  all: ['rooms'],
  mine: ['rooms', 'mine'],
  upcoming: ['rooms', 'upcoming'],
  participants: (roomId: string) => ['participants', roomId] as const,
  reminder: (roomId: string) => ['reminder', roomId] as const,
  public: (search: string) => ['rooms', 'public', search] as const,
} as const;
