import type { Participant, Room, VoiceToggle } from '@watchparty/shared';
import { AppError, roomNotFound } from '../platform/errors.js';
import type { Database } from '../platform/postgres/database.js';
import { consumeOrThrow, type RateLimiter } from '../platform/rate-limits/rate-limiter.js';
import type { Broadcaster } from '../platform/socket/broadcaster.js';
import type { VoiceRepository, VoiceRoom } from './voice.repository.js';

/** Who speaks in a room, and the way by which two of them find each other. The sound itself never comes here. */
export interface VoiceService {
  /** @throws AppError `forbidden` without a seat, `muted`, `voice_full`, `voice_closed` */
  toggle(roomId: string, userId: string, toggle: VoiceToggle): Promise<Participant>;
  /**
   * Hands a description or candidate on.
   *
   * @throws AppError `forbidden` unless both are in voice in this room, `rate_limited`
   */
  signal(roomId: string, from: string, to: string, data: unknown): Promise<void>;
  /** Somebody may only listen from now on, or may speak again. @throws AppError `forbidden` */
  mute(roomId: string, actorId: string, userId: string, isMuted: boolean): Promise<Participant>;
  /** @throws AppError `forbidden` */
  close(roomId: string, actorId: string, isClosed: boolean): Promise<Room>;
}

/** How many take part at once: everybody who speaks has a connection with each of the others. */
export interface VoiceLimits {
  maxSpeakers: number;
  maxListeners: number;
}

export interface VoiceServiceOptions extends VoiceLimits {
  database: Database;
  voice: VoiceRepository;
  /** The participant as everybody sees them. */
  findParticipant: (roomId: string, userId: string) => Promise<Participant | undefined>;
  findRoom: (roomId: string) => Promise<Room | undefined>;
  broadcaster: Pick<Broadcaster, 'toRoom' | 'toMember'>;
  /** Bounds the signals of a person. */
  signals: RateLimiter;
  /** Somebody came in, or changed how they take part. */
  onEntered: (as: 'speaker' | 'listener') => void;
}

export function createVoiceService(options: VoiceServiceOptions): VoiceService {
  const { database, voice, findParticipant, findRoom, broadcaster, signals, onEntered } = options;

  const announced = async (roomId: string, userId: string): Promise<Participant> => {
    const participant = await findParticipant(roomId, userId);
    if (!participant) throw new AppError('forbidden', 'Join the room first.');
    broadcaster.toRoom(roomId, 'room:participants', { changed: [participant] });
    return participant;
  };

  const enter = (roomId: string, userId: string, { isListener = false, session }: VoiceToggle) =>
    database.transaction(async (tx) => {
      const room = await voice.lock(tx, roomId, userId);
      if (!room) throw roomNotFound();
      refuse(room, isListener, options);
      await voice.enter(tx, roomId, userId, { isListener, session: session ?? null });
    });

  return {
    async toggle(roomId, userId, toggle) {
      if (toggle.enabled) {
        await enter(roomId, userId, toggle);
        onEntered(toggle.isListener === true ? 'listener' : 'speaker');
      } else if (!(await voice.leave(roomId, userId, toggle.session ?? null))) {
        throw new AppError('forbidden', 'Join the room first.');
      }
      return announced(roomId, userId);
    },

    async signal(roomId, from, to, data) {
      await consumeOrThrow(signals, from);
      if (from === to || !(await voice.areBothEnabled(roomId, from, to))) {
        throw new AppError('forbidden', 'Both of you have to be in voice in this room.');
      }
      broadcaster.toMember(roomId, to, 'voice:signal', { from, data });
    },

    async mute(roomId, actorId, userId, isMuted) {
      if (!(await voice.setMuted(roomId, actorId, userId, isMuted))) {
        throw new AppError('forbidden', 'You may not mute this person.');
      }
      return announced(roomId, userId);
    },

    async close(roomId, actorId, isClosed) {
      const silenced = await database.transaction((tx) => voice.setClosed(tx, roomId, actorId, isClosed));
      if (!silenced) throw new AppError('forbidden', 'Only the host and moderators may close voice.');
      const room = await findRoom(roomId);
      if (!room) throw roomNotFound();
      broadcaster.toRoom(roomId, 'room:update', { room });
      const changed = await Promise.all(silenced.map((userId) => findParticipant(roomId, userId)));
      const known = changed.filter((participant) => participant !== undefined);
      if (known.length > 0) broadcaster.toRoom(roomId, 'room:participants', { changed: known });
      return room;
    },
  };
}

/** @throws AppError where a person may not take part so */
function refuse(room: VoiceRoom, isListener: boolean, limits: VoiceLimits): void {
  if (!room.isSeated) throw new AppError('forbidden', 'Join the room first.');
  if (room.isClosed) throw new AppError('voice_closed', 'Voice is closed in this room.');
  if (isListener) {
    if (room.listeners >= limits.maxListeners) {
      throw new AppError('voice_full', `Only ${limits.maxListeners} may listen at once.`);
    }
    return;
  }
  if (room.isMuted) throw new AppError('muted', 'You may only listen: the host or a moderator muted you.');
  if (room.speakers >= limits.maxSpeakers) {
    throw new AppError('voice_full', `Only ${limits.maxSpeakers} may speak at once; you can listen.`);
  }
}
