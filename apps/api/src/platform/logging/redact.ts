export const REDACTED = '[redacted]';

/** Fields whose value is never written, whatever it is: secrets, and what people say to each other. */
const SECRET_KEYS =
  /^(?:(?:proxy[-_]?)?authorization|(?:set[-_]?)?cookies?|.*token|jwt|.*password(?:[-_]?hash)?|.*secret|credentials?|api[-_]?key|(?:tgweb|init)[-_]?(?:app)?data(?:raw)?|content|data|hash|signature|dsn)$/i;

const SECRET_NAMES =
  'authorization|(?:set-)?cookie|[\\w-]*token|jwt|[\\w-]*password|[\\w-]*secret|initData|tgWebAppData|content|data|hash|signature';

/**
 * Secrets inside a sentence, a link or a body: a library may put what it was given into its error's message. Each
 * pattern reads a text once, or a long line would keep the process busy.
 */
const SECRETS_IN_TEXT: readonly (readonly [RegExp, string])[] = [
  // "password":"hunter2"
  [
    new RegExp(`("(?:${SECRET_NAMES})"\\s*:\\s*)(?:"(?:[^"\\\\]|\\\\.)*"?|[^\\s,}"]+)`, 'gi'),
    `$1"${REDACTED}"`,
  ],
  // The same quoted within JSON: \"password\":\"hunter2\".
  [
    new RegExp(
      `(\\\\"(?:${SECRET_NAMES})\\\\"\\s*:\\s*)(?:\\\\"(?:[^"\\\\]|\\\\\\\\(?:\\\\"|.)|\\\\[^"\\\\])*(?:\\\\")?|[^\\s,}"\\\\]+)`,
      'gi',
    ),
    `$1\\"${REDACTED}\\"`,
  ],
  // As Node prints objects: password: 'hunter2'.
  [new RegExp(`\\b((?:${SECRET_NAMES})'?:\\s*)'(?:[^'\\\\]|\\\\.)*'?`, 'gi'), `$1'${REDACTED}'`],
  [/\b((?:set-)?cookie|(?:proxy-)?authorization)(\s*[:=]\s*)[^\r\n]+/gi, `$1$2${REDACTED}`],
  [/\b(Bearer|Basic)\s+[\w.~+/-]{4,}=*/gi, `$1 ${REDACTED}`],
  // A JSON Web Token.
  [/\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g, REDACTED],
  // A bot's token, also within /bot123:AA…/sendMessage.
  [/(?<!\d)\d{5,}:[\w-]{30,}/g, REDACTED],
  // Telegram's launch data as a query string, and the same where it is escaped within another one.
  [
    /(?<![\w-])(hash|signature|query_id|user|initData|tgWebAppData|[\w-]{0,32}(?:token|password|secret))(=|%3D)[^&\s"'<>#]+/gi,
    `$1$2${REDACTED}`,
  ],
  // redis://:password@host
  [/(?<![a-z\d+.-])([a-z][a-z\d+.-]{0,20}:\/\/[^\s:@/]{0,128}):[^\s@]{1,512}@/gi, `$1:${REDACTED}@`],
];

const MAX_DEPTH = 8;
/** Longer lists and texts are cut: a log line is for reading. */
const MAX_ITEMS = 200;
const MAX_TEXT = 16 * 1024;

/** Replaces secrets and message text, at any depth, before anything is written. */
export function redact(value: unknown): unknown {
  return redactWithin(value, []);
}

export function isSecretKey(key: string): boolean {
  return SECRET_KEYS.test(key);
}

function redactText(text: string): string {
  const readable = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  return SECRETS_IN_TEXT.reduce((kept, [pattern, instead]) => kept.replace(pattern, instead), readable);
}

/** @param path the objects that hold this one, so that a circle is seen */
function redactWithin(value: unknown, path: readonly object[]): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'function') return '[function]';
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (path.includes(value)) return '[circular]';
  if (path.length > MAX_DEPTH) return '[deep]';
  try {
    return redactObject(value, [...path, value]);
  } catch {
    // A getter, a proxy: whatever it is, a log line must not be what breaks.
    return '[unreadable]';
  }
}

function redactObject(value: object, path: readonly object[]): unknown {
  const inner = (item: unknown): unknown => redactWithin(item, path);
  const field = ([key, item]: [string, unknown]): [string, unknown] => [
    key,
    isSecretKey(key) ? REDACTED : inner(item),
  ];
  if (value instanceof Error) {
    const { name, message, stack, cause } = value;
    const code = 'code' in value && typeof value.code === 'string' ? value.code : undefined;
    const errors = value instanceof AggregateError ? value.errors.slice(0, MAX_ITEMS).map(inner) : undefined;
    // Postgres quotes the value that it cannot read (SQLSTATE class 22).
    const told = (text?: string): unknown =>
      inner(code !== undefined && /^22[\dA-Z]{3}$/.test(code) ? text?.replace(/"[^"]*"/g, REDACTED) : text);
    // Nothing else: Postgres adds the row, Joi the whole payload.
    return {
      name,
      message: told(message),
      stack: told(stack),
      ...(code !== undefined && { code: inner(code) }),
      cause: inner(cause),
      ...(errors && { errors }),
    };
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof URL) return redactText(value.href);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Map) {
    const entries = [...value.entries()].slice(0, MAX_ITEMS) as [unknown, unknown][];
    return Object.fromEntries(
      entries.map(([key, item]) => field([typeof key === 'string' ? key : String(inner(key)), item])),
    );
  }
  if (Array.isArray(value) || value instanceof Set) return [...value].slice(0, MAX_ITEMS).map(inner);
  return Object.fromEntries(Object.entries(value).slice(0, MAX_ITEMS).map(field));
}
