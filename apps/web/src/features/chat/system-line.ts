import type { Message, SystemNote } from '@watchparty/shared';
import type { NotedReason, RoomNote } from '@watchparty/shared/room-client';

import { formatClock } from '../../lib/format-duration.js';

/** What happened, as a key of the chat's texts and what goes into it. */
export interface SystemLine {
  key: `line.${LineName}.${'you' | 'other'}` | `line.${TargetedName}.target`;
  values: { name: string; target: string; time: string; rate: string };
}

/** What somebody does to somebody. */
const TARGETED = ['promoted', 'demoted', 'kicked', 'banned', 'handedOver'] as const;
type TargetedName = (typeof TARGETED)[number];
type LineName =
  'joined' | 'videoChanged' | 'hostChanged' | 'slowModeOn' | 'slowModeOff' | TargetedName | NotedReason;

interface LineContext {
  youId: string;
  /** The name of somebody who is or was here. */
  nameOf: (userId: string) => string;
  /** The person's language, for numbers. */
  language: string;
}

/** An underscore in a key would mean a grammatical context to i18next. */
const LINE_NAMES: Record<SystemNote, LineName> = {
  joined: 'joined',
  video_changed: 'videoChanged',
  host_changed: 'hostChanged',
  promoted: 'promoted',
  demoted: 'demoted',
  kicked: 'kicked',
  banned: 'banned',
  handed_over: 'handedOver',
  slow_mode_on: 'slowModeOn',
  slow_mode_off: 'slowModeOff',
};

/** Undefined for a note that this version of the app has no words for. */
export function lineOfMessage(message: Message, { youId, nameOf }: LineContext): SystemLine | undefined {
  const { content, userId, author, target } = message;
  if (!isSystemNote(content)) return undefined;
  const actorId = userId ?? author?.id;
  const name = author?.firstName ?? (actorId === undefined ? undefined : nameOf(actorId));
  if (name === undefined) return undefined;
  const line = LINE_NAMES[content];
  const values = { name, target: target?.firstName ?? '', time: '', rate: '' };
  if (!isTargeted(line)) return { key: `line.${line}.${actorId === youId ? 'you' : 'other'}`, values };
  if (!target) return undefined;
  return target.id === youId
    ? { key: `line.${line}.target`, values }
    : { key: `line.${line}.${actorId === youId ? 'you' : 'other'}`, values };
}

export function lineOfNote(note: RoomNote, { youId, nameOf, language }: LineContext): SystemLine {
  const values = {
    name: nameOf(note.userId),
    target: '',
    // Where a room stands on its own timeline of a live programme means nothing to people.
    time:
      note.programTime === undefined
        ? formatClock(note.position)
        : new Date(note.programTime).toLocaleTimeString(language),
    rate: `${note.rate.toLocaleString(language)}×`,
  };
  return { key: `line.${note.reason}.${note.userId === youId ? 'you' : 'other'}`, values };
}

function isSystemNote(content: string): content is SystemNote {
  return Object.hasOwn(LINE_NAMES, content);
}

function isTargeted(line: LineName): line is TargetedName {
  return TARGETED.some((name) => name === line);
}
