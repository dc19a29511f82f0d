import type { Author, EpochMs, Participant, Room } from './entities.js';

/** What somebody may do to another one in a room. */
export const MEMBER_ACTS = ['promote', 'demote', 'mute', 'unmute', 'kick', 'ban', 'transfer'] as const;
export type MemberAct = (typeof MEMBER_ACTS)[number];

/** Why somebody is out of a room: `kicked` may come back, `banned` may not. */
export type RemovalReason = 'kicked' | 'banned';

/** Somebody who is kept out of a room. */
export interface RoomBan {
  id: string;
  /** Absent once they have erased themselves. */
  person?: Author;
  /** Who keeps them out; absent once they have erased themselves. */
  by?: Author;
  bannedAt: EpochMs;
}

interface Whom {
  userId: string;
}

/** What the host and moderators do, each acked with what became of it. */
export interface MemberClientEvents {
  'member:promote': { payload: Whom; data: { participant: Participant } };
  'member:demote': { payload: Whom; data: { participant: Participant } };
  /** Without `seconds` until somebody lifts it. */
  'member:mute': { payload: Whom & { seconds?: number }; data: { participant: Participant } };
  'member:unmute': { payload: Whom; data: { participant: Participant } };
  'member:kick': { payload: Whom; data: Record<string, never> };
  'member:ban': { payload: Whom; data: Record<string, never> };
  'member:unban': { payload: { banId: string }; data: Record<string, never> };
  /** Hands the room over; for good, where its owner does. */
  'room:transfer': { payload: Whom; data: { room: Room } };
  /** Asks whoever controls the video for a pause. */
  'playback:ask': { payload: Record<string, never>; data: Record<string, never> };
}

export interface MemberServerEvents {
  /** To the person concerned: this connection is out of the room. */
  'member:removed': { roomId: string; reason: RemovalReason; by?: Author };
  /** To those who control the video: somebody asks for a pause. */
  'playback:asked': { roomId: string; userId: string };
}
