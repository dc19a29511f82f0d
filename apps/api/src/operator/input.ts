import { isUuid } from '@watchparty/shared';
import { UsageError } from './command.js';

/** Telegram's ids are numbers of up to 52 bits. */
export function telegramIdOf(text: string | undefined): number {
  if (text === undefined) throw new UsageError('Say whom: a Telegram id, such as 279058397.');
  const id = /^\d{1,16}$/.test(text) ? Number(text) : 0;
  if (id < 1 || !Number.isSafeInteger(id)) {
    throw new UsageError(`"${text}" is not a Telegram id: that is a number, such as 279058397.`);
  }
  return id;
}

export function roomIdOf(text: string | undefined): string {
  if (text === undefined) throw new UsageError('Say which room: its id, as "room list" shows it.');
  if (!isUuid(text)) throw new UsageError(`"${text}" is not the id of a room; "room list" shows them.`);
  return text;
}

export function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
