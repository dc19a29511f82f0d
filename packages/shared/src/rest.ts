import type { AchievementKey, EarnedAchievement } from './achievements.js';
import type {
  BufferWait,
  ControlMode,
  EpochMs,
  Face,
  Message,
  Participant,
  RoomSummary,
  SlowMode,
  User,
  UserSettings,
} from './entities.js';
import type { Language } from './languages.js';
import type { RoomBan } from './members.js';
import type { Playback } from './playback.js';
import type { Capabilities, Platform } from './video/platform.js';

export interface SignInRequest {
  initData: string;
  /** The IANA zone of the person's clock, for what the bot says of times. */
  timeZone?: string;
}

export interface SignInResponse {
  token: string;
  expiresAt: EpochMs;
  user: User;
  /** The signed `start_param` of the launch. */
  startParam?: string;
}

export interface ListRoomsQuery {
  search?: string;
  platform?: Platform;
  /** The rooms that the caller owns or hosts, private ones included. */
  mine?: boolean;
  /**
   * Instead of all rooms those whose party is still to begin, the next one first: public ones, one's own, and those that
   * one wants to be reminded of.
   */
  upcoming?: boolean;
  cursor?: string;
  limit?: number;
}

export interface ListRoomsResponse {
  rooms: RoomSummary[];
  nextCursor: string | null;
}

export interface CreateRoomRequest {
  name: string;
  videoUrl?: string;
  isPublic?: boolean;
  password?: string;
  maxParticipants?: number;
  controlMode?: ControlMode;
  bufferWait?: BufferWait;
  /** 0 to 1. */
  skipShare?: number;
  /** When the party is to begin: ahead, and within a year. */
  startsAt?: EpochMs;
  slowMode?: SlowMode;
}

/** `null` takes a password, a video or the time of the start away. */
export interface UpdateRoomRequest {
  name?: string;
  videoUrl?: string | null;
  isPublic?: boolean;
  password?: string | null;
  maxParticipants?: number;
  controlMode?: ControlMode;
  bufferWait?: BufferWait;
  /** 0 to 1. */
  skipShare?: number;
  startsAt?: EpochMs | null;
  slowMode?: SlowMode;
}

export interface ListParticipantsQuery {
  cursor?: string;
  limit?: number;
}

export interface ListParticipantsResponse {
  /** Longest present first. */
  participants: Participant[];
  nextCursor: string | null;
}

export interface ListBansQuery {
  cursor?: string;
  limit?: number;
}

export interface ListBansResponse {
  /** The latest first. */
  bans: RoomBan[];
  nextCursor: string | null;
}

export interface ListMessagesQuery {
  /** Only messages with a smaller seq, the latest of them. */
  before?: number;
  /** Only messages with a greater seq, the earliest of them. */
  after?: number;
  limit?: number;
  /** The latest change that the caller knows: the answer is no older. */
  revision?: number;
}

export interface ListMessagesResponse {
  /** By rising seq. */
  messages: Message[];
  hasMore: boolean;
}

export interface ResolvedVideo {
  platform: Platform;
  videoId?: string;
  canonicalUrl: string;
  embedUrl?: string;
  startAt?: number;
  /** The platform's id of a list that the link opens as well, or instead of a video. */
  playlistId?: string;
  title?: string;
  thumbnailUrl?: string;
  /** Seconds. */
  duration?: number;
  isLive?: boolean;
  /** The videos of a list that the link opens, as far as the platform tells them without a player; at most 200. */
  items?: ListedVideo[];
  /** Of a file or playlist, as its server calls it: `video/mp4`, or `text/html` where a page answers instead. */
  contentType?: string;
  /** Bytes. */
  contentLength?: number;
  /**
   * Whether the page says that it must not be shown inside of the Mini App or of Telegram Web. It may say otherwise to a
   * browser elsewhere, so this is a warning and no more.
   */
  isFramingRefused?: true;
  capabilities: Capabilities;
}

/** One video of a list, as it would be pasted. */
export interface ListedVideo {
  url: string;
  title?: string;
  thumbnailUrl?: string;
  /** Seconds. */
  duration?: number;
}

/** A video that somebody has watched in some room. */
export interface WatchedVideo {
  /** Canonical link, as `Playback.videoUrl`. */
  url: string;
  platform: Platform;
  title?: string;
  thumbnailUrl?: string;
  /** Seconds. */
  duration?: number;
  /** When they were last seen watching it. */
  watchedAt: EpochMs;
  /** Some of those who watched it with them, whoever did so last first. Absent where there was nobody. */
  people?: Face[];
  /** How many did. */
  peopleCount?: number;
}

export interface WatchHistoryQuery {
  cursor?: string;
  limit?: number;
}

export interface WatchHistoryResponse {
  /** Each video once, what was watched last first. */
  videos: WatchedVideo[];
  nextCursor: string | null;
}

export interface AchievementsResponse {
  /** What was given last first. */
  achievements: EarnedAchievement[];
}

export interface SeenAchievementsRequest {
  achievements: AchievementKey[];
}

export type UpdateSettingsRequest = Partial<UserSettings>;

/** Of `PUT /rooms/:id/subtitles`: with a file as its body in the query, with an address in the body itself. */
export interface SubtitlesDescription {
  /** The video that they are for: where the room has another one by now, they are not taken. */
  videoUrl: string;
  label: string;
  /** A BCP 47 tag. */
  language?: string;
}

export interface SubtitlesByAddress extends SubtitlesDescription {
  url: string;
}

export interface SubtitlesResponse {
  playback: Playback;
}

/** Of `POST /rooms/:id/invite-card`: in whose words the invitation is written. */
export interface InviteCardRequest {
  language: Language;
}

export interface InviteCardResponse {
  /** For `shareMessage` of the Mini App, by the same person and soon. */
  preparedMessageId: string;
}

/** Of `PUT /rooms/:id/reminder`. */
export interface ReminderRequest {
  isOn: boolean;
}

/** Whether the caller is told by the bot when the room's party is near, and when it begins. */
export interface ReminderResponse {
  isOn: boolean;
  /** False where the bot knows that it may not write to them; absent where nobody knows. */
  mayBotWrite?: boolean;
}

/** Of `POST /offers/:id`. */
export interface OpenOfferResponse {
  roomId: string;
}

export interface IceServer {
  urls: string[];
  username?: string;
  credential?: string;
}

export interface IceServersResponse {
  iceServers: IceServer[];
  /** Everything goes by way of a relay, so that nobody learns anybody's address. */
  isRelayOnly?: true;
  expiresAt: EpochMs;
}

/** What the Mini App has to know of the installation before anybody signs in. */
export interface PublicConfig {
  /** Absent where no bot is configured; then invites are plain links to the app. */
  botUsername?: string;
  appName?: string;
  sampleVideoUrl: string;
  /** How many take part in a room's voice at once. Absent where the server has no voice. */
  voice?: { maxSpeakers: number; maxListeners: number };
  /** Where the Mini App reports its own faults; absent where it does not. */
  sentryDsn?: string;
}

/** What a link to a room tells to whoever has not signed in. A private room says nothing but that it is one. */
export type RoomCard =
  | { id: string; isPublic: false }
  | {
      id: string;
      isPublic: true;
      name: string;
      hasPassword: boolean;
      isPlaying: boolean;
      participantCount: number;
      maxParticipants: number;
      /** What is watched, unless a password hides it. */
      platform?: Platform;
      videoTitle?: string;
      videoThumbnailUrl?: string;
    };

export interface HealthResponse {
  /** `draining`: it still serves those who are there, and wants nobody new. */
  status: 'ok' | 'degraded' | 'draining' | 'down';
  checks: { database: boolean; redis: boolean | null; websocket: boolean };
  version: string;
  /** Which node answers. */
  node: string;
  /** Seconds. */
  uptime: number;
}
