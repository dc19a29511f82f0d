import type Joi from 'joi';
import { AppError } from '../errors.js';

/**
 * What came in, as the schema says it should be; unknown fields are dropped, so that clients may be newer than
 * the server.
 *
 * @param convert query strings carry numbers and booleans as text; bodies and events do not
 * @throws AppError `validation_failed` with every fault at once
 */
export function validate<T>(schema: Joi.Schema<T>, input: unknown, { convert = false } = {}): T {
  const result = schema.validate(input, { abortEarly: false, stripUnknown: true, convert });
  if (result.error === undefined) return result.value;
  const details = result.error.details.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new AppError('validation_failed', details.map((detail) => detail.message).join('; '), { details });
}
