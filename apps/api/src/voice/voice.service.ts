import type { Participant } from '@watchparty/shared';
import { AppError } from '../platform/errors.js';
import type { Broadcaster } from '../platform/socket/broadcaster.js';
import type { VoiceRepository } from './voice.repository.js';

/** Who speaks in a room, and the way by which two of them find each other. The sound itself never comes here. */
export interface VoiceService {
  /** @throws AppError `forbidden` without a seat */
  toggle(roomId: string, userId: string, isEnabled: boolean): Promise<Participant>;
  /** Hands a description or candidate on. @throws AppError `forbidden` unless both are in voice in this room */
  signal(roomId: string, from: string, to: string, data: unknown): Promise<void>;
}

export interface VoiceServiceOptions {
  voice: VoiceRepository;
  /** The participant as everybody sees them. */
  findParticipant: (roomId: string, userId: string) => Promise<Participant | undefined>;
  broadcaster: Pick<Broadcaster, 'toRoom' | 'toMember'>;
}

export function createVoiceService({
  voice,
  findParticipant,
  broadcaster,
}: VoiceServiceOptions): VoiceService {
  return {
    async toggle(roomId, userId, isEnabled) {
      const isSeated = await voice.setEnabled(roomId, userId, isEnabled);
      const participant = isSeated ? await findParticipant(roomId, userId) : undefined;
      if (!participant) throw new AppError('forbidden', 'Join the room first.');
      broadcaster.toRoom(roomId, 'room:participants', { changed: [participant] });
      return participant;
    },

    async signal(roomId, from, to, data) {
      if (from === to || !(await voice.areBothEnabled(roomId, from, to))) {
        throw new AppError('forbidden', 'Both of you have to be in voice in this room.');
      }
      broadcaster.toMember(roomId, to, 'voice:signal', { from, data });
    },
  };
}
