import type { EpochMs } from '@watchparty/shared';
import { type JoinedState, you } from '@watchparty/shared/room-client';

/** Why somebody may not write just now. */
export type WritingPause =
  | { kind: 'muted'; until: EpochMs | undefined }
  /** The room is in slow mode, and they have just written. */
  | { kind: 'slow'; until: EpochMs };

/** What the room says of this person's writing; whether a `slow` one is over is for the clock to say. */
export function writingPauseOf(
  state: Pick<JoinedState, 'participants' | 'youId' | 'room' | 'messages'>,
): WritingPause | undefined {
  const self = you(state as JoinedState);
  if (self?.isMuted) return { kind: 'muted', until: self.mutedUntil };
  const { slowMode = 0 } = state.room;
  if (slowMode === 0 || self?.role !== 'participant') return undefined;
  const latest = state.messages.list.findLast(
    ({ userId, type }) => userId === state.youId && type !== 'system',
  );
  return latest && { kind: 'slow', until: latest.createdAt + slowMode * 1000 };
}
