import { EMOJI_MESSAGE_MAX_COUNT, emojiOf, type Mention } from '@watchparty/shared';
import { AppError } from '../platform/errors.js';

/** @throws AppError `validation_failed` for anything but a few emoji */
export function requireEmoji(content: string): void {
  const emoji = emojiOf(content);
  if (!emoji || emoji.length > EMOJI_MESSAGE_MAX_COUNT) {
    throw new AppError('validation_failed', `An emoji message has 1 to ${EMOJI_MESSAGE_MAX_COUNT} emoji.`, {
      details: [{ path: 'content', message: 'must consist of emoji' }],
    });
  }
}

/**
 * Whom a message names is written there with an @, one behind the other. That they are people of the room is seen where it
 * is kept.
 *
 * @throws AppError `validation_failed`
 */
export function requireMentions(content: string, mentions: readonly Mention[]): void {
  let end = 0;
  for (const [index, { offset, length }] of mentions.entries()) {
    if (offset < end || offset + length > content.length || content[offset] !== '@') {
      throw new AppError('validation_failed', 'A name does not stand where it is said to.', {
        details: [{ path: `mentions.${index}`, message: 'must lie in the content, behind the one before' }],
      });
    }
    end = offset + length;
  }
}
