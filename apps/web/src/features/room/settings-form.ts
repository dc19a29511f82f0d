import {
  BUFFER_WAIT_DEFAULT,
  SKIP_SHARE_DEFAULT,
  type BufferWait,
  type ControlMode,
  type Room,
  type SlowMode,
  type UpdateRoomRequest,
} from '@watchparty/shared';

import { fieldOfInstant, instantOfField } from '../../lib/local-date-time.js';

/** What the sheet offers; a room may have another one from elsewhere. */
export const SKIP_SHARES = [0, 0.3, 0.5, 0.7] as const;

/** The room's settings as they stand in the sheet. */
export interface SettingsForm {
  name: string;
  isPublic: boolean;
  hasPassword: boolean;
  /** Empty means: leave the one that is set. */
  password: string;
  controlMode: ControlMode;
  maxParticipants: number;
  bufferWait: BufferWait;
  /** Share of those present, 0 to 1. */
  skipShare: number;
  /** As a field for date and time has it; '' where no start is planned. */
  startsAt: string;
  slowMode: SlowMode;
}

export function settingsFormOf(room: Room): SettingsForm {
  const {
    name,
    isPublic,
    hasPassword,
    controlMode,
    maxParticipants,
    bufferWait = BUFFER_WAIT_DEFAULT,
    skipShare = SKIP_SHARE_DEFAULT,
    startsAt,
    slowMode = 0,
  } = room;
  return {
    name,
    isPublic,
    hasPassword,
    password: '',
    controlMode,
    maxParticipants,
    bufferWait,
    skipShare,
    startsAt: fieldOfInstant(startsAt),
    slowMode,
  };
}

/** Only what was changed, so that nothing that somebody else changed meanwhile is put back. */
export function settingsChanges(room: Room, form: SettingsForm): UpdateRoomRequest {
  const name = form.name.trim();
  return {
    ...(name !== room.name && { name }),
    ...(form.isPublic !== room.isPublic && { isPublic: form.isPublic }),
    ...(form.controlMode !== room.controlMode && { controlMode: form.controlMode }),
    ...(form.maxParticipants !== room.maxParticipants && { maxParticipants: form.maxParticipants }),
    ...(form.bufferWait !== (room.bufferWait ?? BUFFER_WAIT_DEFAULT) && { bufferWait: form.bufferWait }),
    ...(form.skipShare !== (room.skipShare ?? SKIP_SHARE_DEFAULT) && { skipShare: form.skipShare }),
    ...(form.startsAt !== fieldOfInstant(room.startsAt) && {
      startsAt: instantOfField(form.startsAt) ?? null,
    }),
    ...(form.slowMode !== (room.slowMode ?? 0) && { slowMode: form.slowMode }),
    ...(form.hasPassword && form.password !== '' && { password: form.password }),
    ...(!form.hasPassword && room.hasPassword && { password: null }),
  };
}
