import { languageOf } from '@watchparty/shared';
import type { User } from 'grammy/types';
import type { TelegramPerson } from '../parties/parties.service.js';
import { TEXTS, type Texts } from './texts.js';

/** What is said to somebody, in their language. */
export function textsFor({ language_code: tag = '' }: User): Texts {
  return TEXTS[languageOf(tag)];
}

export function personOf(user: User): TelegramPerson {
  return {
    id: user.id,
    firstName: user.first_name,
    ...(user.last_name !== undefined && { lastName: user.last_name }),
    ...(user.username !== undefined && { username: user.username }),
    language: languageOf(user.language_code ?? ''),
  };
}
