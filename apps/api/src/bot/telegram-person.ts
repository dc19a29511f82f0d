import { type Language, languageOf } from '@watchparty/shared';
import type { User } from 'grammy/types';
import type { TelegramPerson } from '../parties/parties.service.js';
import { TEXTS, type Texts } from './texts.js';

export function languageFor({ language_code: tag = '' }: User): Language {
  return languageOf(tag);
}

/** What is said to somebody, in their language. */
export function textsFor(user: User): Texts {
  return TEXTS[languageFor(user)];
}

export function personOf(user: User): TelegramPerson {
  return {
    id: user.id,
    firstName: user.first_name,
    ...(user.last_name !== undefined && { lastName: user.last_name }),
    ...(user.username !== undefined && { username: user.username }),
    language: languageFor(user),
  };
}
