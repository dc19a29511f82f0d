import { PAYLOAD_MAX_BYTES } from '@watchparty/shared';

/** What a field wants, for the table of everything that it has to refuse. */
export type FieldKind = 'uuid' | 'text' | 'choice' | 'number' | 'position' | 'boolean' | 'links' | 'objects';

const NOT_STORABLE = ['a\0b', '\0', '\ud800', 'x\udc00', '\udc00\ud800'];
const NO_TEXT: unknown[] = [null, 0, 1, true, [], ['a'], {}, { toString: 'x' }];
const NO_NUMBER: unknown[] = [null, true, '', '1', '0x10', 'NaN', [], [1], {}, 1e308, -1e308];
const UUID = '6f0b0a3c-61a5-4b52-9f5c-0d3f8c1f9a10';

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

const JUNK: Record<FieldKind, readonly unknown[]> = {
  uuid: [
    ...NO_TEXT,
    ...NOT_STORABLE,
    '',
    'no-uuid',
    `${UUID}0`,
    ` ${UUID}`,
    UUID.replaceAll('-', ''),
    `{${UUID}}`,
    `(${UUID})`,
    `[${UUID}]`,
    `${UUID}\0`,
  ],
  text: [...NO_TEXT, ...NOT_STORABLE],
  choice: [...NO_TEXT, ...NOT_STORABLE, '', 'toString', '__proto__', 'constructor'],
  number: NO_NUMBER,
  position: [...NO_NUMBER, -1, -0.001, 604_800.001, Number.MAX_SAFE_INTEGER],
  links: [
    ...NO_TEXT.filter((value) => !isTexts(value)),
    '',
    ...[...NO_TEXT, ...NOT_STORABLE, ''].map((item) => [item]),
  ],
  objects: [
    ...NO_TEXT.filter((value) => !Array.isArray(value)),
    '',
    ...[...NO_TEXT, ...NOT_STORABLE, ''].map((item) => [item]),
  ],
  boolean: [null, 0, 1, 'true', 'false', '', [], {}],
};

/** Values that a field of this kind must refuse, each with how a report names it. */
export function junkFor(kind: FieldKind): { value: unknown; label: string }[] {
  return JUNK[kind].map((value) => ({ value, label: JSON.stringify(value) }));
}

/** One that does not even have to be read. */
export const OVERSIZED_TEXT = 'x'.repeat(PAYLOAD_MAX_BYTES + 1024);

export function nested(depth: number): unknown {
  let value: unknown = 'core';
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

/** An object with own keys that other objects inherit. */
export function poisoned(payload: object): object {
  const poison = '"__proto__":{"isAdmin":true,"position":9},"constructor":{"prototype":{"x":1}},"toString":1';
  return JSON.parse(`{${poison},${JSON.stringify(payload).slice(1)}`.replace(',}', '}')) as object;
}
