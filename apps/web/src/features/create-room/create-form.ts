import {
  ApiError,
  type ControlMode,
  type CreateRoomRequest,
  type ResolvedVideo,
  ROOM_MAX_PARTICIPANTS_DEFAULT,
  ROOM_NAME_MAX_LENGTH,
  ROOM_PASSWORD_MAX_BYTES,
} from '@watchparty/shared';

import { instantOfField } from '../../lib/local-date-time.js';
import { checkVideoLink, type VideoLinkFault } from '../../lib/video-link-check.js';

export interface CreateForm {
  url: string;
  /** Undefined until somebody types: the name follows the video until then. */
  name: string | undefined;
  isPublic: boolean;
  password: string;
  maxParticipants: number;
  controlMode: ControlMode;
  /** As a field for date and time has it, by the clock of the device; '' is right away. */
  startsAt: string;
}

/** Fields that can be wrong on their own, each with the kinds of wrong it knows. */
export interface FieldFaults {
  url?: VideoLinkFault | 'refused';
  name?: 'empty' | 'refused';
  password?: 'too-long' | 'refused';
  startsAt?: 'past' | 'refused';
}

export function emptyForm(url = ''): CreateForm {
  return {
    url,
    name: undefined,
    isPublic: true,
    password: '',
    maxParticipants: ROOM_MAX_PARTICIPANTS_DEFAULT,
    controlMode: 'host',
    startsAt: '',
  };
}

/** The typed name; else the video's title; else the one that fits always. */
export function nameOf(
  form: CreateForm,
  video: Pick<ResolvedVideo, 'title'> | undefined,
  fallback: string,
): string {
  if (form.name !== undefined) return form.name;
  const title = video?.title?.trim() ?? '';
  return clip(title === '' ? fallback : title);
}

export function faultsOf(form: CreateForm, name: string, origin: string, nowMs: number): FieldFaults {
  const faults: FieldFaults = {};
  const link = checkVideoLink(form.url, origin);
  if (link !== 'ok' && link !== 'empty') faults.url = link;
  if (name.trim() === '') faults.name = 'empty';
  if (new TextEncoder().encode(form.password).length > ROOM_PASSWORD_MAX_BYTES) faults.password = 'too-long';
  const startsAt = instantOfField(form.startsAt);
  if (startsAt !== undefined && startsAt <= nowMs) faults.startsAt = 'past';
  return faults;
}

export function hasFaults(faults: FieldFaults): boolean {
  return Object.keys(faults).length > 0;
}

export function requestOf(form: CreateForm, name: string): CreateRoomRequest {
  const videoUrl = form.url.trim();
  const startsAt = instantOfField(form.startsAt);
  return {
    name: name.trim(),
    ...(videoUrl !== '' && { videoUrl }),
    isPublic: form.isPublic,
    ...(form.password !== '' && { password: form.password }),
    maxParticipants: form.maxParticipants,
    controlMode: form.controlMode,
    ...(startsAt !== undefined && { startsAt }),
  };
}

/** Which fields the server means; none when the error is about something else. */
export function faultsOfError(error: unknown): FieldFaults {
  if (!(error instanceof ApiError)) return {};
  if (error.code === 'unsupported_video') return { url: 'refused' };
  if (error.code !== 'validation_failed') return {};
  const faults: FieldFaults = {};
  for (const { path } of error.details) {
    if (path === 'videoUrl') faults.url = 'refused';
    if (path === 'name') faults.name = 'refused';
    if (path === 'password') faults.password = 'refused';
    if (path === 'startsAt') faults.startsAt = 'refused';
  }
  return faults;
}

/** Cuts between characters that a person sees as one: half an emoji is refused by the server. */
function clip(text: string): string {
  if (text.length <= ROOM_NAME_MAX_LENGTH) return text;
  let clipped = '';
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    if (clipped.length + segment.length > ROOM_NAME_MAX_LENGTH - 1) break;
    clipped += segment;
  }
  return `${clipped.trimEnd()}…`;
}
