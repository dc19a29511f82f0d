import type { Language, ReminderResponse, RoomSummary } from '@watchparty/shared';
import { AppError, roomNotFound } from '../platform/errors.js';
import type { Now } from '../platform/now.js';
import type { RemindersRepository } from './reminders.repository.js';

/** A quarter of an hour before, and at the start. */
export type ReminderKind = 'soon' | 'start';

/** A word that is to be said now. */
export interface DueReminder {
  kind: ReminderKind;
  roomId: string;
  userId: string;
  telegramId: number;
  name: string;
  /** Epoch milliseconds. */
  startsAt: number;
  language?: Language;
  timeZone?: string;
}

export interface RemindersService {
  /** @throws AppError `room_not_found` */
  read(userId: string, roomId: string): Promise<ReminderResponse>;
  /** @throws AppError `room_not_found`, `conflict` where nothing is ahead */
  set(userId: string, roomId: string, isOn: boolean): Promise<ReminderResponse>;
  /** Words that are due, each to one of all that ask. */
  take(limit: number): Promise<DueReminder[]>;
  /** What was taken and surely not said, so that it is said later. */
  giveBack(reminder: DueReminder): Promise<void>;
}

export interface RemindersServiceOptions {
  reminders: RemindersRepository;
  findRoom: (roomId: string) => Promise<RoomSummary | undefined>;
  now: Now;
}

export function createRemindersService(options: RemindersServiceOptions): RemindersService {
  const { reminders, findRoom, now } = options;

  const refuseUnknown = async (roomId: string): Promise<void> => {
    if (!(await findRoom(roomId))) throw roomNotFound();
  };

  return {
    async read(userId, roomId) {
      await refuseUnknown(roomId);
      return reminders.read({ userId, roomId });
    },

    async set(userId, roomId, isOn) {
      const asked = { userId, roomId };
      if (!isOn) await reminders.turnOff(asked);
      else if (!(await reminders.turnOn(asked, now()))) {
        await refuseUnknown(roomId);
        throw new AppError('conflict', 'No party is planned here.');
      }
      return reminders.read(asked);
    },

    async take(limit) {
      const [starting, soon] = [
        await reminders.take('start', now(), limit),
        await reminders.take('soon', now(), limit),
      ];
      return [...starting, ...soon];
    },

    giveBack: reminders.giveBack,
  };
}
