import { createHmac, timingSafeEqual } from 'node:crypto';
import { languageOf, type Language } from '@watchparty/shared';
import { AppError } from '../platform/errors.js';

/** Whom and what a launch of the Mini App speaks of, once its signature holds. */
export interface InitData {
  user: TelegramUser;
  /** Epoch milliseconds of the launch. */
  authDate: number;
  startParam?: string;
}

export interface TelegramUser {
  id: number;
  firstName: string;
  lastName?: string;
  username?: string;
  photoUrl?: string;
  /** False where whoever told of them knows no photos, such as the bot. */
  isPhotoKnown?: false;
  language?: Language;
  /** An IANA zone. */
  timeZone?: string;
  /** Whether the bot may write to them, where that is known. */
  mayBotWrite?: boolean;
}

export interface InitDataOptions {
  botToken: string;
  /** Oldest launch that is taken, in milliseconds. */
  maxAgeMs: number;
  /** Epoch milliseconds. */
  now: number;
}

/** Telegram's servers and ours may disagree about the time by this much. */
const FUTURE_TOLERANCE_MS = 60_000;
const HEX_SHA256 = /^[0-9a-f]{64}$/;
/** Telegram's ids have at most 52 bits. */
const MAX_TELEGRAM_ID = 2 ** 52;

/**
 * Checks the signature of a launch and reads it.
 * Source: core.telegram.org/bots/webapps, "Validating data received via the Mini App". Every pair but `hash` is
 * signed, fields unknown to us included, so none may be dropped before the check.
 *
 * @param initData the query string exactly as the client received it
 * @throws AppError `unauthorized`
 */
export function readInitData(initData: string, { botToken, maxAgeMs, now }: InitDataOptions): InitData {
  const fields = uniqueFields(initData);
  const hash = fields.get('hash');
  fields.delete('hash');
  if (hash === undefined || !hasValidHash(fields, hash, botToken))
    throw refused('The signature does not match.');

  const authDate = readAuthDate(fields.get('auth_date'));
  if (now - authDate > maxAgeMs) throw refused('This launch is too old; open the app from Telegram again.');
  if (authDate - now > FUTURE_TOLERANCE_MS) throw refused('This launch lies in the future.');

  const startParam = fields.get('start_param');
  return { user: readUser(fields.get('user')), authDate, ...(startParam !== undefined && { startParam }) };
}

/** A key that stands twice could be one thing to the check and another to the reader. */
function uniqueFields(initData: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(initData)) {
    if (fields.has(key)) throw refused('A field stands twice.');
    fields.set(key, value);
  }
  return fields;
}

function hasValidHash(fields: ReadonlyMap<string, string>, hash: string, botToken: string): boolean {
  if (!HEX_SHA256.test(hash)) return false;
  const signedText = [...fields]
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join('\n');
  const secret = createHmac('sha256', 'WebAppData').update(botToken).digest();
  const expected = createHmac('sha256', secret).update(signedText).digest();
  return timingSafeEqual(expected, Buffer.from(hash, 'hex'));
}

function readAuthDate(text: string | undefined): number {
  if (text === undefined || !/^\d{1,12}$/.test(text)) throw refused('auth_date is missing.');
  return Number(text) * 1000;
}

function readUser(json: string | undefined): TelegramUser {
  if (json === undefined) throw refused('No user came with this launch.');
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw refused('The user cannot be read.');
  }
  if (typeof value !== 'object' || value === null) throw refused('The user cannot be read.');
  const user = value as Record<string, unknown>;
  const { id, first_name: firstName } = user;
  const language = optionalText(user.language_code);
  if (typeof id !== 'number' || !Number.isInteger(id) || id <= 0 || id >= MAX_TELEGRAM_ID) {
    throw refused('The user has no id.');
  }
  return {
    id,
    firstName: optionalText(firstName) ?? '',
    lastName: optionalText(user.last_name),
    username: optionalText(user.username),
    photoUrl: optionalText(user.photo_url),
    ...(language !== undefined && { language: languageOf(language) }),
    ...(user.allows_write_to_pm === true && { mayBotWrite: true }),
  };
}

/** Telegram signs these, but nothing promises that Postgres can store every character of a name. */
function optionalText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const storable = value.replaceAll('\0', '').toWellFormed();
  return storable === '' ? undefined : storable;
}

function refused(message: string): AppError {
  return new AppError('unauthorized', message);
}
