import type { AchievementKey, PersonFigures } from './achievements.js';
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
  /** By the host or a moderator: nobody takes part in voice. */
  isVoiceClosed?: true;
  /** Absent where the server knows no slow mode. */
  slowMode?: SlowMode;
  /** In a room with a password, whoever has not been let in sees an empty timeline here. */
  video: Playback;
  /** When the party is to begin, or was; absent where nobody has said. */
  startsAt?: EpochMs;
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
  /** Empty where the host does not want to be named here. */
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
  /** Up to three of those who are there and let themselves be shown. */
  faces: Face[];
  startsAt?: EpochMs;
  createdAt: EpochMs;
  updatedAt: EpochMs;
}

export interface Participant {
  userId: string;
  firstName: string;
  username?: string;
  photoUrl?: string;
  role: Role;
  /** Takes part in voice, be it only to listen. */
  isVoiceEnabled: boolean;
  /** The page that takes part: signals of and to another one of the same person are void. */
  voiceSession?: string;
  isVoiceListener?: true;
  /** By the host or a moderator: may only listen. */
  isVoiceMuted?: true;
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

/** Somebody who is named in a message; where, in UTF-16 code units of its content. */
export interface Mention {
  userId: string;
  offset: number;
  length: number;
}

/** A message as those quote it who answer it. */
export interface Quote {
  id: string;
  seq: number;
  author?: Author;
  /** Its first words. */
  excerpt: string;
}

/** Everybody who feels the same about a message. */
export interface Reaction {
  emoji: string;
  count: number;
  /** Of the first so many of them. */
  userIds: string[];
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
  /** What it answers; null where that is gone. */
  replyTo?: Quote | null;
  /** By rising offset, none inside of another. */
  mentions?: Mention[];
  /** What was felt first comes first. */
  reactions?: Reaction[];
  /** When its author last wrote it anew. */
  editedAt?: EpochMs;
  /** Of the latest change; absent as it was written. Of two states of a message the one with the higher is newer. */
  revision?: number;
}

/** What somebody feels at a moment of the film: shown over the picture, and kept nowhere. */
export interface FilmReaction {
  userId: string;
  emoji: string;
  /** Where their player was, in seconds: others show it when theirs is there. */
  position: number;
}

/** What became of a message after it was written. */
export type MessageChange = {
  roomId: string;
  /** Rises by one with each change of a message of the room. */
  revision: number;
} & ({ message: Message } | { deletedId: string });

export interface UserStats extends PersonFigures {
  /** What was given, each level for itself. */
  achievements: AchievementKey[];
  /** Days in a row up to today or yesterday, by the person's own calendar. */
  streak: number;
  /** The person's own date, as `2026-02-28`. */
  today: string;
  /** The days of the last twelve weeks with anything on them, earliest first. */
  calendar: WatchDay[];
  updatedAt: EpochMs;
}

export interface WatchDay {
  /** As `2026-02-28`. */
  day: string;
  seconds: number;
}

/** What somebody lets the server do with them. */
export interface UserSettings {
  /** Whether time, days, company, history and achievements are counted from now on. */
  isCounted: boolean;
  /** Whether name and face are shown in lists of rooms, to people who are not in the room. */
  isNameListed: boolean;
}
