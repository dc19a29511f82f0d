import type { Playback } from './playback.js';
import type { Platform } from './video/platform.js';

/** Instants on the wire are server epoch milliseconds. */
export type EpochMs = number;

export interface User {
  id: string;
  telegramId: number;
  username?: string;
  firstName: string;
  lastName?: string;
  photoUrl?: string;
}

export const CONTROL_MODES = ['host', 'moderators', 'everyone'] as const;
/** Who may send `video:*`: the host alone, the host and moderators, or everyone in the room. */
export type ControlMode = (typeof CONTROL_MODES)[number];

export const BUFFER_WAITS = [0, 3, 10] as const;
/** How long a room waits for whoever runs out of video, in seconds at most; 0 is never. */
export type BufferWait = (typeof BUFFER_WAITS)[number];
export const BUFFER_WAIT_DEFAULT: BufferWait = 3;

export const SKIP_SHARE_DEFAULT = 0.5;

export const SLOW_MODES = [0, 5, 15, 30, 60] as const;
/** Seconds between two messages of a participant; 0 is no wait. */
export type SlowMode = (typeof SLOW_MODES)[number];

export const ROLES = ['host', 'moderator', 'participant'] as const;
export type Role = (typeof ROLES)[number];

export interface Room {
  id: string;
  name: string;
  hostId: string;
  /** Whose room it is, be somebody else its host for now. Absent where the server does not tell. */
  ownerId?: string;
  isPublic: boolean;
  hasPassword: boolean;
  maxParticipants: number;
  /** People who hold a seat now. */
  participantCount: number;
  controlMode: ControlMode;
  /** Absent where the server waits for nobody. */
  bufferWait?: BufferWait;
  /**
   * Of those who are online, the share that skips a video by voting, above 0 and up to 1; at 0 nobody can. Absent where
   * the server has no queue.
   */
  skipShare?: number;
  /** Absent where the server knows no slow mode. */
  slowMode?: SlowMode;
  /** In a room with a password, whoever has not been let in sees an empty timeline here. */
  video: Playback;
  createdAt: EpochMs;
  updatedAt: EpochMs;
}

/** A face on a room's card. */
export interface Face {
  userId: string;
  firstName: string;
  photoUrl?: string;
}

/** A room in a list: what anybody may know of it. */
export interface RoomSummary {
  id: string;
  name: string;
  hostId: string;
  hostName: string;
  isPublic: boolean;
  hasPassword: boolean;
  maxParticipants: number;
  participantCount: number;
  controlMode: ControlMode;
  isPlaying: boolean;
  platform?: Platform;
  videoTitle?: string;
  videoThumbnailUrl?: string;
  /** Up to three of those who are there. */
  faces: Face[];
  createdAt: EpochMs;
  updatedAt: EpochMs;
}

export interface Participant {
  userId: string;
  firstName: string;
  username?: string;
  photoUrl?: string;
  role: Role;
  isVoiceEnabled: boolean;
  /** By the host or a moderator: may not write. */
  isMuted?: true;
  /** When that ends by itself; absent where it lasts until somebody lifts it. */
  mutedUntil?: EpochMs;
  isOnline: boolean;
  joinedAt: EpochMs;
}

export const SENDABLE_MESSAGE_TYPES = ['text', 'emoji'] as const;
export type SendableMessageType = (typeof SENDABLE_MESSAGE_TYPES)[number];
export type MessageType = SendableMessageType | 'system';

/** What a system message's `content` may be; clients put it into words, with `author` as the subject and `target` as the object. */
export const SYSTEM_NOTES = [
  'joined',
  'video_changed',
  'host_changed',
  'promoted',
  'demoted',
  'kicked',
  'banned',
  'handed_over',
  'slow_mode_on',
  'slow_mode_off',
] as const;
export type SystemNote = (typeof SYSTEM_NOTES)[number];

export interface Author {
  id: string;
  firstName: string;
  username?: string;
  photoUrl?: string;
}

export interface Message {
  id: string;
  /** Rises by at least one with each message of the room; everybody sees the same order. */
  seq: number;
  roomId: string;
  userId?: string;
  author?: Author;
  /** Whom a system message is about, beside its author. */
  target?: Author;
  content: string;
  type: MessageType;
  /** The sender's own id of the message, so that a retry is recognised. */
  clientId?: string;
  createdAt: EpochMs;
}

export interface UserStats {
  /** Seconds. */
  totalWatchTime: number;
  roomsCreated: number;
  roomsJoined: number;
  messagesSent: number;
  achievements: string[];
  updatedAt: EpochMs;
}
