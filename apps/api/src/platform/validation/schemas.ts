import {
  emojiOf,
  isStorableText,
  PLAYBACK_RATE_MAX,
  PLAYBACK_RATE_MIN,
  POSITION_MAX_S,
  URL_MAX_LENGTH,
} from '@watchparty/shared';
import Joi from 'joi';

/** Text that Postgres stores and JSON returns unchanged. */
export function text(): Joi.StringSchema {
  return Joi.string()
    .custom((value: string, helpers) => (isStorableText(value) ? value : helpers.error('text.storable')))
    .messages({ 'text.storable': '{{#label}} holds a character that cannot be stored' });
}

/** Anything but white space, controls and marks that only steer how others are shown. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}\p{Z}]/u;

/** Text between `min` and `max` characters once the white space around it is gone. */
export function trimmedText(min: number, max: number): Joi.AnySchema<string> {
  return text()
    .custom((value: string, helpers) => {
      const trimmed = value.trim();
      if (trimmed.length < min || !VISIBLE.test(trimmed)) return helpers.error('string.empty');
      return trimmed.length > max ? helpers.error('text.long', { limit: max }) : trimmed;
    })
    .messages({ 'text.long': '{{#label}} may have at most {{#limit}} characters' });
}

/** One emoji as it is counted: nothing around it. */
export function singleEmoji(maxLength: number): Joi.StringSchema {
  return text()
    .max(maxLength)
    .custom((value: string, helpers) => (emojiOf(value)?.[0] === value ? value : helpers.error('text.emoji')))
    .messages({ 'text.emoji': '{{#label}} must be one emoji' });
}

export function uuid(): Joi.StringSchema {
  // Joi takes brackets around it, too, which Postgres refuses or reads away.
  return Joi.string().guid({ separator: '-', wrapper: false }).lowercase().options({ convert: true });
}

/** Seconds into a video. */
export function position(): Joi.NumberSchema {
  return Joi.number().min(0).max(POSITION_MAX_S);
}

export function playbackRate(): Joi.NumberSchema {
  return Joi.number().min(PLAYBACK_RATE_MIN).max(PLAYBACK_RATE_MAX);
}

export function link(): Joi.StringSchema {
  return text().max(URL_MAX_LENGTH);
}
