import { hash } from 'node:crypto';
import type { Participant } from '@watchparty/shared';
import { mutedUntil } from './participants.repository.js';

/** What of a participant changes while they sit in a room. */
type Marked = Pick<
  Participant,
  | 'userId'
  | 'role'
  | 'isVoiceEnabled'
  | 'voiceSession'
  | 'isVoiceListener'
  | 'isVoiceMuted'
  | 'isOnline'
  | 'isMuted'
  | 'mutedUntil'
>;

/**
 * A number below 2^32 for a participant's state. The marks of a room added up stand for its whole list: two lists that
 * differ have the same sum once in four billion times.
 */
export function rosterMark(participant: Marked): number {
  const {
    userId,
    role,
    isVoiceEnabled,
    voiceSession = '',
    isVoiceListener,
    isVoiceMuted,
    isOnline,
  } = participant;
  const { isMuted, mutedUntil: until = 0 } = participant;
  const voice = [isVoiceEnabled, isVoiceListener === true, isVoiceMuted === true].map(Number);
  const line = [userId, role, ...voice, voiceSession, Number(isOnline), ...(isMuted ? [until] : [])].join(
    '|',
  );
  return Number.parseInt(hash('md5', line).slice(0, 8), 16);
}

/** SQL's twin of the sum of all marks of a room called `r`; a test holds the two together. */
export const ROSTER_SUM = `
  (SELECT coalesce(sum(('x' || left(md5(concat_ws('|',
      seat.user_id, seat.role, seat.is_voice_enabled::int, (seat.is_voice_enabled AND seat.is_voice_listener)::int,
      seat.is_voice_muted::int, CASE WHEN seat.is_voice_enabled THEN coalesce(seat.voice_session::text, '') ELSE '' END,
      (seat.away_since IS NULL)::int, ${mutedUntil('seat')})), 8))::bit(32)::bigint), 0)
    FROM room_participants seat WHERE seat.room_id = r.id AND seat.left_at IS NULL)::bigint`;
