import { describe, expect, it } from '@jest/globals';
import { POSITION_MAX_S } from '@watchparty/shared';
import Joi from 'joi';
import { AppError } from '../errors.js';
import { playbackRate, position, text, trimmedText, uuid } from './schemas.js';
import { validate } from './validate.js';

const UUID = '6f0b0a3c-61a5-4b52-9f5c-0d3f8c1f9a10';

function refusal(schema: Joi.Schema, input: unknown, options?: { convert: boolean }): AppError | undefined {
  try {
    validate(schema, input, options);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  return undefined;
}

describe('validate', () => {
  const schema = Joi.object({
    name: Joi.string().required(),
    inner: Joi.object({ count: Joi.number() }),
  }).required();

  it('[IN1] drops unknown fields, at any depth, and leaves the input alone', () => {
    const input = { name: 'x', extra: 1, inner: { count: 1, extra: 1 } };
    expect(validate(schema, input)).toEqual({ name: 'x', inner: { count: 1 } });
    expect(input).toEqual({ name: 'x', extra: 1, inner: { count: 1, extra: 1 } });
  });

  it('[ER4] names every fault at once, by its dotted path', () => {
    const error = refusal(schema, { inner: { count: 'x' } });
    expect(error).toMatchObject({ code: 'validation_failed', status: 400 });
    expect(error!.details!.map(({ path }) => path)).toEqual(['name', 'inner.count']);
    expect(refusal(schema, undefined)!.details).toEqual([{ path: '', message: expect.any(String) }]);
  });

  it('[IN1] converts nothing but query strings', () => {
    const numbers = Joi.object({ limit: Joi.number(), mine: Joi.boolean() });
    expect(refusal(numbers, { limit: '5' })).toBeDefined();
    expect(refusal(numbers, { mine: 'true' })).toBeDefined();
    expect(validate(numbers, { limit: '5', mine: 'true' }, { convert: true })).toEqual({
      limit: 5,
      mine: true,
    });
  });
});

describe('schemas', () => {
  it('[IN2] text holds neither NUL nor lone surrogates', () => {
    for (const bad of ['a\0', '\ud800', 'x\udc00']) expect(refusal(text(), bad)).toBeDefined();
    expect(validate(text(), '😀')).toBe('😀');
  });

  it('[CH1] trimmed text is measured without the white space around it', () => {
    const schema = trimmedText(1, 3);
    expect(validate(schema, '\n abc\t')).toBe('abc');
    for (const bad of ['', ' ', 'abcd', ' abcd ']) expect(refusal(schema, bad)).toBeDefined();
  });

  it('[IN4] a uuid is one in its usual form, and in small letters from then on', () => {
    expect(validate(uuid(), UUID)).toBe(UUID);
    expect(validate(uuid(), UUID.toUpperCase())).toBe(UUID);
    for (const bad of [`{${UUID}}`, `(${UUID})`, `[${UUID}]`, UUID.replaceAll('-', ''), `${UUID} `, '']) {
      expect(refusal(uuid(), bad)).toBeDefined();
    }
  });

  it('[IN5] numbers are finite and bounded', () => {
    for (const good of [0, 0.001, POSITION_MAX_S]) expect(validate(position(), good)).toBe(good);
    for (const bad of [-0.001, POSITION_MAX_S + 0.001, Infinity, -Infinity, NaN, '1', null]) {
      expect(refusal(position(), bad)).toBeDefined();
    }
    for (const good of [0.25, 1, 2]) expect(validate(playbackRate(), good)).toBe(good);
    for (const bad of [0, 0.249, 2.001, -1, NaN, Infinity])
      expect(refusal(playbackRate(), bad)).toBeDefined();
  });
});
