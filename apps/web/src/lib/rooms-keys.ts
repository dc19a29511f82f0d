import type { Platform } from '@watchparty/shared';

/** What a list of public rooms is narrowed to. */
export interface RoomFilter {
  search?: string;
  platform?: Platform;
}

/** Where lists of rooms lie in the query cache. */
export const roomsKeys = {
  all: ['rooms'],
  mine: ['rooms', 'mine'],
  upcoming: ['rooms', 'upcoming'],
  bans: (roomId: string) => ['bans', roomId] as const,
  participants: (roomId: string) => ['participants', roomId] as const,
  reminder: (roomId: string) => ['reminder', roomId] as const,
  public: ({ search = '', platform }: RoomFilter) => ['rooms', 'public', search, platform ?? ''] as const,
} as const;

/** What Home asks for beside the public list. */
export const MY_ROOMS_QUERY = { mine: true, limit: 20 } as const;
export const UPCOMING_QUERY = { upcoming: true, limit: 10 } as const;
