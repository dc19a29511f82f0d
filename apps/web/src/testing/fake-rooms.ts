import type { RoomSummary, User } from '@watchparty/shared';

export const ANYA: User = {
  id: '0a000000-0000-4000-8000-000000000001',
  telegramId: 101,
  firstName: 'Аня',
  username: 'anya',
};

export function roomSummary(overrides: Partial<RoomSummary> = {}): RoomSummary {
  return {
    id: '00000000-0000-4000-8000-000000000010',
    name: 'Friday night',
    hostId: ANYA.id,
    hostName: ANYA.firstName,
    isPublic: true,
    hasPassword: false,
    maxParticipants: 50,
    participantCount: 3,
    controlMode: 'host',
    isPlaying: true,
    platform: 'file',
    faces: [],
    createdAt: 1_000,
    updatedAt: 1_000,
    ...overrides,
  };
}
